import { usesWithin } from '#audit/questions.ts';
import { record } from '#audit/record.ts';
import { type CursorPlace, pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { listEmergencyAccesses as contract } from './contract.ts';
import { accessRows } from './store.ts';
import { accessOf } from './view.ts';

export const readEmergencyAccesses: Deed<typeof contract> = async (tx, caller, { query }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { limit, waiting } = query;
  const place: CursorPlace = { caller, endpoint: 'listEmergencyAccesses', filters: { limit, waiting } };
  const after = readCursor(floor.vault, place, query.cursor);
  const found = await accessRows(tx, unitId, { waiting: waiting === 'true', after, limit: limit + 1 });
  const { rows, next } = pageOf(found, limit, floor.vault, place, ({ asked_at, id }) => [asked_at, id]);
  const windows = rows.flatMap(({ id, review_id, person_id, decided_at, until, ended_at }) =>
    decided_at === null || until === null
      ? []
      : [{ id, reviewId: review_id, personId: person_id, from: decided_at, until: ended_at ?? until }],
  );
  const counted = caller.roles.includes('auditor') ? await usesWithin(tx, caller.agencyId, windows) : null;
  const usesOf = (id: string, agencyId: string) =>
    counted !== null && agencyId === caller.agencyId ? (counted.get(id) ?? 0) : null;
  record(tx, {
    verb: 'consult',
    deed: 'listEmergencyAccesses',
    ids: { emergencyAccesses: rows.map(({ id }) => id), reviews: rows.map(({ review_id }) => review_id) },
  });
  return { items: rows.map((row) => accessOf(row, caller, floor, usesOf(row.id, row.agency_id))), next };
};
