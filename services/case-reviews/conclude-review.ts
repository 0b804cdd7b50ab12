import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { ReviewOutcome } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { mustAllow, mustBeReviewDay } from './case-review.ts';
import type { concludeReview as contract } from './contract.ts';
import { changeReview, findReview, type ReviewRow } from './store.ts';
import { standingOf, viewOf } from './view.ts';

export const concludeOutsideMeeting: Deed<typeof contract> = async (tx, caller, input, floor) => {
  const row = orNotFound(await findReview(tx, input.params.reviewId));
  mustBeCurrent(input.version, row.version);
  const concluded = await conclude(tx, caller, floor, row, input.body);
  record(tx, { verb: 'alter', deed: 'concludeReview', reviewId: row.id });
  return viewOf(tx, caller, floor.vault, concluded);
};

type Conclusion = { outcome: ReviewOutcome; reviewedOn: string };

/**
 * Concludes a review as it stands now; the deed that asks records it. Refuses `review.state`, `review.day`, `not-found`
 * and, when somebody changed the review in between, `version.stale`.
 */
export async function concludeReview(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  conclusion: Conclusion & { reviewId: string },
): Promise<{ id: string; version: number }> {
  const row = orNotFound(await findReview(tx, conclusion.reviewId));
  return conclude(tx, caller, floor, row, conclusion);
}

async function conclude(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  row: ReviewRow,
  { outcome, reviewedOn }: Conclusion,
): Promise<ReviewRow> {
  mustAllow('conclude', standingOf(row), caller, floor.today);
  mustBeReviewDay(reviewedOn, row.nominated_on, floor.today);
  return changeReview(tx, row, {
    state: 'concluded',
    outcome,
    reviewed_on: reviewedOn,
    concluded_at: floor.now,
    concluded_by: caller.personId,
  });
}
