import { undecidedItems } from '#agendas/questions.ts';
import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { closeMeeting, openMeeting } from './contract.ts';
import { meetingRules, stateAfter } from './meeting.ts';
import { meetingById, updateMeeting } from './store.ts';
import { meetingView } from './view.ts';

export const openOneMeeting: Deed<typeof openMeeting> = async (tx, caller, { params, version }, floor) => {
  const row = orNotFound(await meetingById(tx, params.meetingId));
  mustBeCurrent(version, row.version);
  if (row.state === 'planned') throw new Refusal(meetingRules.notSettled);
  const state = stateAfter('open', row.state);
  if (row.held_on > floor.today) {
    throw new Refusal(meetingRules.early, { members: { date: row.held_on, today: floor.today } });
  }
  const opening = { state, opened_at: floor.now, chair: caller.personId };
  const opened = await updateMeeting(tx, row.id, version, opening);
  if (!opened) throw new Refusal(staleVersion);
  record(tx, { verb: 'alter', deed: 'openMeeting', ids: { meetings: [row.id] } });
  return meetingView(opened);
};

/** Items that were postponed need nothing more: the next agenda finds them by their outcome. */
export const closeOneMeeting: Deed<typeof closeMeeting> = async (tx, _caller, { params, version }, floor) => {
  const row = orNotFound(await meetingById(tx, params.meetingId));
  mustBeCurrent(version, row.version);
  const state = stateAfter('close', row.state);
  // First the meeting, so that no outcome can be changed between counting and closing.
  const closed = await updateMeeting(tx, row.id, version, { state, closed_at: floor.now });
  if (!closed) throw new Refusal(staleVersion);
  const undecided = await undecidedItems(tx, row.id, floor.today);
  if (undecided.length > 0) throw new Refusal(meetingRules.undecided, { members: { items: undecided } });
  record(tx, { verb: 'alter', deed: 'closeMeeting', ids: { meetings: [row.id] } });
  return meetingView(closed);
};
