import { z } from 'zod';
import { emergencyStates } from '#platform/codes.ts';
import { endpoint, id, instant, page, pageQuery, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import { reason } from '#need-to-know/contract.ts';
import { emergencyRules } from './rules.ts';

const person = z.object({ id, name: z.string().nullable() });

const emergencyAccess = z
  .object({
    id,
    reviewId: id,
    reference: z.string().nullable(),
    agencyId: slug,
    askedBy: person,
    askedByYou: z.boolean(),
    reason: z.string().nullable().describe('For who asked and for those who can confirm it.'),
    askedAt: instant,
    answerBy: instant.describe('Confirmed later than this it opens nothing.'),
    state: z.enum(emergencyStates),
    decidedBy: person.nullable(),
    decidedAt: instant.nullable(),
    until: instant.nullable(),
    endedAt: instant.nullable(),
    open: z.boolean(),
    youCanDecide: z.boolean(),
    uses: z
      .number()
      .int()
      .nullable()
      .describe(
        'What the person has read or done on the review while it was open; for the auditor of the agency.',
      ),
  })
  .meta({
    id: 'EmergencyAccess',
    description:
      'Danger for somebody: a liaison or approver asks for one review, a second person confirms, and for four hours it is open to that ' +
      'person as the agency was given it, although it is not assigned to them and although the agreement of the agency has lapsed. ' +
      'It gives nothing that was not disclosed to the agency, and nothing to anybody who is excluded (da: nødadgang).',
  });

export const askForEmergencyAccess = endpoint({
  id: 'askForEmergencyAccess',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/emergency-accesses',
  summary: { da: 'Bed om nødadgang til en gennemgang', en: 'Ask for emergency access to a review' },
  description:
    'Opens nothing until a second person confirms: another approver of the agency, or the chair of the unit. The reason says who is in danger of what, without a civil registration number.',
  permission: 'emergency-access.ask',
  purpose: true,
  params: z.strictObject({ reviewId: id }),
  body: z.strictObject({ reason }),
  output: emergencyAccess,
  refusals: [notFound, emergencyRules.notNeeded, emergencyRules.askedAlready, emergencyRules.openAlready],
  example: { reason: 'Fare for borgerens barn i aften; kontaktpersonen på sagen kan ikke træffes.' },
});

export const listEmergencyAccesses = endpoint({
  id: 'listEmergencyAccesses',
  method: 'GET',
  path: '/v1/emergency-accesses',
  summary: { da: 'Nødadgange, nyeste først', en: 'Emergency accesses, newest first' },
  description:
    'One’s own; for approvers and auditors those of the agency; for the chair those of the unit. `waiting=true`: those that can still be confirmed.',
  permission: 'emergency-access.read',
  query: z.strictObject({ waiting: z.enum(['true', 'false']).default('false'), ...pageQuery }),
  output: page(emergencyAccess),
});

const ofAccess = z.strictObject({ emergencyAccessId: id });
const decided = [
  notFound,
  emergencyRules.secondPerson,
  emergencyRules.decidedAlready,
  emergencyRules.notInTime,
];

export const confirmEmergencyAccess = endpoint({
  id: 'confirmEmergencyAccess',
  method: 'POST',
  path: '/v1/emergency-accesses/:emergencyAccessId/confirmation',
  status: 200,
  summary: { da: 'Bekræft en nødadgang', en: 'Confirm an emergency access' },
  description: 'It then opens for four hours, to the person who asked and to nobody else.',
  permission: 'emergency-access.decide',
  purpose: true,
  params: ofAccess,
  body: z.strictObject({}),
  output: emergencyAccess,
  refusals: decided,
  example: {},
});

export const refuseEmergencyAccess = endpoint({
  id: 'refuseEmergencyAccess',
  method: 'POST',
  path: '/v1/emergency-accesses/:emergencyAccessId/refusal',
  status: 200,
  summary: { da: 'Afvis en nødadgang', en: 'Refuse an emergency access' },
  permission: 'emergency-access.decide',
  purpose: true,
  params: ofAccess,
  body: z.strictObject({}),
  output: emergencyAccess,
  refusals: decided,
  example: {},
});

export const endEmergencyAccess = endpoint({
  id: 'endEmergencyAccess',
  method: 'POST',
  path: '/v1/emergency-accesses/:emergencyAccessId/ending',
  status: 200,
  summary: { da: 'Afslut en nødadgang før tid', en: 'End an emergency access early' },
  description:
    'By who asked or by those who could have confirmed it. One that is not confirmed yet is taken back, by who asked.',
  permission: 'emergency-access.end',
  purpose: true,
  params: ofAccess,
  body: z.strictObject({}),
  output: emergencyAccess,
  refusals: [notFound, emergencyRules.notOpen],
  example: {},
});
