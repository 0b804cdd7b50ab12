import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { ask } from './ask.ts';
import { mustAllow } from './case-review.ts';
import type { admitReview as contract } from './contract.ts';
import { changeReview, findReview, nextReference } from './store.ts';
import { standingOf, viewOf } from './view.ts';

export const admitReview: Deed<typeof contract> = async (tx, caller, { params, body, version }, floor) => {
  const row = orNotFound(await findReview(tx, params.reviewId));
  mustBeCurrent(version, row.version);
  mustAllow('admit', standingOf(row), caller, floor.today);
  const admitted = await changeReview(tx, row, {
    state: 'admitted',
    reference: await nextReference(tx, row.unit_id, floor.today.slice(0, 4)),
    admitted_on: floor.today,
    decided_by: caller.personId,
  });
  await ask(tx, caller, floor.today, admitted, { agencyIds: body.agencyIds, dueOn: body.dueOn });
  // To ask an agency tells it that the citizen is under review.
  const verb = body.agencyIds.length > 0 ? 'disclose' : 'alter';
  record(tx, { verb, deed: 'admitReview', reviewId: row.id, ids: { asked: body.agencyIds } });
  return viewOf(tx, caller, floor.vault, orNotFound(await findReview(tx, row.id)));
};
