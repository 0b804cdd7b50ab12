import { createHash } from 'node:crypto';
import type { PersonCaller } from './caller.ts';
import { Refusal, rule } from './errors.ts';
import type { Vault } from './vault.ts';

export const cursorInvalid = rule('cursor.invalid', 400, {
  da: 'Markøren til næste side kan ikke bruges. Begynd forfra på listen.',
  en: 'The cursor to the next page cannot be used. Start the list again.',
});

/** The list a cursor belongs to: whose it is and what was asked for, so that it fits no other list. */
export type CursorPlace = { caller: PersonCaller; endpoint: string; filters: Record<string, unknown> };

const contextOf = ({ caller, endpoint, filters }: CursorPlace) =>
  createHash('sha256')
    .update(JSON.stringify([endpoint, caller.personId, caller.unitId, caller.agencyId, filters]))
    .digest('base64url');

/** Where the page after this one begins: the sort keys of its last row, signed. */
function makeCursor(vault: Vault, place: CursorPlace, keys: readonly string[]): string {
  return vault.signCursor(JSON.stringify(keys), contextOf(place));
}

/** The sort keys in a cursor, null without one. Refuses `cursor.invalid` for one that was not made for this list. */
export function readCursor(vault: Vault, place: CursorPlace, cursor: string | undefined): string[] | null {
  if (cursor === undefined) return null;
  const payload = vault.readCursor(cursor, contextOf(place));
  if (payload === null) throw new Refusal(cursorInvalid);
  const keys: unknown = JSON.parse(payload);
  return Array.isArray(keys) ? keys.map(String) : [];
}

/** A page of `limit` from rows read with one more than that. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  vault: Vault,
  place: CursorPlace,
  keysOf: (row: Row) => readonly string[],
): { rows: readonly Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? makeCursor(vault, place, keysOf(last)) : null };
}
