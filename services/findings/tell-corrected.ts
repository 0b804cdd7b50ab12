import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { openRecall } from '#recalls/questions.ts';
import { tellReceipts } from '#receipts/questions.ts';
import { stillGiven } from './handed-over.ts';
import { newestCorrects } from './history.ts';
import { type FindingRow, rowOfFinding } from './store.ts';

/** Tells those who were given an earlier version that the newest corrects it: a recall, and their receipts. */
export async function tellCorrected(tx: Transaction, caller: PersonCaller, floor: Floor, row: FindingRow) {
  const { id: findingId, review_id: reviewId, current_version: newVersion } = row;
  const reached = stillGiven(row);
  const version = newVersion - 1;
  await openRecall(tx, caller, floor, { kind: 'correction', findingId, reviewId, version, reached });
  await tellReceipts(tx, caller, floor, { kind: 'superseded', newVersion }, reached);
}

/** Changes the files of the current version, and tells where that makes a correction of what was only a confirmation. */
export async function changingFiles(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  findingId: string,
  change: () => Promise<void>,
): Promise<void> {
  const told = await newestCorrects(tx, findingId, floor.vault);
  await change();
  if (told || !(await newestCorrects(tx, findingId, floor.vault))) return;
  await tellCorrected(tx, caller, floor, orNotFound(await rowOfFinding(tx, findingId)));
}
