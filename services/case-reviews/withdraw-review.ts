import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { mustBeOpen } from '#need-to-know/questions.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { mustAllow } from './case-review.ts';
import type { withdrawReview as contract } from './contract.ts';
import { changeReview, findReview, reasonColumn, type ReviewRow } from './store.ts';
import { standingOf, viewOf } from './view.ts';

export const withdrawNomination: Deed<typeof contract> = async (tx, caller, input, floor) => {
  const row = orNotFound(await findReview(tx, input.params.reviewId));
  await mustBeOpen(tx, caller, row);
  mustBeCurrent(input.version, row.version);
  const withdrawn = await withdraw(tx, caller, floor, row, input.body.reason);
  record(tx, { verb: 'alter', deed: 'withdrawReview', reviewId: row.id });
  return viewOf(tx, caller, floor.vault, withdrawn);
};

/** Withdraws a review as it stands now; the deed that asks records it. Refuses `review.state` and `not-found`. */
export async function withdrawReview(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  { reviewId }: { reviewId: string },
): Promise<{ id: string; version: number }> {
  const row = orNotFound(await findReview(tx, reviewId));
  return withdraw(tx, caller, floor, row, undefined);
}

async function withdraw(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  row: ReviewRow,
  reason: string | undefined,
): Promise<ReviewRow> {
  mustAllow('withdraw', standingOf(row), caller, floor.today);
  const sealed = reason === undefined ? null : floor.vault.seal(reason, reasonColumn, row.id);
  return changeReview(tx, row, { state: 'withdrawn', decline_reason_ct: sealed });
}
