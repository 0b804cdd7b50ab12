import { z } from 'zod';
import { disclosureRules } from '#legal-bases/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { decisionOutcomes, disclosureForms, initiatives } from '#platform/codes.ts';
import { endpoint, id, instant, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound, staleVersion } from '#platform/errors.ts';
import { answerRules } from '#requests/contract.ts';
import { disclosure, finding } from './finding-schema.ts';
import { findingRules } from './rules.ts';

const ofFinding = z.strictObject({ findingId: id });
const { D1, D2, D3, D4, D5, D6, D7, D8 } = disclosureRules;

const twice = fieldRule(
  'disclosure.recipient-twice',
  'Den samme modtager er nævnt to gange.',
  'The same recipient is named twice.',
);

const answersOnRequest = fieldRule(
  'disclosure.request-initiative',
  'Det, der besvarer en anmodning, videregives efter anmodning.',
  'What answers a request is disclosed on request.',
);

/** What answers a request says that it was asked for. */
export const saysAsked = ({
  requestId,
  initiative,
}: {
  requestId?: string | undefined;
  initiative: string;
}) => requestId === undefined || initiative === 'on_request';
export const notAsked = { ...answersOnRequest, path: ['initiative'] };

const release = {
  recipients: z
    .array(slug)
    .min(1)
    .max(20)
    .refine((agencies) => new Set(agencies).size === agencies.length, twice),
  legalBasisCode: z.string().max(40),
  necessity: safeText(2000, 0),
  declarationNotInvestigation: z.boolean().default(false),
  form: z
    .enum(disclosureForms)
    .default('full')
    .describe(
      'What you wish to give; under a basis that carries only the fact, the recipient is given no more than that.',
    ),
  version: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('The version that was looked at. Only the current one can be disclosed.'),
};

/** What a page showed for each recipient, so that nothing else is given. */
export const seen = z
  .array(z.strictObject({ recipient: slug, contentHash: z.string().max(64) }))
  .max(20)
  .optional()
  .describe('The hashes that the preview showed: where a recipient would be given anything else, nobody is.');

const removed = z
  .object({ fields: z.array(z.string()), da: z.string(), en: z.string() })
  .meta({ id: 'KeptBack', description: 'What of a finding a recipient is not given, and why.' });

const example = {
  recipients: ['skat'],
  legalBasisCode: 'RSL11C',
  necessity: 'SKAT skal kunne vurdere, om der er ikke oplyst indkomst.',
  declarationNotInvestigation: false,
};

export const discloseFinding = endpoint({
  id: 'discloseFinding',
  method: 'POST',
  path: '/v1/findings/:findingId/disclosures',
  verb: 'disclose',
  summary: { da: 'Videregiv en oplysning', en: 'Disclose a finding' },
  description:
    'Each recipient is decided by itself, and all are given it or none. Under a basis that needs a second approver, and for special ' +
    'categories, the disclosure is made by an approver of the agency who wrote no version of the finding and added no file to it.',
  permission: 'findings.disclose',
  purpose: true,
  params: ofFinding,
  body: z
    .strictObject({
      ...release,
      initiative: z.enum(initiatives),
      requestId: id
        .optional()
        .describe(
          'The request that this answers: `initiative` is then `on_request`, and its asker the only recipient.',
        ),
      seen,
    })
    .refine(saysAsked, notAsked),
  output: z.object({ items: z.array(disclosure) }),
  refusals: [
    notFound,
    needToKnow,
    staleVersion,
    findingRules.withdrawn,
    findingRules.reviewNotAdmitted,
    findingRules.disclosedAlready,
    findingRules.pictureChanged,
    findingRules.approverSecondOnly,
    ...Object.values(answerRules),
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    D7,
    D8,
  ],
  example: { ...example, initiative: 'own' },
});

export const previewDisclosure = endpoint({
  id: 'previewDisclosure',
  method: 'POST',
  path: '/v1/findings/:findingId/disclosure-previews',
  status: 200,
  idempotent: false,
  verb: 'consult',
  summary: { da: 'Se, hvad hver modtager ville få', en: 'See what each recipient would get' },
  description:
    'Made by the function that makes what the recipient reads, so that the two are equal. Where the answer would be no, it says why.',
  permission: 'findings.disclose',
  purpose: true,
  params: ofFinding,
  body: z.strictObject(release),
  output: z.object({
    items: z.array(
      z.object({
        recipient: slug,
        outcome: z.enum(decisionOutcomes),
        sharing: z.enum(['disclosure', 'internal_use']),
        refusals: z.array(
          z.object({
            rule: z.string(),
            code: z.string(),
            da: z.string(),
            en: z.string(),
            provision: z.string().optional(),
            mend: z.object({ da: z.string(), en: z.string() }),
          }),
        ),
        catalogueVersion: z.string(),
        finding: finding.nullable(),
        contentHash: z
          .string()
          .nullable()
          .describe('SHA-256 of what is handed over; that of the delivery is the same.'),
        removed: z.array(removed),
      }),
    ),
  }),
  refusals: [notFound, needToKnow, staleVersion, findingRules.withdrawn],
  example,
});

export const revokeDisclosure = endpoint({
  id: 'revokeDisclosure',
  method: 'POST',
  path: '/v1/disclosures/:disclosureId/revocation',
  status: 200,
  summary: { da: 'Kald en videregivelse tilbage', en: 'Revoke a disclosure' },
  description:
    'The recipient loses access from its next request on, to every version of the finding that it was given: all that it holds of it is ' +
    'revoked together, whichever of them is named. `firstReadAt` says whether and when any of it had been read before.',
  permission: 'findings.disclose',
  purpose: true,
  params: z.strictObject({ disclosureId: id }),
  body: z.strictObject({ reason: safeText(500) }),
  output: z.object({
    id,
    findingId: id,
    version: z.number().int(),
    toAgencyId: slug,
    revokedAt: instant,
    firstReadAt: instant.nullable(),
  }),
  refusals: [notFound, needToKnow, findingRules.revokedAlready],
  example: { reason: 'Sendt til den forkerte myndighed.' },
});
