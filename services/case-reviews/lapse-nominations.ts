import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import { lapseRows } from './store.ts';

/** Lets the unit's nominations whose last day was before `today` lapse; safe to repeat. Gives their ids. */
export async function lapseNominations(tx: Transaction, unitId: string, today: string): Promise<string[]> {
  const lapsed = (await lapseRows(tx, unitId, today)).map((row) => row.id);
  record(tx, { verb: 'alter', deed: 'lapseNominations', ids: { reviews: lapsed } });
  return lapsed;
}
