import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { InputOf } from '#platform/contract.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { updateFollowUp } from './contract.ts';
import { faultsOf, faultsOfAmounts, followUpRules, mustHoldTogether } from './follow-up-action.ts';
import { actionById, type ActionRow, putDetail, updateAction } from './store.ts';
import { noteColumn, viewOf } from './view.ts';

type Body = InputOf<typeof updateFollowUp>['body'];

export const updateOwnAction: Deed<typeof updateFollowUp> = async (tx, caller, input, floor) => {
  const { params, body, version } = input;
  const row = orNotFound(await actionById(tx, params.actionId));
  if (row.agency_id !== caller.agencyId) {
    throw new Refusal(followUpRules.owner, { members: { owner: row.agency_id } });
  }
  await mustKnow(tx, caller, row.review_id);
  mustBeCurrent(version, row.version);
  const standing = standingAfter(row, body, floor.today);
  if (!(await updateAction(tx, row.id, version, standing))) throw new Refusal(staleVersion);
  const detail = detailIn(row.id, body, floor);
  if (Object.keys(detail).length > 0) {
    const place = { action_id: row.id, unit_id: caller.unitId ?? '', agency_id: caller.agencyId };
    await putDetail(tx, place, detail);
  }
  record(tx, {
    verb: 'alter',
    deed: 'updateFollowUp',
    reviewId: row.review_id,
    ids: { followUps: [row.id] },
    fields: Object.keys(body),
  });
  return viewOf(orNotFound(await actionById(tx, row.id)), floor.vault);
};

/** Where the action stands after the change, and what is wrong with it. What is not changed is not judged again. */
function standingAfter(row: ActionRow, body: Body, today: string) {
  const status = body.status ?? row.status;
  const open = status === 'in_progress';
  const stands = {
    status,
    dueOn: body.dueOn ?? row.due_on,
    closedOn: body.closedOn === undefined && !open ? row.closed_on : (body.closedOn ?? null),
    openReason: body.openReason === undefined && open ? row.open_reason : (body.openReason ?? null),
  };
  const touched = [body.status, body.dueOn, body.closedOn, body.openReason].some(
    (value) => value !== undefined,
  );
  const amounts = {
    claimed: body.claimedDkk,
    decided: body.decidedDkk,
    collected: body.collectedDkk,
    stopped: body.stoppedPerMonthDkk,
  };
  mustHoldTogether([
    ...(touched ? faultsOf({ type: row.type, startedOn: row.started_on, ...stands }, today) : []),
    ...faultsOfAmounts(row.type, amounts),
  ]);
  if (!touched) return {};
  const { dueOn, closedOn, openReason } = stands;
  return { status, due_on: dueOn, closed_on: closedOn, open_reason: openReason };
}

function detailIn(actionId: string, body: Body, floor: Floor) {
  const { note } = body;
  return {
    ...(body.claimedDkk === undefined ? {} : { claimed_dkk: body.claimedDkk }),
    ...(body.decidedDkk === undefined ? {} : { decided_dkk: body.decidedDkk }),
    ...(body.collectedDkk === undefined ? {} : { collected_dkk: body.collectedDkk }),
    ...(body.stoppedPerMonthDkk === undefined ? {} : { stopped_per_month_dkk: body.stoppedPerMonthDkk }),
    ...(note === undefined
      ? {}
      : { note_ct: note === null ? null : floor.vault.seal(note, noteColumn, actionId) }),
    ...(body.journalRef === undefined ? {} : { journal_ref: body.journalRef }),
  };
}
