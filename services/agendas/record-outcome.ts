import { reviewsOffAgendas } from '#assessments/questions.ts';
import { record } from '#audit/record.ts';
import { concludeReview, reopenReview, withdrawReview } from '#case-reviews/questions.ts';
import { holdMeeting, type MeetingFacts } from '#meetings/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { ItemOutcome } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { notFound, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { recordOutcome } from './contract.ts';
import { effectOf } from './outcome.ts';
import { agendaRules } from './rules.ts';
import { itemById, type ItemRow, revisionsOf, updateOutcome } from './store.ts';
import { idsOfItems, itemViews } from './view.ts';

export const recordOneOutcome: Deed<typeof recordOutcome> = async (tx, caller, input, floor) => {
  const { params, body, version } = input;
  const meetingId = orNotFound(await itemById(tx, params.itemId)).meeting_id;
  // The meeting first: while it is held, nobody closes it.
  const meeting = await holdMeeting(tx, meetingId);
  const item = orNotFound(await itemById(tx, params.itemId));
  if (meeting.state !== 'open') {
    throw new Refusal(agendaRules.meetingNotOpen, { members: { state: meeting.state } });
  }
  await mustBeOnSettledAgenda(tx, item);
  const off = item.outcome === null ? await reviewsOffAgendas(tx, [item.review_id], floor.today) : [];
  if (off.length > 0) throw new Refusal(notFound);
  if (version !== item.version) throw stale(item);
  const change = { outcome: body.outcome, personId: caller.personId, now: floor.now };
  if (!(await updateOutcome(tx, item, change))) throw stale(orNotFound(await itemById(tx, item.id)));
  await applyToReview(tx, caller, floor, { item, meeting, outcome: body.outcome });
  const views = await itemViews(tx, caller, floor, [orNotFound(await itemById(tx, item.id))]);
  record(tx, {
    verb: 'alter',
    deed: 'recordOutcome',
    reviewId: item.review_id,
    ids: { meetings: [meeting.id], ...idsOfItems(views) },
  });
  return orNotFound(views[0]);
};

/** The second of two writers learns what the first one wrote. */
const stale = ({ version, outcome }: ItemRow) =>
  new Refusal(staleVersion, { members: { currentVersion: version, current: { outcome, version } } });

async function mustBeOnSettledAgenda(tx: Transaction, item: ItemRow): Promise<void> {
  const settled = (await revisionsOf(tx, item.meeting_id)).find(({ state }) => state === 'settled');
  if (settled?.revision !== item.revision) {
    throw new Refusal(agendaRules.oldRevision, { members: { revision: settled?.revision ?? null } });
  }
}

type Decision = { item: ItemRow; meeting: MeetingFacts; outcome: ItemOutcome };

async function applyToReview(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  { item, meeting, outcome }: Decision,
): Promise<void> {
  const reviewId = item.review_id;
  const effect = effectOf(item, meeting.openedAt, outcome);
  if (effect.reopen) await reopenReview(tx, reviewId);
  if (effect.conclude) {
    const conclusion = { reviewId, outcome: effect.conclude, reviewedOn: meeting.date };
    await concludeReview(tx, caller, floor, conclusion);
  }
  if (effect.withdraw) await withdrawReview(tx, caller, floor, { reviewId });
}
