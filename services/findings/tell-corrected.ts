import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { openRecall } from '#recalls/questions.ts';
import { tellReceipts } from '#receipts/questions.ts';
import { stillGiven } from './handed-over.ts';
import type { FindingRow } from './store.ts';

/** Tells those who were given an earlier version that the newest corrects it: a recall, and their receipts. */
export async function tellCorrected(tx: Transaction, caller: PersonCaller, floor: Floor, row: FindingRow) {
  const { id: findingId, review_id: reviewId, current_version: newVersion } = row;
  const reached = stillGiven(row);
  const version = newVersion - 1;
  await openRecall(tx, caller, floor, { kind: 'correction', findingId, reviewId, version, reached });
  await tellReceipts(tx, caller, floor, { kind: 'superseded', newVersion }, reached);
}
