import { type CursorPlace, pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { Refusal, trailUnavailable } from '#platform/errors.ts';
import type { readTrail } from './contract.ts';
import { eventFrom } from './event.ts';
import { record } from './record.ts';
import { eventsBefore } from './store.ts';

/** The cursor is sealed: an event's number tells how much everybody does. */
const column = 'event.id';

export const readOwnTrail: Deed<typeof readTrail> = async (tx, caller, { query }, floor) => {
  const { cursor, ...filters } = query;
  const place: CursorPlace = { caller, endpoint: 'readTrail', filters };
  const [sealed] = readCursor(floor.vault, place, cursor) ?? [];
  const { limit, from, until, personId, reviewId, verb } = filters;
  const found = await eventsBefore(tx, {
    agencyId: caller.agencyId,
    from,
    until,
    personId,
    reviewId,
    verb,
    before:
      sealed === undefined
        ? null
        : Number(floor.vault.open(Buffer.from(sealed, 'base64url'), column, caller.agencyId)),
    limit,
  }).catch((cause: unknown) => {
    throw Object.assign(new Refusal(trailUnavailable), { cause });
  });
  const { rows, next } = pageOf(found, limit, floor.vault, place, ({ id }) => [
    floor.vault.seal(String(id), column, caller.agencyId).toString('base64url'),
  ]);
  const items = rows.map(eventFrom);
  record(tx, { verb: 'consult', deed: 'readTrail', ids: { events: items.map(({ leaf }) => leaf) } });
  return { items, next };
};
