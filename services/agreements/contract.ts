import { z } from 'zod';
import { agreementOrigins, agreementStates, sharingStates } from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { agreementRules } from './rules.ts';

/** How many days before the last one the agency and the chair are told. */
export const warnedDaysBefore = 30;

const agreement = z
  .object({
    id,
    agencyId: slug,
    version: z.number().int(),
    scope: z.string(),
    signedOn: civilDate.nullable(),
    validFrom: civilDate,
    validTo: civilDate,
    state: z.enum(agreementStates),
    origin: z.enum(agreementOrigins),
    draftedBy: z.string().nullable(),
    draftedByYou: z.boolean().describe('Then somebody else has to confirm it (four eyes).'),
    confirmedBy: z.string().nullable(),
    confirmedAt: instant.nullable(),
    notices: z.array(z.object({ kind: z.enum(['ends_soon', 'lapsed']), on: civilDate })),
  })
  .meta({
    id: 'Agreement',
    description:
      'One version of the agreement on which an agency takes part in the unit (da: deltagelsesaftale): what it covers and on which ' +
      'days (both count). What a version says never changes. `notices`: when the agency was told that it ends or has ended.',
  });

const standing = z
  .object({
    agencyId: slug,
    sharing: z.enum(sharingStates),
    sharesUntil: civilDate
      .nullable()
      .describe('The last day, signed renewals counted in; when it has lapsed, the day it ended.'),
    daysLeft: z.number().int().nullable(),
    endsSoon: z.boolean(),
    agreementId: id.nullable(),
  })
  .meta({
    id: 'Sharing',
    description:
      'Whether an agency shares in the unit today. Without an agreement in force it gives nothing and is given nothing, and what it ' +
      'was given is closed to it; what is its own stays readable.',
  });

export const readSharing = endpoint({
  id: 'readSharing',
  method: 'GET',
  path: '/v1/sharing',
  summary: {
    da: 'Hvem i enheden kan dele, og hvor længe',
    en: 'Who in the unit can share, and for how long',
  },
  permission: 'agreements.read',
  output: z.object({
    items: z.array(standing),
    emergencies: z
      .object({ waiting: z.number().int(), open: z.number().int() })
      .describe('Emergency accesses that the caller may know of: waiting for a second person, and open now.'),
  }),
});

export const listAgreements = endpoint({
  id: 'listAgreements',
  method: 'GET',
  path: '/v1/agreements',
  summary: { da: 'Enhedens deltagelsesaftaler', en: 'The participation agreements of the unit' },
  description:
    'By agency, newest version first. Drafts are shown to administrators and legal officers of the authority.',
  permission: 'agreements.read',
  query: z.strictObject({ agencyId: slug.optional() }),
  output: z.object({ items: z.array(agreement), standing: z.array(standing) }),
});

const ofAgreement = z.strictObject({ agreementId: id });

export const getAgreement = endpoint({
  id: 'getAgreement',
  method: 'GET',
  path: '/v1/agreements/:agreementId',
  summary: { da: 'En version af en deltagelsesaftale', en: 'One version of a participation agreement' },
  permission: 'agreements.read',
  params: ofAgreement,
  output: agreement,
  refusals: [notFound],
});

const daysInOrder = fieldRule(
  'agreement.validity',
  'Aftalens sidste dag kan ikke ligge før den første.',
  'The last day of the agreement cannot be before the first.',
);

export const draftAgreement = endpoint({
  id: 'draftAgreement',
  method: 'POST',
  path: '/v1/agreements',
  summary: {
    da: 'Skriv udkast til myndighedens aftale eller en ny version',
    en: 'Draft the agency’s agreement or a new version',
  },
  description:
    'For the caller’s own agency. A draft changes nothing until a second person of the authority has confirmed it. An agreement is ' +
    'replaced from the first day of a newer one, also when the newer one ends sooner.',
  permission: 'agreements.draft',
  body: z
    .strictObject({ scope: safeText(4000), signedOn: civilDate, validFrom: civilDate, validTo: civilDate })
    .refine(({ validFrom, validTo }) => validTo >= validFrom, { ...daysInOrder, path: ['validTo'] }),
  output: agreement,
  refusals: [
    agreementRules.takesNoPart,
    agreementRules.draftThere,
    agreementRules.signedInFuture,
    agreementRules.overAlready,
  ],
  example: {
    scope:
      'Myndigheden deltager i enhedens gennemgange. Hver myndighed er dataansvarlig for sine egne oplysninger.',
    signedOn: '2026-11-16',
    validFrom: '2026-12-01',
    validTo: '2028-11-30',
  },
});

export const signAgreement = endpoint({
  id: 'signAgreement',
  method: 'POST',
  path: '/v1/agreements/:agreementId/signature',
  status: 200,
  summary: {
    da: 'Bekræft, at en aftale er underskrevet, som den står',
    en: 'Confirm that an agreement is signed as it stands',
  },
  description:
    'By a legal officer or another administrator of the authority than the one who drafted it. From its first day on it decides.',
  permission: 'agreements.sign',
  params: ofAgreement,
  body: z.strictObject({}),
  output: agreement,
  refusals: [notFound, agreementRules.notDraft, agreementRules.fourEyes, agreementRules.overAlready],
  example: {},
});

export const discardAgreement = endpoint({
  id: 'discardAgreement',
  method: 'POST',
  path: '/v1/agreements/:agreementId/withdrawal',
  status: 200,
  summary: { da: 'Kassér et udkast til en aftale', en: 'Discard the draft of an agreement' },
  permission: 'agreements.sign',
  params: ofAgreement,
  body: z.strictObject({}),
  output: agreement,
  refusals: [notFound, agreementRules.notDraft],
  example: {},
});
