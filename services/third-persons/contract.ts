import { z } from 'zod';
import { cprNumber, textWarning } from '#citizens/contract.ts';
import { disclosureRules } from '#legal-bases/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { dataClasses, purposes, relations } from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { thirdPersonRules } from './rules.ts';

const { D1, D2, D3, D4, D5, D6, D7 } = disclosureRules;
const { reviewNotAdmitted, notParty, mainCitizen, disclosedAlready, revokedAlready, factOnly } =
  thirdPersonRules;
const ofReview = z.strictObject({ reviewId: id });
const ofThirdPerson = z.strictObject({ thirdPersonId: id });

const basisRef = z.object({ code: z.string(), citation: z.string(), version: z.number().int() });

export const thirdPerson = z
  .object({
    id,
    reviewId: id,
    agencyId: slug,
    own: z.boolean(),
    relation: z.enum(relations),
    name: z.string(),
    cprMasked: z.string().nullable(),
    dataClass: z.enum(dataClasses),
    legalBasis: basisRef,
    purpose: z.enum(purposes),
    useRestriction: z.object({ code: z.string(), da: z.string(), en: z.string() }).nullable(),
    since: civilDate.describe('Registered, or disclosed to the reader.'),
    necessity: z.string().nullable(),
    disclosures: z.array(
      z.object({
        id,
        toAgencyId: slug,
        legalBasis: basisRef,
        disclosedOn: civilDate,
        firstReadAt: instant.nullable(),
        revokedAt: instant.nullable(),
      }),
    ),
    notificationDuty: z
      .object({ da: z.string(), en: z.string(), provision: z.string() })
      .nullable()
      .describe('For the own agency, of a child.'),
  })
  .meta({
    id: 'ThirdPerson',
    description:
      'Somebody else whom a review touches (da: tredjeperson): partner, child or other, under a legal basis of its own. Known to the ' +
      'agency that registered the person and to those it was disclosed to. No review, no look-up, no list across reviews, no count.',
  });

export const listThirdPersons = endpoint({
  id: 'listThirdPersons',
  method: 'GET',
  path: '/v1/case-reviews/:reviewId/third-persons',
  summary: { da: 'Tredjepersoner på en gennemgang', en: 'Third persons on a case review' },
  description: 'Those of your own agency, and those that were disclosed to it.',
  permission: 'third-persons.read',
  purpose: true,
  params: ofReview,
  output: z.object({ items: z.array(thirdPerson) }),
  refusals: [notFound, needToKnow],
});

const written = thirdPerson.extend({ warnings: z.array(textWarning) }).meta({ id: 'ThirdPersonWritten' });

export const registerThirdPerson = endpoint({
  id: 'registerThirdPerson',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/third-persons',
  summary: { da: 'Registrér en tredjeperson', en: 'Register a third person' },
  description:
    "Your agency's alone, under a basis that carries this person and not only the citizen. The number is optional, and never looked up.",
  permission: 'third-persons.register',
  purpose: true,
  params: ofReview,
  body: z.strictObject({
    relation: z.enum(relations),
    name: safeText(120),
    cpr: cprNumber.optional(),
    dataClass: z.enum(dataClasses),
    legalBasisCode: z.string().max(40),
    necessity: safeText(2000, 0),
  }),
  output: written,
  refusals: [notFound, needToKnow, reviewNotAdmitted, notParty, mainCitizen, D1, D3, D4, D7],
  example: {
    relation: 'partner',
    name: 'Pia Prøve',
    dataClass: 'confidential',
    legalBasisCode: 'RSL11C',
    necessity: 'Afgørende for, om borgeren er enlig forsørger.',
  },
});

const twice = fieldRule(
  'third-person.recipient-twice',
  'Den samme modtager er nævnt to gange.',
  'The same recipient is named twice.',
);

export const discloseThirdPerson = endpoint({
  id: 'discloseThirdPerson',
  method: 'POST',
  path: '/v1/third-persons/:thirdPersonId/disclosures',
  verb: 'disclose',
  summary: { da: 'Videregiv en tredjeperson', en: 'Disclose a third person' },
  description:
    'Who the person is, to named agencies, each decided by the rules D1 to D7 as for a finding about a person; all or none.',
  permission: 'third-persons.disclose',
  purpose: true,
  params: ofThirdPerson,
  body: z.strictObject({
    recipients: z
      .array(slug)
      .min(1)
      .max(20)
      .refine((agencies) => new Set(agencies).size === agencies.length, twice),
    legalBasisCode: z.string().max(40),
    necessity: safeText(2000, 0),
    declarationNotInvestigation: z.boolean().default(false),
  }),
  output: thirdPerson,
  refusals: [notFound, needToKnow, reviewNotAdmitted, disclosedAlready, factOnly, D1, D2, D3, D4, D5, D6, D7],
  example: {
    recipients: ['kk-bk'],
    legalBasisCode: 'RSL11C',
    necessity: 'Betaling og Kontrol skal vurdere, om borgeren er enlig.',
  },
});

export const revokeThirdPerson = endpoint({
  id: 'revokeThirdPerson',
  method: 'POST',
  path: '/v1/third-person-disclosures/:disclosureId/revocation',
  status: 200,
  summary: {
    da: 'Kald videregivelsen af en tredjeperson tilbage',
    en: 'Revoke the disclosure of a third person',
  },
  permission: 'third-persons.disclose',
  purpose: true,
  params: z.strictObject({ disclosureId: id }),
  body: z.strictObject({}),
  output: thirdPerson,
  refusals: [notFound, needToKnow, revokedAlready],
  example: {},
});

export const removeThirdPerson = endpoint({
  id: 'removeThirdPerson',
  method: 'POST',
  path: '/v1/third-persons/:thirdPersonId/removal',
  status: 200,
  summary: { da: 'Fjern en tredjeperson', en: 'Remove a third person' },
  description: 'Gone for everybody from their next request on. Findings about the person keep the relation.',
  permission: 'third-persons.register',
  purpose: true,
  params: ofThirdPerson,
  body: z.strictObject({}),
  output: z.object({ id, removedAt: instant }),
  refusals: [notFound, needToKnow],
  example: {},
});
