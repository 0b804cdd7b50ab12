import { z } from 'zod';
import { textWarning } from '#citizens/contract.ts';
import { disclosureRules } from '#legal-bases/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { requestChoices, requestStates } from '#platform/codes.ts';
import { civilDate, endpoint, id, page, pageQuery, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound, staleVersion } from '#platform/errors.ts';
import { requestRules } from './information-request.ts';
import { informationRequest, questionClasses } from './schema.ts';

export { requestDeeds } from './information-request.ts';
export { informationRequest } from './schema.ts';
/** Why a disclosure cannot answer a request. */
export const answerRules = {
  otherAnswer: requestRules.otherAnswer,
  otherSide: requestRules.otherSide,
  stateForbids: requestRules.stateForbids,
};

const ofRequest = { params: z.strictObject({ requestId: id }) };

const warnings = z
  .array(textWarning)
  .describe('Hints on the texts that were sent; nothing of them is repeated.');

const { D1, D2, D3, D4, D5, D6, D7 } = disclosureRules;

export const askForInformation = endpoint({
  id: 'askForInformation',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/requests',
  verb: 'disclose',
  summary: { da: 'Anmod en anden myndighed om oplysninger', en: 'Ask another agency for information' },
  description:
    'To ask is to disclose what the question says: it is decided by the rules D1 to D8, with a legal basis of the own agency. Only an agency that takes part in the review can be asked.',
  permission: 'requests.ask',
  purpose: true,
  etag: true,
  params: z.strictObject({ reviewId: id }),
  body: z.strictObject({
    agencyId: slug,
    question: safeText(1000, 10),
    necessity: safeText(2000, 0),
    legalBasisCode: z.string().max(40),
    dataClass: z.enum(questionClasses).describe('What the question itself says of the citizen.'),
    declarationNotInvestigation: z.boolean().default(false),
    wishedOn: civilDate,
  }),
  output: informationRequest.extend({ warnings }),
  refusals: [
    notFound,
    needToKnow,
    requestRules.reviewNotAdmitted,
    requestRules.notParty,
    requestRules.wishedTooEarly,
    requestRules.factOnly,
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    D7,
  ],
  example: {
    agencyId: 'kk-bif',
    question: 'Modtager borgeren kontanthjælp i denne måned?',
    necessity: 'Svaret afgør, om skattekortet skal ændres.',
    legalBasisCode: 'SFL17',
    dataClass: 'confidential',
    wishedOn: '2999-01-31',
  },
});

export const listRequests = endpoint({
  id: 'listRequests',
  method: 'GET',
  path: '/v1/requests',
  summary: { da: 'Anmodninger, I har fået og sendt', en: 'Requests received and sent' },
  description: 'Open ones soonest wished-for first; all others latest first.',
  permission: 'requests.read',
  purpose: true,
  query: z.strictObject({
    ...pageQuery,
    direction: z.enum(['received', 'sent']).optional(),
    open: z
      .enum(['true', 'false'])
      .optional()
      .describe('Only those that wait for an answer, or only the others.'),
    state: z.enum(requestStates).optional(),
    reviewId: id.optional(),
  }),
  output: page(informationRequest),
});

export const getRequest = endpoint({
  id: 'getRequest',
  method: 'GET',
  path: '/v1/requests/:requestId',
  summary: { da: 'Én anmodning', en: 'One request' },
  permission: 'requests.read',
  purpose: true,
  etag: true,
  ...ofRequest,
  output: informationRequest,
  refusals: [notFound],
});

const changing = { purpose: true, ifMatch: true, etag: true, status: 200, ...ofRequest } as const;
const common = [notFound, needToKnow, staleVersion, requestRules.stateForbids, requestRules.otherSide];

const reasonOnlyOfRefusal = fieldRule(
  'request.reason-only-of-refusal',
  'En grund gives kun, når anmodningen ikke imødekommes.',
  'A reason is given only when the request is not accepted.',
);
const nothingToShow = fieldRule(
  'request.no-reason-to-show',
  'Der er ingen grund at vise. Skriv den, eller lad være med at vise den.',
  'There is no reason to show. Write it, or do not show it.',
);

export const respondToRequest = endpoint({
  id: 'respondToRequest',
  method: 'POST',
  path: '/v1/requests/:requestId/response',
  summary: { da: 'Imødekom en anmodning helt, delvist eller ikke', en: 'Accept a request, in part, or not' },
  description:
    'What is accepted is answered by disclosing a finding with the id of the request. A refusal needs no reason; one that is given is shown to the asker only if `reasonShown` says so.',
  permission: 'requests.answer',
  ...changing,
  body: z
    .strictObject({
      choice: z.enum(requestChoices),
      reason: safeText(1000).optional(),
      reasonShown: z.boolean().default(false),
    })
    .refine(({ choice, reason }) => choice === 'refuse' || reason === undefined, {
      ...reasonOnlyOfRefusal,
      path: ['reason'],
    })
    .refine(({ reason, reasonShown }) => reason !== undefined || !reasonShown, {
      ...nothingToShow,
      path: ['reasonShown'],
    }),
  output: informationRequest,
  refusals: [...common, requestRules.reviewNotAdmitted],
  example: { choice: 'refuse' },
});

export const withdrawRequest = endpoint({
  id: 'withdrawRequest',
  method: 'POST',
  path: '/v1/requests/:requestId/withdrawal',
  summary: { da: 'Træk en anmodning tilbage', en: 'Withdraw a request' },
  permission: 'requests.ask',
  ...changing,
  output: informationRequest,
  refusals: common,
});
