import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { mustAllow } from './case-review.ts';
import type { declineReview as contract } from './contract.ts';
import { changeReview, findReview, reasonColumn } from './store.ts';
import { standingOf, viewOf } from './view.ts';

export const declineReview: Deed<typeof contract> = async (tx, caller, { params, body, version }, floor) => {
  const row = orNotFound(await findReview(tx, params.reviewId));
  mustBeCurrent(version, row.version);
  mustAllow('decline', standingOf(row), caller, floor.today);
  const declined = await changeReview(tx, row, {
    state: 'declined',
    decided_by: caller.personId,
    decline_reason_ct: floor.vault.seal(body.reason, reasonColumn, row.id),
  });
  record(tx, { verb: 'alter', deed: 'declineReview', reviewId: row.id });
  return viewOf(tx, caller, floor.vault, declined);
};
