import { z } from 'zod';
import { needToKnow } from '#need-to-know/questions.ts';
import { standings } from '#platform/codes.ts';
import { civilDate, endpoint, id, slug } from '#platform/contract.ts';
import { dueStates } from '#platform/due.ts';
import { notFound } from '#platform/errors.ts';

export const readReadiness = endpoint({
  id: 'readReadiness',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId/readiness',
  summary: { da: 'Hvor langt hver myndighed er med sit svar', en: 'How far each agency is with its answer' },
  description:
    'Every agency of the unit. `answered` is any answer that is not shown: nothing to add cannot be told from may not answer, nor either from a finding. The own agency reads its own answer; the chair reads no more than the others.',
  permission: 'case-reviews.read',
  purpose: true,
  params: z.strictObject({ reviewId: id }),
  output: z
    .object({
      agencies: z.array(
        z.object({
          agencyId: slug,
          standing: z.enum(standings),
          dueOn: civilDate.nullable().describe('Null for an agency that nobody has asked.'),
          due: z.enum(dueStates).nullable().describe('How near the deadline is; null once it has answered.'),
        }),
      ),
    })
    .meta({
      id: 'Readiness',
      description:
        'The readiness board of one review (da: svaroverblik). Nobody is obliged to disclose (retsplejeloven § 115, stk. 4), and no answer says anything about the citizen.',
    }),
  refusals: [notFound, needToKnow],
});
