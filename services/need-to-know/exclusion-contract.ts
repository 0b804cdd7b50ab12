import { z } from 'zod';
import { holdsCprNumber } from '#citizens/questions.ts';
import { exclusionKinds } from '#platform/codes.ts';
import { endpoint, id, instant, safeText, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import { exclusionRules, reasonHoldsNumber } from './rules.ts';
import { leastReason } from './standing.ts';

const ofReview = { purpose: true, params: z.strictObject({ reviewId: id }) } as const;
const words = (least: number) =>
  safeText(500, least).refine((text) => !holdsCprNumber(text), reasonHoldsNumber);

const recused = z
  .object({
    contacts: z.array(z.object({ name: z.string(), role: z.enum(['approver', 'chair']), agencyId: slug })),
  })
  .meta({
    id: 'Recused',
    description:
      'The case is gone for you from now on. Whom to contact about it: the approvers of your agency and the chairs of the unit; they alone can lift it.',
  });

export const recuse = endpoint({
  id: 'recuse',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/recusal',
  summary: { da: 'Meld dig inhabil i en sag', en: 'Declare yourself disqualified from a case' },
  description:
    'Effective at once and everywhere: from then on the case is answered like one that does not exist. Only the agency’s approver or the unit’s chair, and never you, can lift it. The reason is not needed.',
  permission: 'case-reviews.read',
  ...ofReview,
  body: z.strictObject({ reason: words(1).optional() }),
  output: recused,
  refusals: [notFound],
  example: { reason: 'Borgeren er i familie med mig.' },
});

const exclusion = z
  .object({
    id,
    reviewId: id,
    reference: z.string().nullable(),
    agencyId: slug,
    personId: id,
    name: z.string(),
    kind: z.enum(exclusionKinds),
    reason: z.string().nullable(),
    setAt: instant,
    setBy: z.string(),
  })
  .meta({
    id: 'Exclusion',
    description: 'Somebody for whom a case does not exist, and why. The person reads nothing of it.',
  });

export const excludePerson = endpoint({
  id: 'excludePerson',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/exclusions',
  summary: { da: 'Udeluk en person fra en sag', en: 'Exclude a person from a case' },
  description:
    'The approver excludes people of the own agency, the chair anybody in the unit. Effective at once and everywhere; the person is not shown the reason, nor that there is one.',
  permission: 'exclusions.set',
  ...ofReview,
  body: z.strictObject({ personId: id, reason: words(leastReason) }),
  output: exclusion,
  refusals: [notFound, ...Object.values(exclusionRules)],
  example: {
    personId: '11111111-1111-4111-8111-111111111111',
    reason: 'Er nabo til borgeren og har haft en tvist med denne.',
  },
});

export const listExclusions = endpoint({
  id: 'listExclusions',
  method: 'GET',
  path: '/v1/exclusions',
  summary: {
    da: 'Hvem der er inhabil eller udelukket, og fra hvilke sager',
    en: 'Who is disqualified or excluded, and from which cases',
  },
  description:
    'For approver and auditor the people of the own agency; for the chair everybody in the unit. At most 200.',
  permission: 'exclusions.read',
  query: z.strictObject({ reviewId: id.optional() }),
  output: z.object({ items: z.array(exclusion) }),
});

export const liftExclusion = endpoint({
  id: 'liftExclusion',
  method: 'POST',
  path: '/v1/exclusions/:exclusionId/lifting',
  summary: { da: 'Ophæv en inhabilitet eller udelukkelse', en: 'Lift a recusal or an exclusion' },
  description:
    'By the agency’s approver or the unit’s chair, and never by the person. The person has to be given the case anew.',
  permission: 'exclusions.set',
  status: 200,
  params: z.strictObject({ exclusionId: id }),
  body: z.strictObject({}),
  output: z
    .object({ id, reviewId: id, personId: id })
    .meta({ id: 'ExclusionLifted', description: 'The case exists for the person again.' }),
  refusals: [notFound],
  example: {},
});
