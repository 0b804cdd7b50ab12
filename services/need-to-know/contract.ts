import { z } from 'zod';
import { holdsCprNumber } from '#citizens/questions.ts';
import { openingKinds, roles } from '#platform/codes.ts';
import { endpoint, id, instant, page, pageQuery, safeText, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import { assignmentRules, openingRules, reasonHoldsNumber } from './rules.ts';
import { leastReason } from './standing.ts';

export * from './exclusion-contract.ts';

/** A reason that somebody else will read: words, and no number of anybody. */
export const reason = safeText(500, leastReason).refine((text) => !holdsCprNumber(text), reasonHoldsNumber);

const ofReview = { purpose: true, params: z.strictObject({ reviewId: id }) } as const;

const assignment = z.object({ id, personId: id, name: z.string(), givenBy: id, givenAt: instant }).meta({
  id: 'Assignment',
  description: 'Somebody of the own agency who has the case (da: har sagen).',
});

export const listAssignments = endpoint({
  id: 'listAssignments',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId/assignments',
  summary: { da: 'Hvem i egen myndighed der har sagen', en: 'Who of the own agency has the case' },
  description:
    '`people`: for an approver the people of the own agency, for a chair everybody in the unit, without the caller and those who are excluded already; for others nobody. The case can be given to a liaison or approver, and anybody can be excluded from it.',
  permission: 'case-reviews.read',
  ...ofReview,
  output: z
    .object({
      items: z.array(assignment),
      people: z.array(
        z.object({ personId: id, name: z.string(), agencyId: slug, roles: z.array(z.enum(roles)) }),
      ),
    })
    .meta({ id: 'Assignments', description: 'Who has the case, and whom it can be given to.' }),
  refusals: [notFound],
});

export const assignReview = endpoint({
  id: 'assignReview',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/assignments',
  summary: { da: 'Tag sagen, eller giv den til en kollega', en: 'Take the case, or give it to a colleague' },
  description:
    'Without `personId` a liaison takes a case that nobody of the agency has. With it the agency’s approver gives it to a colleague. Until somebody has a case, every liaison and approver of the agency reads it.',
  permission: 'case-reviews.assign',
  ...ofReview,
  body: z.strictObject({ personId: id.optional() }),
  output: assignment,
  refusals: [notFound, ...Object.values(assignmentRules)],
  example: {},
});

export const endAssignment = endpoint({
  id: 'endAssignment',
  method: 'DELETE',
  path: '/v1/case-reviews/:reviewId/assignments/:assignmentId',
  summary: { da: 'Tag sagen fra en kollega', en: 'Take the case from a colleague' },
  description: 'It is ended, and stays in the record of who had the case.',
  permission: 'case-reviews.distribute',
  purpose: true,
  status: 204,
  params: z.strictObject({ reviewId: id, assignmentId: id }),
  output: z.undefined(),
  refusals: [notFound],
});

const opened = z.object({ id, reviewId: id, openedAt: instant, until: instant }).meta({
  id: 'ReviewOpened',
  description: 'A case that a colleague has, opened with a reason for eight hours.',
});

export const openReview = endpoint({
  id: 'openReview',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/openings',
  summary: { da: 'Åbn en kollegas sag med begrundelse', en: 'Open a colleague’s case with a reason' },
  description: `The reason (at least ${leastReason} characters, without a civil registration number) is read by the agency’s approver and auditor.`,
  permission: 'case-reviews.open',
  ...ofReview,
  body: z.strictObject({ reason }),
  output: opened,
  refusals: [notFound, assignmentRules.notParty],
  example: { reason: 'Afløser for kollegaen, som har ferie, og skal svare inden fristen.' },
});

const opening = z
  .object({
    id,
    reviewId: id,
    reference: z.string().nullable(),
    personId: id,
    name: z.string(),
    kind: z.enum(openingKinds),
    reason: z.string(),
    openedAt: instant,
    until: instant.nullable(),
    reviewedAt: instant.nullable(),
    reviewedBy: z.string().nullable(),
  })
  .meta({
    id: 'Opening',
    description: 'Who opened a case that a colleague has, when and why; and who has looked at that.',
  });

export const listOpenings = endpoint({
  id: 'listOpenings',
  method: 'GET',
  path: '/v1/openings',
  summary: {
    da: 'Åbninger med begrundelse i egen myndighed, nyeste først',
    en: 'Openings with a reason in the own agency, newest first',
  },
  permission: 'openings.read',
  query: z.strictObject({ ...pageQuery, reviewed: z.enum(['true', 'false']).optional() }),
  output: page(opening),
});

export const reviewOpening = endpoint({
  id: 'reviewOpening',
  method: 'POST',
  path: '/v1/openings/:openingId/review',
  summary: { da: 'Notér, at en åbning er gennemset', en: 'Note that an opening has been looked at' },
  permission: 'openings.review',
  status: 200,
  params: z.strictObject({ openingId: id }),
  body: z.strictObject({}),
  output: opening,
  refusals: [notFound, openingRules.ownOpening],
  example: {},
});
