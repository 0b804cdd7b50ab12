import { z } from 'zod';
import { securityConditionsTold } from '#assessments/contract.ts';
import { finding } from '#findings/contract.ts';
import { followUp } from '#follow-ups/contract.ts';
import { meetingDeeds } from '#meetings/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import {
  replyKinds,
  requestStates,
  reviewOutcomes,
  meetingStates,
  reviewStates,
  standings,
} from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, page, pageQuery, slug } from '#platform/contract.ts';
import { dueStates } from '#platform/due.ts';
import { notFound } from '#platform/errors.ts';
import { requestDeeds } from '#requests/contract.ts';
import { reviewDeeds } from './case-review.ts';
import { periodEndsBeforeItBegins, periodHolds, reviewFilter } from './review-filter.ts';
import { caseReview } from './review-schema.ts';

export * from './change-contract.ts';
export * from './readiness-contract.ts';
export * from './saved-filter-contract.ts';
export { caseReview } from './review-schema.ts';

export const listCaseReviews = endpoint({
  id: 'listCaseReviews',
  method: 'GET',
  path: '/v1/case-reviews',
  summary: { da: 'Enhedens gennemgange, nyeste først', en: 'Case reviews of the unit, newest first' },
  permission: 'case-reviews.read',
  purpose: true,
  query: z.strictObject({ ...pageQuery, ...reviewFilter }).refine(periodHolds, periodEndsBeforeItBegins),
  output: page(caseReview),
});

const otherReview = z.object({
  id,
  reference: z.string().nullable(),
  state: z.enum(reviewStates),
  nominatedOn: civilDate,
  reviewedOn: civilDate.nullable(),
  outcome: z.enum(reviewOutcomes).nullable(),
});

const dossier = caseReview
  .extend({
    legalBasis: z.object({ code: z.string(), citation: z.string() }).nullable(),
    ground: z.string().nullable(),
    closingReason: z.string().nullable(),
    asked: z.array(
      z.object({
        agencyId: slug,
        askedOn: civilDate,
        dueOn: civilDate,
        answered: z.boolean(),
        standing: z
          .enum(standings)
          .describe(
            '`answered`: whatever it answered, and shows to nobody else. The own agency reads its own answer.',
          ),
        due: z.enum(dueStates).nullable().describe('How near the deadline is; null once it has answered.'),
      }),
    ),
    ownReply: z
      .object({
        kind: z.enum(replyKinds),
        shownToOthers: z.boolean(),
        repliedAt: instant,
        version: z.number().int(),
      })
      .nullable(),
    findings: z.array(finding),
    followUps: z.array(followUp),
    security: z
      .array(securityConditionsTold)
      .describe(
        'Conditions for meeting the citizen safely that the reader’s agency was told, and that are in force.',
      ),
    earlierReviews: z.array(otherReview),
    otherOpenReviews: z.array(otherReview),
    actions: z.array(
      z.object({ deed: z.enum(reviewDeeds), allowed: z.boolean(), why: z.string().optional() }),
    ),
  })
  .meta({
    id: 'Dossier',
    description:
      'A case review with all of it that this caller may see, and what the caller may do next (`why`: the rule that refuses).',
  });

export const readDossier = endpoint({
  id: 'readDossier',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId',
  summary: { da: 'En gennemgang med alt, hvad du må se', en: 'A case review with all that you may see' },
  permission: 'case-reviews.read',
  purpose: true,
  etag: true,
  params: z.strictObject({ reviewId: id }),
  output: dossier,
  refusals: [notFound, needToKnow],
});

export const readQueue = endpoint({
  id: 'readQueue',
  method: 'GET',
  path: '/v1/me/queue',
  summary: { da: 'Hvad du skal svare på og tage stilling til', en: 'What you are to answer and decide' },
  permission: 'case-reviews.read',
  purpose: true,
  output: z
    .object({
      toAnswer: z.array(
        z.object({
          review: caseReview,
          dueOn: civilDate,
          overdue: z.boolean(),
          due: z.enum(dueStates).describe('How near the deadline is.'),
        }),
      ),
      toDecide: z.array(caseReview),
    })
    .meta({
      id: 'Queue',
      description:
        'Reviews that your agency has been asked about and has not answered: those that you or nobody of the agency has first, then soonest due first; and for the chair the nominations, oldest first; at most 100 of each.',
    }),
});

const text = z.object({ da: z.string(), en: z.string() });

function life<State extends string, Deed extends string>(states: readonly State[], deeds: readonly Deed[]) {
  return z.object({
    states: z.array(text.extend({ state: z.enum(states), final: z.boolean() })),
    transitions: z.array(
      z.object({
        deed: z.enum(deeds),
        from: z.array(z.enum(states)),
        to: z.enum(states).nullable(),
        permission: z.string().nullable(),
        condition: text.nullable(),
      }),
    ),
  });
}

export const readStates = endpoint({
  id: 'readStates',
  method: 'GET',
  path: '/v1/meta/states',
  summary: { da: 'Tilstande og overgange', en: 'States and transitions' },
  permission: 'signed_in',
  output: z
    .object({
      caseReview: life(reviewStates, reviewDeeds),
      meeting: life(meetingStates, meetingDeeds),
      request: life(requestStates, requestDeeds),
    })
    .meta({ id: 'States', description: 'What a thing can be, what can be done with it then, and who may.' }),
});
