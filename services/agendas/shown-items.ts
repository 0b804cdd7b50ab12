import { reviewsOffAgendas } from '#assessments/questions.ts';
import type { CivilDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import { type ItemRow, itemsOf } from './store.ts';

/**
 * The items of a revision as they stand on `day`: an undecided review that is held because of a statement which was not confirmed
 * in time has vanished, and is named apart. What a meeting decided stays.
 */
export async function shownItems(
  tx: Transaction,
  meetingId: string,
  revision: number,
  day: CivilDate,
): Promise<{ items: ItemRow[]; unconfirmed: string[] }> {
  const rows = await itemsOf(tx, meetingId, revision);
  const undecided = rows.flatMap((row) => (row.outcome === null ? [row.review_id] : []));
  const off = new Set(await reviewsOffAgendas(tx, undecided, day));
  const vanished = (row: ItemRow) => row.outcome === null && off.has(row.review_id);
  return { items: rows.filter((row) => !vanished(row)), unconfirmed: [...off] };
}
