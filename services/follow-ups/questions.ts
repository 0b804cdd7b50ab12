import type { CivilDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { actionsOf, openRows, overdueRows } from './store.ts';
import { type FollowUpView, viewOf } from './view.ts';

export { followUpTypes } from './follow-up-types.ts';
export type { FollowUpView } from './view.ts';

/** The follow-up of a review, by start, as this caller may see it: amounts and notes only the own agency's. */
export async function actionsOfReview(
  tx: Transaction,
  vault: Vault,
  reviewId: string,
): Promise<FollowUpView[]> {
  return (await actionsOf(tx, reviewId)).map((row) => viewOf(row, vault));
}

/** How many follow-ups in progress the caller sees on each of the reviews; none for reviews without. */
export async function openActionsOf(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await openRows(tx, reviewIds);
  return new Map(rows.map((row) => [row.review_id, row.open]));
}

/** The reviews of the unit with follow-up in progress past its due date on `day`, each with the latest such date. */
export async function overdueSince(
  tx: Transaction,
  unitId: string,
  day: CivilDate,
): Promise<Map<string, CivilDate>> {
  const rows = await overdueRows(tx, unitId, day);
  return new Map(rows.map((row) => [row.review_id, row.due_on ?? day]));
}

/** The reviews of the unit with follow-up in progress past its due date on `day`. */
export async function overdueReviews(tx: Transaction, unitId: string, day: CivilDate): Promise<Set<string>> {
  return new Set((await overdueSince(tx, unitId, day)).keys());
}
