import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { mayDo } from '#platform/permissions.ts';
import type { Vault } from '#platform/vault.ts';
import { markNoticesRead, toldRows } from './security-store.ts';
import { type SecurityTold, toldView } from './security-view.ts';

export { askToConfirm } from './ask-again.ts';
export { reviewsOffAgendas } from './affiliation-store.ts';
export type { SecurityTold };

/**
 * The conditions for meeting the citizens of these reviews safely that this caller's agency was told and that are in force on
 * the day, newest first, by review; one statement for all. What a recipient has before it for the first time is marked.
 */
export async function securityOfReviews(
  tx: Transaction,
  caller: PersonCaller,
  vault: Vault,
  reviewIds: readonly string[],
  today: string,
): Promise<Map<string, SecurityTold[]>> {
  if (reviewIds.length === 0 || !mayDo(caller.roles, 'security.read')) return new Map();
  const rows = await toldRows(tx, reviewIds, today);
  const unread = rows.filter((row) => !row.own && row.first_read_at === null);
  await markNoticesRead(
    tx,
    unread.map(({ id }) => id),
  );
  return Map.groupBy(
    rows.map((row) => toldView(row, vault)),
    ({ reviewId }) => reviewId,
  );
}
