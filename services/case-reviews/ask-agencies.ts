import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { ask } from './ask.ts';
import { mustAllow } from './case-review.ts';
import type { askAgencies as contract } from './contract.ts';
import { changeReview, findReview } from './store.ts';
import { standingOf, viewOf } from './view.ts';

export const askAgencies: Deed<typeof contract> = async (tx, caller, { params, body, version }, floor) => {
  const row = orNotFound(await findReview(tx, params.reviewId));
  mustBeCurrent(version, row.version);
  mustAllow('ask', standingOf(row), caller, floor.today);
  // The version counts up first: two who ask at once do so one after the other.
  const changed = await changeReview(tx, row, {});
  await ask(tx, caller, floor.today, changed, { agencyIds: body.agencyIds, dueOn: body.dueOn });
  record(tx, { verb: 'disclose', deed: 'askAgencies', reviewId: row.id, ids: { asked: body.agencyIds } });
  return viewOf(tx, caller, floor.vault, orNotFound(await findReview(tx, row.id)));
};
