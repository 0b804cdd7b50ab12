import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { CivilDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { assignFollowUp } from './contract.ts';
import {
  faultsOf,
  followUpRules,
  mustBeForOwnAgency,
  mustBeInRemit,
  mustHoldTogether,
  mustTakeFollowUp,
} from './follow-up-action.ts';
import { followUpTypes } from './follow-up-types.ts';
import { restOn } from './rest-on.ts';
import { actionById, insertAction } from './store.ts';
import { type FollowUpView, viewOf } from './view.ts';

export type Assignment = {
  reviewId: string;
  agencyId: string;
  type: string;
  /** Today when left out. */
  startedOn?: CivilDate | undefined;
  dueOn: CivilDate;
  agendaItemId?: string;
  /** The findings that it rests on; all that its agency has when left out. */
  basedOn?: readonly string[] | undefined;
};

export const assignToReview: Deed<typeof assignFollowUp> = async (tx, caller, { params, body }, floor) => {
  const action = await assignAction(tx, caller, floor, { ...body, reviewId: params.reviewId });
  record(tx, {
    verb: 'alter',
    deed: 'assignFollowUp',
    reviewId: action.reviewId,
    recipient: action.agencyId,
    ids: { followUps: [action.id] },
  });
  return action;
};

/**
 * Gives one agency of the review something to do within its remit; the deed that asks records it. The chair assigns to
 * any of them, others to their own agency. Refuses D10, `follow-up.agency-not-party`, `follow-up.review-state`,
 * `follow-up.not-for-investigation`, `follow-up.basis-unknown`, `follow-up.invalid` and `not-found`.
 */
export async function assignAction(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  assignment: Assignment,
): Promise<FollowUpView> {
  const { reviewId, agencyId, type, startedOn = floor.today, dueOn } = assignment;
  const review = await mustKnow(tx, caller, reviewId);
  mustBeForOwnAgency(caller, agencyId);
  const taking = await agenciesOfUnit(tx, review.unitId, floor.today);
  const agency = taking.find((one) => one.id === agencyId);
  if (agency) mustBeInRemit(type, agency.kind);
  const known = followUpTypes.find(({ code }) => code === type);
  if (!agency || !known || !review.agencies.includes(agencyId)) throw new Refusal(followUpRules.notParty);
  mustTakeFollowUp(review.state);
  const draft = { type, status: 'in_progress', startedOn, dueOn, closedOn: null, openReason: null } as const;
  mustHoldTogether(faultsOf(draft, floor.today));
  const id = randomUUID();
  await insertAction(tx, {
    id,
    review_id: reviewId,
    unit_id: review.unitId,
    agency_id: agencyId,
    owner_kind: known.ownerKind,
    type,
    started_on: startedOn,
    due_on: dueOn,
    agenda_item_id: assignment.agendaItemId ?? null,
    created_by: caller.personId,
  });
  await restOn(
    tx,
    { id, reviewId, criminal: known.criminal, own: agencyId === caller.agencyId },
    assignment.basedOn,
  );
  return viewOf(orNotFound(await actionById(tx, id)), floor.vault);
}
