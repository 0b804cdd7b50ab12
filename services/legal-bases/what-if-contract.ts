import { z } from 'zod';
import { decisionKinds, decisionOutcomes, disclosureForms } from '#platform/codes.ts';
import { civilDate, endpoint, id, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import { basisRules } from './basis-life.ts';

const answer = z.object({
  outcome: z.enum(decisionOutcomes),
  useRestriction: z.enum(['not_for_criminal_investigation']).nullable(),
  because: z.array(z.object({ rule: z.string(), code: z.string(), da: z.string(), en: z.string() })),
});

const changed = z
  .object({
    decisionId: id,
    kind: z.enum(decisionKinds),
    reviewId: id,
    findingId: id,
    version: z.number().int(),
    disclosureId: id.nullable(),
    agencyId: slug,
    recipient: slug.nullable(),
    wished: z.enum(disclosureForms),
    basis: z.object({ code: z.string(), version: z.number().int() }),
    from: answer,
    to: answer,
  })
  .meta({
    id: 'DecidedOtherwise',
    description:
      'A finding or disclosure that still stands and would be decided otherwise. Ids and codes, never a text.',
  });

export const whatIf = endpoint({
  id: 'whatIf',
  method: 'POST',
  path: '/v1/legal-bases/:legalBasisId/what-if',
  status: 200,
  idempotent: false,
  summary: { da: 'Hvad ville et udkast ændre?', en: 'What would a draft change?' },
  description:
    'Tries the findings and disclosures of your authority that still stand by the catalogue as it is and as it would be with the draft ' +
    'approved, on its first day or today. Names those that come out otherwise, at most 500; changes nothing. What came from a ' +
    'register was decided by nobody here and is not tried.',
  permission: 'legal-bases.draft',
  params: z.strictObject({ legalBasisId: id }),
  body: z.strictObject({}),
  output: z.object({
    on: civilDate,
    tried: z.number().int(),
    changed: z.number().int(),
    items: z.array(changed),
  }),
  refusals: [notFound, basisRules.notDraft, basisRules.anotherAuthority],
  example: {},
});
