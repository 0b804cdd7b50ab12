import { z } from 'zod';
import { disclosureRules } from '#legal-bases/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { dataClasses, sourceClasses, statementKinds, subjectCategories, subjects } from '#platform/codes.ts';
import { civilDate, endpoint, id, safeText } from '#platform/contract.ts';
import { fieldRule, notFound, staleVersion } from '#platform/errors.ts';
import { thirdPersonRules } from '#third-persons/questions.ts';
import { finding, findingDetail, findingVersion, findingWritten } from './finding-schema.ts';
import { findingRules } from './rules.ts';

export * from './disclosure-contract.ts';
export { finding } from './finding-schema.ts';
export { findingRules } from './rules.ts';

const { D1, D3, D4, D6, D7, D8 } = disclosureRules;
const ofFinding = z.strictObject({ findingId: id });

const notDeclared = fieldRule(
  'D8.declaration',
  'Bekræft, at oplysningen ikke stammer fra en underretning om hvidvask. Gør den det, må den ikke tilføjes.',
  'Declare that the finding does not stem from a money-laundering report. If it does, it must not be attached.',
);

/** Optional here is what a rule asks for by name (D6, D8), so that the refusal says why it is needed. */
const content = {
  text: safeText(4000),
  statementKind: z.enum(statementKinds).optional(),
  dataClass: z.enum(dataClasses),
  subject: z.enum(subjects),
  legalBasisCode: z.string().max(40),
  necessity: safeText(2000, 0),
  sourceClass: z.enum([...sourceClasses, 'money_laundering_report']),
  declarations: z.strictObject({
    noMoneyLaunderingSource: z.boolean().refine((declared) => declared, notDeclared),
  }),
  police: z
    .strictObject({
      subjectCategory: z.enum(subjectCategories).optional(),
      sourceReliability: safeText(200).optional(),
      reviewDueOn: civilDate.optional(),
    })
    .optional()
    .describe('Only of the police: whom it is about, how sure the source is, and when it is to be reviewed.'),
};

const example = {
  text: 'Har modtaget kontanthjælp i hele 2025.',
  statementKind: 'fact',
  dataClass: 'confidential',
  subject: 'person',
  legalBasisCode: 'RSL11C',
  necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
  sourceClass: 'own_records',
  declarations: { noMoneyLaunderingSource: true },
} as const;

export const attachFinding = endpoint({
  id: 'attachFinding',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/findings',
  summary: { da: 'Tilføj en oplysning', en: 'Attach a finding' },
  description:
    "It is your agency's alone until it is disclosed. Special categories may be attached by a liaison, and leave the agency only by an " +
    'approver who did not write them.',
  permission: 'findings.write',
  purpose: true,
  etag: true,
  params: z.strictObject({ reviewId: id }),
  body: z.strictObject({
    ...content,
    notedOn: civilDate,
    aboutThirdPersonId: id.optional().describe('A third person that your agency registered on this review.'),
  }),
  output: findingWritten,
  refusals: [
    notFound,
    needToKnow,
    findingRules.reviewNotAdmitted,
    findingRules.notParty,
    findingRules.notedInFuture,
    thirdPersonRules.unknown,
    D1,
    D3,
    D4,
    D6,
    D7,
    D8,
  ],
  example: { ...example, notedOn: '2026-01-12' },
});

export const listFindings = endpoint({
  id: 'listFindings',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId/findings',
  summary: { da: 'Oplysningerne på en gennemgang', en: 'The findings of a case review' },
  permission: 'findings.read',
  purpose: true,
  params: z.strictObject({ reviewId: id }),
  output: z.object({ items: z.array(finding) }),
  refusals: [notFound, needToKnow],
});

export const getFinding = endpoint({
  id: 'getFinding',
  method: 'GET',
  path: '/v1/findings/:findingId',
  summary: { da: 'En oplysning', en: 'A finding' },
  permission: 'findings.read',
  purpose: true,
  etag: true,
  params: ofFinding,
  output: findingDetail,
  refusals: [notFound, needToKnow],
});

export const listFindingVersions = endpoint({
  id: 'listFindingVersions',
  method: 'GET',
  path: '/v1/findings/:findingId/versions',
  summary: { da: 'Hvad der er rettet, og hvorfor', en: 'What was corrected, and why' },
  description:
    'For the agency whose finding it is; newest first, each with its files, its author and what it changed.',
  permission: 'findings.read',
  purpose: true,
  params: ofFinding,
  output: z.object({ items: z.array(findingVersion) }),
  refusals: [notFound, needToKnow],
});

export const correctFinding = endpoint({
  id: 'correctFinding',
  method: 'POST',
  path: '/v1/findings/:findingId/corrections',
  summary: { da: 'Ret en oplysning', en: 'Correct a finding' },
  description:
    'Makes a new version, decided anew. Recipients keep the version they were given, marked as superseded, until they are given the new ' +
    'one. They are told, by a recall and on their receipts, unless nothing changed but the necessity, the source and the day of review.',
  permission: 'findings.write',
  purpose: true,
  ifMatch: true,
  etag: true,
  params: ofFinding,
  body: z.strictObject({
    ...content,
    reason: safeText(500),
    attachmentIds: z
      .array(id)
      .max(10)
      .optional()
      .describe('Which files go with the correction; must be said where the finding has any.'),
    aboutThirdPersonId: id.nullable().optional().describe('As it was unless told; null: about the citizen.'),
  }),
  output: findingWritten,
  refusals: [
    notFound,
    needToKnow,
    staleVersion,
    findingRules.withdrawn,
    thirdPersonRules.unknown,
    findingRules.sayWhatToKeep,
    D1,
    D3,
    D4,
    D6,
    D7,
    D8,
  ],
  example: { ...example, text: 'Har modtaget kontanthjælp siden marts 2025.', reason: 'Forkert periode.' },
});

export const withdrawFinding = endpoint({
  id: 'withdrawFinding',
  method: 'POST',
  path: '/v1/findings/:findingId/withdrawal',
  status: 200,
  summary: { da: 'Træk en oplysning tilbage', en: 'Withdraw a finding' },
  description:
    'Recipients see that it is withdrawn, and nothing of what it said. It appears in no agenda and no report from then on (D9). ' +
    'The answer says who had been given it, and when they first read it.',
  permission: 'findings.write',
  purpose: true,
  ifMatch: true,
  etag: true,
  params: ofFinding,
  body: z.strictObject({ reason: safeText(500) }),
  output: finding,
  refusals: [notFound, needToKnow, staleVersion, findingRules.withdrawn],
  example: { reason: 'Oplysningen handler om en anden borger.' },
});
