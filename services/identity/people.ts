import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { type CursorPlace, pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { addPerson, getPerson, listPeople } from './contract.ts';
import { personFrom } from './person.ts';
import { personExists, refusedAt } from './rules.ts';
import { findPerson, insertPerson, issuerOf, peopleAfter, rolesInUnit } from './store.ts';

export const readPeople: Deed<typeof listPeople> = async (tx, caller, { query }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const place: CursorPlace = {
    caller,
    endpoint: 'listPeople',
    filters: { limit: query.limit, withoutRole: query.withoutRole, endsBy: query.endsBy },
  };
  // The cursor holds an id and no name: it stands in addresses.
  const [after = null] = readCursor(floor.vault, place, query.cursor) ?? [];
  const found = await peopleAfter(tx, {
    authorityId: caller.authorityId,
    unitId,
    withRole: query.withoutRole === 'false',
    endsBy: query.endsBy === undefined ? null : { today: floor.today, day: query.endsBy },
    after,
    limit: query.limit,
  });
  const { rows, next } = pageOf(found, query.limit, floor.vault, place, ({ id }) => [id]);
  const ids = rows.map(({ id }) => id);
  const roles = await rolesInUnit(tx, unitId, ids);
  record(tx, { verb: 'consult', deed: 'listPeople', ids: { persons: ids } });
  return { items: rows.map((row) => personFrom(row, roles)), next };
};

export const readPerson: Deed<typeof getPerson> = async (tx, caller, { params }) => {
  const unitId = orNotFound(caller.unitId);
  const row = orNotFound(await findPerson(tx, caller.authorityId, params.personId));
  const roles = await rolesInUnit(tx, unitId, [row.id]);
  record(tx, { verb: 'consult', deed: 'getPerson', ids: { persons: [row.id] } });
  return personFrom(row, roles);
};

export const addOnePerson: Deed<typeof addPerson> = async (tx, caller, { body }) => {
  const issuer = orNotFound(await issuerOf(tx, caller.authorityId));
  const row = { id: randomUUID(), issuer, authority_id: caller.authorityId, ...body };
  const added = await insertPerson(tx, row);
  if (!added) throw refusedAt(personExists, 'subject');
  record(tx, { verb: 'alter', deed: 'addPerson', ids: { persons: [added.id] } });
  return personFrom(added, []);
};
