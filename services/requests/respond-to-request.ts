import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { respondToRequest as contract } from './contract.ts';
import { requestRules, stateAfter } from './information-request.ts';
import { reasonColumn } from './places.ts';
import { changeRequest, findRequest, insertReason } from './store.ts';
import { sideOf, standingOf, viewOf } from './view.ts';

export const respondToRequest: Deed<typeof contract> = async (
  tx,
  caller,
  { params, body, version },
  floor,
) => {
  const row = orNotFound(await findRequest(tx, params.requestId));
  mustBeCurrent(version, row.version);
  const state = stateAfter(body.choice, standingOf(row), sideOf(row, caller), floor.today);
  const review = await mustKnow(tx, caller, row.review_id);
  // A request can always be refused, also when the review has come to its end meanwhile.
  if (body.choice !== 'refuse' && review.state !== 'admitted')
    throw new Refusal(requestRules.reviewNotAdmitted, { members: { state: review.state } });
  const change = { state, decidedOn: floor.today, decidedBy: caller.personId };
  if (!(await changeRequest(tx, row, change))) throw new Refusal(staleVersion);
  if (body.reason !== undefined)
    await insertReason(tx, {
      request_id: row.id,
      from_scope: `${row.unit_id}/${row.from_agency_id}`,
      to_scope: `${row.unit_id}/${row.to_agency_id}`,
      shown: body.reasonShown,
      reason_ct: floor.vault.seal(body.reason, reasonColumn, row.id),
    });
  record(tx, {
    // A reason that is shown goes to the asker; that one says yes or no is told to nobody but the two.
    verb: body.reasonShown ? 'disclose' : 'alter',
    deed: 'respondToRequest',
    reviewId: row.review_id,
    recipient: row.from_agency_id,
    ids: { requests: [row.id] },
  });
  return viewOf(orNotFound(await findRequest(tx, row.id)), caller, floor);
};
