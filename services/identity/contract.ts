import { z } from 'zod';
import { agencyKinds, roles } from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, page, pageQuery, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { permissions } from '#platform/permissions.ts';
import { agencyElsewhere, onlyBySetup, ownAccess, personExists, personRevoked, roleGiven } from './rules.ts';

const seat = z
  .object({
    unitId: slug.nullable(),
    unitName: z.string().nullable(),
    agencyId: slug,
    agencyName: z.string(),
    agencyKind: z.enum(agencyKinds),
    roles: z.array(z.enum(roles)),
  })
  .meta({
    id: 'Seat',
    description: 'One unit and agency that a person acts for, with the roles that hold there today.',
  });

const me = z
  .object({
    id,
    name: z.string(),
    title: z.string().nullable(),
    authorityId: slug,
    seats: z.array(seat),
    acting: seat,
    permissions: z.array(z.string()),
  })
  .meta({ id: 'Me', description: 'The signed-in person: where one may act, and where this request acts.' });

const roleAssignment = z
  .object({
    id,
    role: z.enum(roles),
    agencyId: slug,
    validFrom: civilDate,
    validTo: civilDate.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({
    id: 'RoleAssignment',
    description: 'A role in this unit, for one agency, in a period (both days count).',
  });

const person = z
  .object({
    id,
    subject: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    state: z.enum(['active', 'revoked']),
    roles: z.array(roleAssignment),
  })
  .meta({ id: 'Person', description: 'A person of one’s own authority, with the roles in this unit.' });

const changedPerson = person.extend({ effect: z.object({ da: z.string(), en: z.string() }) }).meta({
  id: 'ChangedPerson',
  description: 'The person after the change; `effect` says what is refused from now on.',
});

const subjectIsCpr = fieldRule(
  'person.subject-is-cpr',
  'Ligner et CPR-nummer. Brug det id, som udbyderen har givet personen.',
  'Looks like a civil registration number. Use the id that the issuer gave the person.',
);
const periodEndsFirst = fieldRule(
  'period.ends-first',
  'Slutdatoen ligger før startdatoen.',
  'The last day is before the first.',
);

/** What an issuer calls a person (claim `sub`): printable, and never a civil registration number. */
export const subject = z
  .string()
  .regex(/^[\x21-\x7e]{1,256}$/)
  .refine((text) => !/^\d{6}[-.]?\d{4}$/.test(text), subjectIsCpr);
export const personName = safeText(120);
export const personTitle = safeText(120);

const personParams = z.strictObject({ personId: id });

export const getMe = endpoint({
  id: 'getMe',
  method: 'GET',
  path: '/v1/me',
  summary: { da: 'Hvem du er, og hvor du kan handle', en: 'Who you are and where you can act' },
  permission: 'signed_in',
  output: me,
});

export const listPeople = endpoint({
  id: 'listPeople',
  method: 'GET',
  path: '/v1/people',
  summary: {
    da: 'Medarbejdere fra egen myndighed med deres roller i enheden',
    en: 'People of your own authority with their roles in the unit',
  },
  description: 'Those who have or had a role in the unit; with `withoutRole=true` the authority’s others.',
  permission: 'people.read',
  query: z.strictObject({
    ...pageQuery,
    withoutRole: z.enum(['true', 'false']).default('false'),
    endsBy: civilDate.optional().describe('Only those with a role that ends from today to this day.'),
  }),
  output: page(person),
});

export const getPerson = endpoint({
  id: 'getPerson',
  method: 'GET',
  path: '/v1/people/:personId',
  summary: {
    da: 'En medarbejder fra egen myndighed med sine roller i enheden',
    en: 'A person of your own authority with the roles in the unit',
  },
  permission: 'people.read',
  params: personParams,
  output: person,
  refusals: [notFound],
});

export const addPerson = endpoint({
  id: 'addPerson',
  method: 'POST',
  path: '/v1/people',
  summary: { da: 'Opret en medarbejder fra egen myndighed', en: 'Register a person of your own authority' },
  permission: 'people.manage',
  body: z.strictObject({ subject, name: personName, title: personTitle.nullable() }).meta({
    id: 'NewPerson',
    description: '`subject` is the id that the authority’s own issuer gave the person.',
  }),
  output: person,
  refusals: [personExists],
  example: {
    subject: '5f0f6a52-6a4c-4c1f-9d0e-3f7d3a1b2c4d',
    name: 'Ny Eksempelholm',
    title: 'kontaktperson',
  },
});

export const giveRole = endpoint({
  id: 'giveRole',
  method: 'POST',
  path: '/v1/people/:personId/roles',
  summary: { da: 'Giv en medarbejder en rolle i enheden', en: 'Give a person a role in the unit' },
  permission: 'people.manage',
  params: personParams,
  body: z
    .strictObject({
      role: z.enum(roles),
      agencyId: slug,
      validFrom: civilDate,
      validTo: civilDate.optional(),
    })
    .refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, {
      ...periodEndsFirst,
      path: ['validTo'],
    })
    .meta({ id: 'NewRole', description: 'A role for an agency of one’s own authority; both days count.' }),
  output: changedPerson,
  refusals: [notFound, ownAccess, agencyElsewhere, onlyBySetup, personRevoked, roleGiven],
  example: { role: 'liaison', agencyId: 'kk-bif', validFrom: '2026-01-01', validTo: '2027-12-31' },
});

export const revokeRole = endpoint({
  id: 'revokeRole',
  method: 'POST',
  path: '/v1/people/:personId/roles/:roleId/revocation',
  summary: { da: 'Fratag en medarbejder en rolle', en: 'Take a role from a person' },
  description: 'Holds from the next request on. Repeating it changes nothing.',
  permission: 'people.manage',
  params: z.strictObject({ personId: id, roleId: id }),
  status: 200,
  output: changedPerson,
  refusals: [notFound, ownAccess],
});

export const revokePerson = endpoint({
  id: 'revokePerson',
  method: 'POST',
  path: '/v1/people/:personId/revocation',
  summary: { da: 'Spær en medarbejders adgang', en: 'Revoke a person’s access' },
  description: 'Holds from the next request on, also with an access token that has not expired.',
  permission: 'people.manage',
  params: personParams,
  status: 200,
  output: changedPerson,
  refusals: [notFound, ownAccess],
});

export const reinstatePerson = endpoint({
  id: 'reinstatePerson',
  method: 'POST',
  path: '/v1/people/:personId/reinstatement',
  summary: { da: 'Ophæv spærringen af en medarbejder', en: 'Reinstate a person' },
  description: 'The person’s roles hold again as far as they have not been revoked themselves.',
  permission: 'people.manage',
  params: personParams,
  status: 200,
  output: changedPerson,
  refusals: [notFound, ownAccess],
});

export const listPermissions = endpoint({
  id: 'listPermissions',
  method: 'GET',
  path: '/v1/meta/permissions',
  summary: { da: 'Hvilke roller der må hvad', en: 'Which roles may do what' },
  description:
    'Made from the table that decides. `x-permission` in /openapi.json names each endpoint’s permission.',
  permission: 'signed_in',
  output: z
    .object({
      roles: z.array(z.enum(roles)),
      permissions: z.array(
        z.object({ permission: z.enum(Object.keys(permissions)), roles: z.array(z.enum(roles)) }),
      ),
    })
    .meta({ id: 'PermissionMatrix', description: 'Rows: permissions; columns: roles.' }),
});
