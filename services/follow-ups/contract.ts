import { z } from 'zod';
import { securityConditionsTold } from '#assessments/contract.ts';
import { limits } from '#legal-bases/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { actionStates, openReasons } from '#platform/codes.ts';
import { civilDate, endpoint, id, kroner, page, pageQuery, safeText, slug } from '#platform/contract.ts';
import { notFound, staleVersion } from '#platform/errors.ts';
import { followUpRules } from './follow-up-action.ts';
import { followUpTypes } from './follow-up-types.ts';

const typeCode = z.enum(followUpTypes.map(({ code }) => code));
const name = z.object({ da: z.string(), en: z.string() });

export const followUpType = z
  .object({
    code: typeCode,
    name,
    ownerKind: z.string(),
    amounts: z.array(z.string()),
    legalHint: z.string().nullable(),
    criminal: z
      .boolean()
      .describe('Of the character of a criminal investigation: rests on nothing that may not serve one.'),
  })
  .meta({
    id: 'FollowUpType',
    description: 'A kind of follow-up, with the one kind of agency that may set it.',
  });

export const followUp = z
  .object({
    id,
    reviewId: id,
    agencyId: slug,
    type: z.string(),
    typeName: name,
    status: z.enum(actionStates),
    startedOn: civilDate,
    dueOn: civilDate.nullable(),
    closedOn: civilDate.nullable(),
    openReason: z.enum(openReasons).nullable().describe('Why it is still open: could not, or did not.'),
    agendaItemId: id.nullable(),
    source: z.enum(['service', 'register']),
    detail: z
      .object({
        claimedDkk: kroner.nullable(),
        decidedDkk: kroner.nullable(),
        collectedDkk: kroner.nullable(),
        stoppedPerMonthDkk: kroner.nullable(),
        note: z.string().nullable(),
        journalRef: z.string().nullable(),
      })
      .nullable()
      .describe("The owner's alone; null for everybody else, and where the owner has noted nothing."),
    basedOn: z
      .array(id)
      .describe(
        "The findings that it rests on: to its owner all, to others those of the reader's own agency.",
      ),
    limits: limits.describe(
      'Inherited from what it rests on; for who does not see that, the strictest there are.',
    ),
    version: z.int(),
  })
  .meta({
    id: 'FollowUp',
    description:
      'What one agency does after a review, within its own remit and under its own law (da: opfølgning).',
  });

const followUpOfReview = followUp
  .extend({ reviewReference: z.string().nullable(), security: z.array(securityConditionsTold) })
  .meta({
    id: 'FollowUpOfReview',
    description: 'A follow-up with the reference of the case review that it belongs to.',
  });

const assignment = z.strictObject({
  agencyId: slug,
  type: typeCode,
  startedOn: civilDate.optional().describe('Today by default.'),
  dueOn: civilDate,
  basedOn: z
    .array(id)
    .max(100)
    .optional()
    .describe('The findings that it rests on; by default all of the review that its agency has.'),
});
const example = { agencyId: 'kk-bk', type: 'benefit_stop', dueOn: '2027-03-01' } as const;
const assigning = {
  method: 'POST',
  permission: 'follow-ups.assign',
  body: assignment,
  output: followUp,
  purpose: true,
  etag: true,
  example,
  refusals: [
    notFound,
    needToKnow,
    followUpRules.remit,
    followUpRules.notParty,
    followUpRules.reviewState,
    followUpRules.notForInvestigation,
    followUpRules.basisUnknown,
    followUpRules.invalid,
  ],
} as const;

export const assignFollowUp = endpoint({
  ...assigning,
  refusals: [...assigning.refusals],
  id: 'assignFollowUp',
  path: '/v1/case-reviews/:reviewId/follow-ups',
  summary: { da: 'Sæt opfølgning i gang på en gennemgang', en: 'Set follow-up on a review' },
  params: z.strictObject({ reviewId: id }),
});

export const assignFollowUpAtMeeting = endpoint({
  ...assigning,
  refusals: [...assigning.refusals],
  id: 'assignFollowUpAtMeeting',
  path: '/v1/agenda-items/:itemId/follow-ups',
  summary: { da: 'Fordel opfølgning på mødet', en: 'Assign follow-up at the meeting' },
  params: z.strictObject({ itemId: id }),
});

export const listFollowUps = endpoint({
  id: 'listFollowUps',
  method: 'GET',
  path: '/v1/follow-ups',
  summary: { da: 'Opfølgning, efter frist', en: 'Follow-up, by due date' },
  permission: 'follow-ups.read',
  query: z.strictObject({
    ...pageQuery,
    mine: z.enum(['true', 'false']).default('false').describe("Only the own agency's."),
    status: z.enum(actionStates).optional(),
    overdue: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Only what is in progress past its due date.'),
  }),
  output: page(followUpOfReview),
  purpose: true,
});

const params = z.strictObject({ actionId: id });

export const getFollowUp = endpoint({
  id: 'getFollowUp',
  method: 'GET',
  path: '/v1/follow-ups/:actionId',
  summary: { da: 'En opfølgning', en: 'A follow-up' },
  permission: 'follow-ups.read',
  params,
  output: followUpOfReview,
  purpose: true,
  etag: true,
  refusals: [notFound, needToKnow],
});

export const updateFollowUp = endpoint({
  id: 'updateFollowUp',
  method: 'PATCH',
  path: '/v1/follow-ups/:actionId',
  summary: { da: 'Meld status på egen opfølgning', en: 'Report on the own follow-up' },
  permission: 'follow-ups.update',
  params,
  body: z.strictObject({
    status: z.enum(actionStates).optional(),
    dueOn: civilDate.optional(),
    closedOn: civilDate.nullable().optional(),
    openReason: z.enum(openReasons).nullable().optional(),
    claimedDkk: kroner.nullable().optional(),
    decidedDkk: kroner.nullable().optional(),
    collectedDkk: kroner.nullable().optional(),
    stoppedPerMonthDkk: kroner.nullable().optional(),
    note: safeText(2000).nullable().optional(),
    journalRef: safeText(60).nullable().optional().describe("The case in the owner's own records system."),
  }),
  output: followUp,
  purpose: true,
  ifMatch: true,
  etag: true,
  refusals: [notFound, needToKnow, staleVersion, followUpRules.owner, followUpRules.invalid],
  example: { status: 'completed', closedOn: '2026-11-16', journalRef: 'BK-2026-14' },
});
