import { z } from 'zod';
import { dataClasses, purposes } from '#platform/codes.ts';

/** What limits the use of something made from findings; inherited by all that is made from it. */
export const limits = z
  .object({
    notForCriminalInvestigation: z.boolean(),
    purposes: z.array(z.enum(purposes)),
    factOnly: z.boolean(),
    dataClass: z.enum(dataClasses).nullable(),
    known: z.boolean(),
    text: z.object({ da: z.string(), en: z.string() }),
  })
  .meta({
    id: 'Limits',
    description:
      'The strictest limits of the findings that something was made from (da: brugsgrænser). `purposes`: what all of it may be used for ' +
      'together. `known`: false where the reader may not see what it was made from; then these are the strictest there are. Repeat ' +
      '`text` in every copy.',
  });
