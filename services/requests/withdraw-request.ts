import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { withdrawRequest as contract } from './contract.ts';
import { stateAfter } from './information-request.ts';
import { changeRequest, findRequest } from './store.ts';
import { sideOf, standingOf, viewOf } from './view.ts';

export const withdrawRequest: Deed<typeof contract> = async (tx, caller, { params, version }, floor) => {
  const row = orNotFound(await findRequest(tx, params.requestId));
  mustBeCurrent(version, row.version);
  const state = stateAfter('withdraw', standingOf(row), sideOf(row, caller), floor.today);
  const change = { state, decidedOn: floor.today, decidedBy: caller.personId };
  if (!(await changeRequest(tx, row, change))) throw new Refusal(staleVersion);
  record(tx, {
    verb: 'alter',
    deed: 'withdrawRequest',
    reviewId: row.review_id,
    recipient: row.to_agency_id,
    ids: { requests: [row.id] },
  });
  return viewOf(orNotFound(await findRequest(tx, row.id)), caller, floor);
};
