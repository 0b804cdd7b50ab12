import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal, type Text } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { giveRole, reinstatePerson, revokePerson, revokeRole } from './contract.ts';
import { overlaps, personFrom } from './person.ts';
import { agencyElsewhere, onlyBySetup, ownAccess, personRevoked, refusedAt, roleGiven } from './rules.ts';
import {
  insertRole,
  personOf,
  type PersonRow,
  rolesInUnit,
  setPersonState,
  setRoleRevoked,
} from './store.ts';

const effects = {
  given: {
    da: 'Rollen gælder fra næste anmodning i dens periode.',
    en: 'The role holds from the next request on, within its period.',
  },
  roleRevoked: {
    da: 'Fra nu af afvises alle anmodninger, der kræver denne rolle, også med et adgangstoken, der ikke er udløbet. Det, der var i gang, kan nå at blive færdigt.',
    en: 'From now on every request that needs this role is refused, also with an access token that has not expired. What was under way may finish.',
  },
  revoked: {
    da: 'Fra nu af afvises alle anmodninger fra personen, også med et adgangstoken, der ikke er udløbet. Det, der var i gang, kan nå at blive færdigt.',
    en: 'From now on every request of this person is refused, also with an access token that has not expired. What was under way may finish.',
  },
  reinstated: {
    da: 'Personen kan handle igen fra næste anmodning i de roller, der gælder.',
    en: 'The person can act again from the next request on, in the roles that hold.',
  },
} satisfies Record<string, Text>;

export const giveOneRole: Deed<typeof giveRole> = async (tx, caller, { params, body }) => {
  const { person, unitId } = await changeable(tx, caller, params.personId);
  if (body.role === 'national_reader') throw refusedAt(onlyBySetup, 'role');
  const taking = await agenciesOfUnit(tx, unitId, body.validFrom);
  const agency = taking.find(({ id }) => id === body.agencyId);
  if (agency?.authorityId !== caller.authorityId) throw refusedAt(agencyElsewhere, 'agencyId');
  if (person.state === 'revoked') throw new Refusal(personRevoked);
  const wanted = { ...body, validTo: body.validTo ?? null };
  const { roles } = personFrom(person, await rolesInUnit(tx, unitId, [person.id]));
  if (roles.some((role) => role.revokedAt === null && overlaps(role, wanted)))
    throw refusedAt(roleGiven, 'role');
  const id = randomUUID();
  await insertRole(tx, {
    id,
    person_id: person.id,
    role: body.role,
    unit_id: unitId,
    agency_id: body.agencyId,
    authority_id: caller.authorityId,
    valid_from: body.validFrom,
    valid_to: wanted.validTo,
    given_by: caller.personId,
  });
  record(tx, { verb: 'alter', deed: 'giveRole', ids: { persons: [person.id], roles: [id] } });
  return changed(tx, person, unitId, effects.given);
};

export const revokeOneRole: Deed<typeof revokeRole> = async (tx, caller, { params }, floor) => {
  const { person, unitId } = await changeable(tx, caller, params.personId);
  const role = { id: params.roleId, personId: person.id, unitId };
  orNotFound((await setRoleRevoked(tx, role, floor.now)) || null);
  record(tx, { verb: 'alter', deed: 'revokeRole', ids: { persons: [person.id], roles: [role.id] } });
  return changed(tx, person, unitId, effects.roleRevoked);
};

export const revokeOnePerson: Deed<typeof revokePerson> = async (tx, caller, { params }) => {
  const { person, unitId } = await changeable(tx, caller, params.personId);
  await setPersonState(tx, person.id, 'revoked');
  record(tx, { verb: 'alter', deed: 'revokePerson', ids: { persons: [person.id] } });
  return changed(tx, { ...person, state: 'revoked' }, unitId, effects.revoked);
};

export const reinstateOnePerson: Deed<typeof reinstatePerson> = async (tx, caller, { params }) => {
  const { person, unitId } = await changeable(tx, caller, params.personId);
  await setPersonState(tx, person.id, 'active');
  record(tx, { verb: 'alter', deed: 'reinstatePerson', ids: { persons: [person.id] } });
  return changed(tx, { ...person, state: 'active' }, unitId, effects.reinstated);
};

/** Somebody else of the caller's authority, locked until the change is done. Refuses `not-found`, `access.own`. */
async function changeable(tx: Transaction, caller: PersonCaller, personId: string) {
  if (personId === caller.personId) throw new Refusal(ownAccess, { contact: 'administrator' });
  const unitId = orNotFound(caller.unitId);
  return { person: orNotFound(await personOf(tx, caller.authorityId, personId)), unitId };
}

async function changed(tx: Transaction, person: PersonRow, unitId: string, effect: Text) {
  return { ...personFrom(person, await rolesInUnit(tx, unitId, [person.id])), effect };
}
