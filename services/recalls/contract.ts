import { z } from 'zod';
import { recallAnswers } from '#platform/codes.ts';
import { endpoint, id, page, pageQuery, safeText } from '#platform/contract.ts';
import { fieldRule, notFound, staleVersion } from '#platform/errors.ts';
import { recallRules } from './recall.ts';
import { recall, recallDetail, recallNotice } from './schema.ts';

const listed = {
  ...pageQuery,
  open: z
    .enum(['true', 'false'])
    .optional()
    .describe('Only those that wait for an answer, or only the others.'),
};

export const listRecalls = endpoint({
  id: 'listRecalls',
  method: 'GET',
  path: '/v1/recalls',
  summary: {
    da: 'Egne oplysninger, som er kaldt tilbage',
    en: "The own agency's findings that were recalled",
  },
  permission: 'recalls.read',
  purpose: true,
  query: z.strictObject(listed),
  output: page(recall),
});

export const getRecall = endpoint({
  id: 'getRecall',
  method: 'GET',
  path: '/v1/recalls/:recallId',
  summary: { da: 'Hvor en tilbagekaldt oplysning er nået hen', en: 'Where a recalled finding had got to' },
  description: 'For the agency that gave it; to everybody else it is answered as missing.',
  permission: 'recalls.read',
  purpose: true,
  params: z.strictObject({ recallId: id }),
  output: recallDetail,
  refusals: [notFound],
});

export const listRecallNotices = endpoint({
  id: 'listRecallNotices',
  method: 'GET',
  path: '/v1/recall-notices',
  summary: {
    da: 'Modtagne oplysninger, som er rettet eller kaldt tilbage',
    en: 'Received findings that were corrected or recalled',
  },
  permission: 'recalls.read',
  purpose: true,
  query: z.strictObject(listed),
  output: page(recallNotice),
});

const ofNotice = z.strictObject({ noticeId: id });

export const getRecallNotice = endpoint({
  id: 'getRecallNotice',
  method: 'GET',
  path: '/v1/recall-notices/:noticeId',
  summary: { da: 'En meddelelse om tilbagekaldelse', en: 'A notice of recall' },
  description: 'The giver sees when it was first opened.',
  permission: 'recalls.read',
  purpose: true,
  etag: true,
  params: ofNotice,
  output: recallNotice,
  refusals: [notFound],
});

const whyMissing = fieldRule(
  'recall.why-missing',
  'Skriv, hvorfor oplysningen ikke kan rettes eller slettes.',
  'Say why the finding cannot be corrected or deleted.',
);
const whyNotAsked = fieldRule(
  'recall.why-not-asked',
  'En begrundelse hører kun til, når oplysningen ikke kan rettes eller slettes.',
  'A reason belongs only to an answer that it cannot be corrected or deleted.',
);

export const answerRecallNotice = endpoint({
  id: 'answerRecallNotice',
  method: 'POST',
  path: '/v1/recall-notices/:noticeId/answer',
  status: 200,
  summary: { da: 'Svar på en tilbagekaldelse', en: 'Answer a notice of recall' },
  description:
    'acknowledged: corrected or deleted with us. cannot: why not, which only the giver reads; it can be answered anew when it can after all.',
  permission: 'recalls.answer',
  purpose: true,
  ifMatch: true,
  etag: true,
  params: ofNotice,
  body: z
    .strictObject({ answer: z.enum(recallAnswers), why: safeText(1000).optional() })
    .refine(({ answer, why }) => answer !== 'cannot' || why !== undefined, { ...whyMissing, path: ['why'] })
    .refine(({ answer, why }) => answer === 'cannot' || why === undefined, { ...whyNotAsked, path: ['why'] }),
  output: recallNotice,
  refusals: [notFound, staleVersion, recallRules.answered, recallRules.superseded],
  example: { answer: 'acknowledged' },
});

export const readRecallQueue = endpoint({
  id: 'readRecallQueue',
  method: 'GET',
  path: '/v1/me/recalls',
  summary: { da: 'Tilbagekaldelser, der venter på svar', en: 'Recalls that wait for an answer' },
  permission: 'recalls.read',
  purpose: true,
  output: z
    .object({
      toAnswer: z.array(recallNotice),
      given: z.array(recall),
      agenciesOverdue: z
        .int()
        .min(0)
        .nullable()
        .describe(
          'For the chair: how many agencies of the unit have not answered in time, and nothing more.',
        ),
    })
    .meta({
      id: 'RecallQueue',
      description:
        'What your agency is to answer, soonest due first, and what others have not answered to your agency; at most 50 of each.',
    }),
});
