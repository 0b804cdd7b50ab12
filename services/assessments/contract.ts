import { z } from 'zod';
import { disclosureRules } from '#legal-bases/contract.ts';
import { affiliationValues, securityConditions } from '#platform/codes.ts';
import { civilDate, endpoint, id, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound, staleVersion } from '#platform/errors.ts';
import { textWarning } from '#citizens/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { assessmentRules } from './rules.ts';
import { affiliationStatement, dueAssessments, securityAssessment } from './schema.ts';

export { securityConditionsTold } from './schema.ts';

const { policeOnly, reviewOver, reviewDate, nothingToWithdraw, validity, ended, toldAlready, factOnly } =
  assessmentRules;
const { D1, D2, D3, D4, D5, D6, D7 } = disclosureRules;
const ofReview = z.strictObject({ reviewId: id });
const ofAssessment = z.strictObject({ assessmentId: id });

export const listAffiliationStatements = endpoint({
  id: 'listAffiliationStatements',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId/affiliation-statements',
  summary: {
    da: 'Politiets vurderinger af tilknytning, nyeste først',
    en: 'Affiliation statements, newest first',
  },
  description: 'For the police alone. What others may know of it, the police disclose as a finding.',
  permission: 'affiliations.read',
  purpose: true,
  params: ofReview,
  output: z.object({ items: z.array(affiliationStatement) }),
  refusals: [policeOnly, notFound, needToKnow],
});

export const stateAffiliation = endpoint({
  id: 'stateAffiliation',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/affiliation-statements',
  summary: {
    da: 'Vurdér tilknytning, bekræft den igen, eller træk den tilbage',
    en: 'State an affiliation, confirm it anew, or withdraw it',
  },
  description:
    'A new version each time; nothing is changed. If-Match is the newest version, 0 for the first. Each has a day by which it must ' +
    'be reviewed, at most 12 months ahead; when that day has passed, a review that is held because of it is on no agenda.',
  permission: 'affiliations.state',
  purpose: true,
  ifMatch: true,
  etag: true,
  params: ofReview,
  body: z.strictObject({
    value: z.enum(affiliationValues),
    reviewDueOn: civilDate.optional().describe('Not for `withdrawn`.'),
    carriesReview: z
      .boolean()
      .optional()
      .describe('True unless told; a withdrawal keeps what was said before.'),
    ground: safeText(500).optional().describe('Short, and for the police alone.'),
  }),
  output: affiliationStatement.extend({ warnings: z.array(textWarning) }).meta({ id: 'AffiliationStated' }),
  refusals: [policeOnly, notFound, needToKnow, staleVersion, reviewOver, reviewDate, nothingToWithdraw],
  example: { value: 'withdrawn', ground: 'Ikke længere grundlag for vurderingen.' },
});

const twice = fieldRule(
  'security.recipient-twice',
  'Den samme modtager er nævnt to gange.',
  'The same recipient is named twice.',
);
const recipients = z
  .array(slug)
  .max(20)
  .refine((agencies) => new Set(agencies).size === agencies.length, twice);
const declarationNotInvestigation = z.boolean().default(false);
const securityWritten = securityAssessment
  .extend({ warnings: z.array(textWarning) })
  .meta({ id: 'SecurityAssessed' });

export const assessSecurity = endpoint({
  id: 'assessSecurity',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/security-assessments',
  verb: 'disclose',
  summary: {
    da: 'Vurdér sikkerheden, og giv vilkårene til dem, der skal handle',
    en: 'Assess security, and tell the conditions to those who must act',
  },
  description:
    'Valid at most six months. Each recipient is decided by the rules D1 to D7, and all are told or none. They get the conditions, since ' +
    'when, until when and whom to call, and nothing else. With `replaces` an older one ends.',
  permission: 'security.assess',
  purpose: true,
  params: ofReview,
  body: z.strictObject({
    conditions: z.array(z.enum(securityConditions)).min(1).max(securityConditions.length),
    text: safeText(300)
      .optional()
      .describe('Practical, and told to the recipients: no ground and no source.'),
    contact: safeText(120).describe('Whom to call.'),
    validUntil: civilDate,
    legalBasisCode: z.string().max(40),
    necessity: safeText(2000, 0),
    declarationNotInvestigation,
    recipients: recipients.default([]),
    replaces: id.optional(),
  }),
  output: securityWritten,
  refusals: [
    policeOnly,
    notFound,
    needToKnow,
    reviewOver,
    validity,
    ended,
    factOnly,
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    D7,
  ],
  example: {
    conditions: ['two_staff', 'call_before'],
    contact: 'Vagthavende, 33 14 14 48',
    validUntil: '2026-06-01',
    legalBasisCode: 'RPL115-1-1',
    necessity: 'Medarbejderne skal kunne holde samtalen sikkert.',
    declarationNotInvestigation: true,
    recipients: ['kk-bif'],
  },
});

export const tellOfSecurity = endpoint({
  id: 'tellOfSecurity',
  method: 'POST',
  path: '/v1/security-assessments/:assessmentId/notices',
  verb: 'disclose',
  summary: { da: 'Giv vilkårene til flere', en: 'Tell the conditions to more agencies' },
  permission: 'security.assess',
  purpose: true,
  params: ofAssessment,
  body: z.strictObject({ recipients: recipients.min(1), declarationNotInvestigation }),
  output: securityAssessment,
  refusals: [policeOnly, notFound, needToKnow, ended, toldAlready, factOnly, D1, D2, D3, D4, D5, D6, D7],
  example: { recipients: ['kk-sof'], declarationNotInvestigation: true },
});

export const endSecurity = endpoint({
  id: 'endSecurity',
  method: 'POST',
  path: '/v1/security-assessments/:assessmentId/ending',
  status: 200,
  summary: { da: 'Ophæv en sikkerhedsvurdering', en: 'End a security assessment' },
  description:
    'The conditions are gone for every recipient from its next request on. One that has run out can be ended too: then nobody is ' +
    'asked to renew it.',
  permission: 'security.assess',
  purpose: true,
  params: ofAssessment,
  body: z.strictObject({}),
  output: securityAssessment,
  refusals: [policeOnly, notFound, ended],
  example: {},
});

export const listSecurityAssessments = endpoint({
  id: 'listSecurityAssessments',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId/security-assessments',
  summary: { da: 'Vilkår for et sikkert møde', en: 'Conditions for a safe meeting' },
  description:
    'The police see their own, also past ones; a recipient what it was told and is still in force.',
  permission: 'security.read',
  purpose: true,
  params: ofReview,
  output: z.object({ items: z.array(securityAssessment) }),
  refusals: [notFound, needToKnow],
});

export const listDueAssessments = endpoint({
  id: 'listDueAssessments',
  method: 'GET',
  path: '/v1/me/due-assessments',
  summary: { da: 'Vurderinger, som politiet skal se efter', en: 'Assessments that the police are to review' },
  permission: 'affiliations.read',
  purpose: true,
  description: 'For the police; empty for all others.',
  output: dueAssessments,
});
