import { z } from 'zod';
import { cprNumber } from '#citizens/contract.ts';
import { disclosureRules } from '#legal-bases/questions.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { replyKinds, reviewOutcomes } from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, safeText, slug } from '#platform/contract.ts';
import { notFound, staleVersion } from '#platform/errors.ts';
import { reviewRules } from './case-review.ts';
import { caseReview } from './review-schema.ts';
import { replyRules, questionRules, nominationRules } from './rules.ts';

const reviewPath = { params: z.strictObject({ reviewId: id }) };
const { stateForbids } = reviewRules;
const changing = { purpose: true, ifMatch: true, etag: true, ...reviewPath } as const;
const common = [notFound, staleVersion, stateForbids];

export const nominateCitizen = endpoint({
  id: 'nominateCitizen',
  method: 'POST',
  path: '/v1/case-reviews',
  summary: { da: 'Indstil en borger til gennemgang', en: 'Nominate a citizen for review' },
  permission: 'case-reviews.nominate',
  purpose: true,
  etag: true,
  body: z.strictObject({
    cpr: cprNumber,
    name: safeText(200),
    municipalityCode: z.string().regex(/^[0-9]{4}$/),
    ground: safeText(2000, 15),
    legalBasisCode: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/),
  }),
  output: caseReview,
  refusals: [...Object.values(nominationRules), disclosureRules.D1, disclosureRules.D3, disclosureRules.D7],
  example: {
    cpr: '780264-2812',
    name: 'Ida Opdigtet',
    municipalityCode: '0101',
    ground: 'Modtager kontanthjælp og har kørt i bil til 900.000 kr.',
    legalBasisCode: 'DBL6-GDPR6E',
  },
});

export const admitReview = endpoint({
  id: 'admitReview',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/admission',
  summary: { da: 'Optag en indstillet borger', en: 'Admit a nominated citizen' },
  permission: 'case-reviews.decide',
  status: 200,
  ...changing,
  body: z.strictObject({
    agencyIds: z.array(slug).max(20).default([]),
    dueOn: civilDate.optional(),
  }),
  output: caseReview,
  refusals: [...common, reviewRules.expired, ...Object.values(questionRules)],
  example: { agencyIds: ['skat', 'kk-bif'] },
});

export const askAgencies = endpoint({
  id: 'askAgencies',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/questions',
  summary: { da: 'Spørg myndigheder om en gennemgang', en: 'Ask agencies about a review' },
  permission: 'case-reviews.ask',
  verb: 'disclose',
  status: 200,
  ...changing,
  body: z.strictObject({ agencyIds: z.array(slug).min(1).max(20), dueOn: civilDate.optional() }),
  output: caseReview,
  refusals: [...common, ...Object.values(questionRules)],
  example: { agencyIds: ['kk-bk'] },
});

export const declineReview = endpoint({
  id: 'declineReview',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/decline',
  summary: { da: 'Afvis en indstilling', en: 'Decline a nomination' },
  permission: 'case-reviews.decide',
  status: 200,
  ...changing,
  body: z.strictObject({ reason: safeText(1000, 10) }),
  output: caseReview,
  refusals: common,
  example: { reason: 'Der er ikke grundlag for en fælles gennemgang.' },
});

export const withdrawReview = endpoint({
  id: 'withdrawReview',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/withdrawal',
  summary: { da: 'Træk en gennemgang tilbage', en: 'Withdraw a review' },
  permission: 'case-reviews.withdraw',
  status: 200,
  ...changing,
  body: z.strictObject({ reason: safeText(1000).optional() }),
  output: caseReview,
  refusals: [...common, reviewRules.nominatorOnly, needToKnow],
  example: {},
});

export const concludeReview = endpoint({
  id: 'concludeReview',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/conclusion',
  summary: { da: 'Afslut en gennemgang uden for et møde', en: 'Conclude a review outside a meeting' },
  permission: 'case-reviews.decide',
  status: 200,
  ...changing,
  body: z.strictObject({ outcome: z.enum(reviewOutcomes), reviewedOn: civilDate }),
  output: caseReview,
  refusals: [...common, reviewRules.dayImpossible],
  example: { outcome: 'follow_up', reviewedOn: '2026-01-31' },
});

const reply = z
  .object({
    agencyId: slug,
    kind: z.enum(replyKinds),
    shownToOthers: z.boolean(),
    repliedAt: instant,
    version: z.number().int(),
  })
  .meta({
    id: 'Reply',
    description:
      'What an agency answered (da: svar). Only the agency itself reads it; the others see that it has answered, and what only where the agency shows it.',
  });

export const putReply = endpoint({
  id: 'putReply',
  method: 'PUT',
  path: '/v1/case-reviews/:reviewId/replies/:agencyId',
  summary: { da: 'Svar for egen myndighed', en: 'Answer for the own agency' },
  description:
    'The first answer is sent with `If-Match: "0"`. Nobody is obliged to disclose anything, and no answer needs a reason. With `shownToOthers` the others of the review read "nothing to add" or "may not answer"; without it, every answer looks the same to them. That there is a finding is shown by disclosing it. Both can be changed later.',
  permission: 'case-reviews.reply',
  purpose: true,
  ifMatch: true,
  etag: true,
  params: z.strictObject({ reviewId: id, agencyId: slug }),
  body: z.strictObject({ kind: z.enum(replyKinds), shownToOthers: z.boolean().default(false) }),
  output: reply,
  refusals: [...common, ...Object.values(replyRules), needToKnow],
  example: { kind: 'nothing_to_add' },
});
