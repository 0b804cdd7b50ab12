import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { markFirstRead, rowsOfReview } from './store.ts';
import { type FindingView, unread, viewOf } from './view.ts';

export { necessityColumn, sealedPlace, textColumn } from './places.ts';
export type { FindingView };

/**
 * The findings of a review that this caller may see, oldest first: its agency's own and those disclosed to it. Ask only for
 * those with the permission `findings.read`; others get none. What a recipient has before it for the first time is marked.
 */
export async function findingsOfReview(
  tx: Transaction,
  vault: Vault,
  reviewId: string,
): Promise<FindingView[]> {
  const rows = await rowsOfReview(tx, reviewId);
  await markFirstRead(tx, unread(rows));
  return rows.map((row) => viewOf(row, vault));
}
