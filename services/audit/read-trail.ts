import { referencesOf } from '#case-reviews/questions.ts';
import { namesOfPeople } from '#identity/questions.ts';
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
  const { limit, from, until, personId, reviewId, verb, outcome } = filters;
  const found = await eventsBefore(tx, {
    agencyId: caller.agencyId,
    from,
    until,
    personId,
    reviewId,
    verb,
    outcome,
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
  const [people, reviews] = await Promise.all([
    namesOfPeople(tx, idsOf(items.map((item) => [item.personId ?? [], item.ids['persons'] ?? []]))),
    referencesOf(tx, idsOf(items.map((item) => [item.reviewId ?? [], item.ids['reviews'] ?? []]))),
  ]);
  return { items, next, people, reviews };
};

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Each id once; what a deed recorded that is none is left out. */
const idsOf = (found: readonly (readonly (string | readonly string[])[])[]): string[] => [
  ...new Set(found.flat(2).filter((text) => isId.test(text))),
];
