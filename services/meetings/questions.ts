import type { CivilDate, Instant } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import { record } from '#audit/record.ts';
import { Refusal, orNotFound, mustBeCurrent, staleVersion } from '#platform/errors.ts';
import type { MeetingState } from '#platform/codes.ts';
import { stateAfter } from './meeting.ts';
import { recurrence } from './recurrence.ts';
import { planMeetings, planningHorizon } from './series.ts';
import {
  heldMeeting,
  insertMeetings,
  meetingById,
  type MeetingRow,
  nextMeetingRow,
  plannedBetween,
  seriesOfUnit,
  setPlannedUntil,
  updateMeeting,
} from './store.ts';

export { meetingLife, meetingStateNames } from './meeting.ts';
export { planMeetings } from './series.ts';

/** A meeting as other rooms know it. `date` is its civil date, `startsAt` the instant. */
export type MeetingFacts = {
  id: string;
  unitId: string;
  date: CivilDate;
  startsAt: Instant;
  capacity: number;
  state: MeetingState;
  openedAt: Instant | null;
  version: number;
};

const factsOf = (row: MeetingRow): MeetingFacts => ({
  id: row.id,
  unitId: row.unit_id,
  date: row.held_on,
  startsAt: row.starts_at,
  capacity: row.capacity,
  state: row.state,
  openedAt: row.opened_at,
  version: row.version,
});

/** The meeting; refuses `not-found`. */
export async function getMeeting(tx: Transaction, meetingId: string): Promise<MeetingFacts> {
  return factsOf(orNotFound(await meetingById(tx, meetingId)));
}

/** The meeting, held as it is until the transaction ends: nobody opens, closes or moves it meanwhile. */
export async function holdMeeting(tx: Transaction, meetingId: string): Promise<MeetingFacts> {
  return factsOf(orNotFound(await heldMeeting(tx, meetingId)));
}

/** The open meeting, or the next that is planned or settled and starts at `now` or later; null when there is none. */
export async function nextMeeting(
  tx: Transaction,
  unitId: string,
  now: Instant,
): Promise<MeetingFacts | null> {
  const row = await nextMeetingRow(tx, unitId, now);
  return row ? factsOf(row) : null;
}

/** Meetings in state planned that start after `from` and no later than `until`, by time. */
export async function plannedMeetings(
  tx: Transaction,
  unitId: string,
  from: Instant,
  until: Instant,
): Promise<MeetingFacts[]> {
  return (await plannedBetween(tx, unitId, from, until)).map(factsOf);
}

/** The agenda is settled: the meeting moves on. Refuses `meeting.state` and `version.stale`. */
export async function markSettled(
  tx: Transaction,
  meeting: MeetingFacts,
  version: number,
): Promise<MeetingFacts> {
  mustBeCurrent(version, meeting.version);
  const state = stateAfter('settle', meeting.state);
  const row = await updateMeeting(tx, meeting.id, version, { state });
  if (!row) throw new Refusal(staleVersion);
  return factsOf(row);
}

/**
 * Plans the meetings of the unit's series until 26 weeks after `today`, and records it. Safe to repeat: a date that
 * was planned once is not planned again. Returns the ids of the new meetings.
 */
export async function planSeries(tx: Transaction, unitId: string, today: CivilDate): Promise<string[]> {
  const until = planningHorizon(today);
  const added: string[] = [];
  for (const row of await seriesOfUnit(tx, unitId)) {
    const from = row.planned_until !== null && row.planned_until > today ? row.planned_until : today;
    if (from >= until || (row.ended_on !== null && row.ended_on < from)) continue;
    const times = planMeetings({ rule: recurrence.parse(row.rule), endedOn: row.ended_on }, from, until);
    const place = { unitId, seriesId: row.id, capacity: row.capacity };
    added.push(...(await insertMeetings(tx, place, times)).map(({ id }) => id));
    await setPlannedUntil(tx, row.id, until);
  }
  record(tx, { verb: 'alter', deed: 'planSeries', ids: { meetings: added } });
  return added;
}
