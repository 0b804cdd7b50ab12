import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import { mustBeReopenable, stateReopened } from './case-review.ts';
import { changeReview, findReview } from './store.ts';

/**
 * Opens a review again that an open meeting concluded or withdrew and now decides otherwise; the deed that asks knows that
 * the meeting is still open, and records it. Refuses `review.state`, `not-found` and `version.stale`.
 */
export async function reopenReview(
  tx: Transaction,
  reviewId: string,
): Promise<{ id: string; version: number }> {
  const row = orNotFound(await findReview(tx, reviewId));
  mustBeReopenable(row.state);
  return changeReview(tx, row, {
    state: stateReopened(row.admitted_on),
    outcome: null,
    reviewed_on: null,
    concluded_at: null,
    concluded_by: null,
    decline_reason_ct: null,
  });
}
