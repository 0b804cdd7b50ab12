import { record } from '#audit/record.ts';
import { danishInstant } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { cancelMeeting, changeMeeting, createMeeting } from './contract.ts';
import { meetingRules, mustNotBePast, stateAfter, wallTimeOf } from './meeting.ts';
import { insertMeetings, meetingById, meetingOnDay, type MeetingRow, updateMeeting } from './store.ts';
import { meetingView } from './view.ts';

export const planOneMeeting: Deed<typeof createMeeting> = async (tx, caller, { body }, floor) => {
  const { date, time, capacity } = body;
  mustNotBePast(date, floor.today);
  const unitId = caller.unitId ?? '';
  const startsAt = danishInstant(date, time);
  const [added] = await insertMeetings(tx, { unitId, seriesId: null, capacity }, [{ date, startsAt }]);
  const row = added
    ? orNotFound(await meetingById(tx, added.id))
    : await planAgain(tx, orNotFound(await meetingOnDay(tx, unitId, date)), { startsAt, capacity });
  record(tx, { verb: 'alter', deed: 'createMeeting', ids: { meetings: [row.id] } });
  return meetingView(row);
};

/** Only a cancelled meeting gives its day back. */
async function planAgain(
  tx: Transaction,
  there: MeetingRow,
  wanted: { startsAt: string; capacity: number },
): Promise<MeetingRow> {
  if (there.state !== 'cancelled') throw dayTaken(there);
  const state = stateAfter('plan', there.state);
  const change = { state, starts_at: wanted.startsAt, capacity: wanted.capacity };
  const row = await updateMeeting(tx, there.id, there.version, change);
  if (!row) throw new Refusal(staleVersion);
  return row;
}

const dayTaken = (there: MeetingRow) =>
  new Refusal(meetingRules.dayTaken, { members: { meetingId: there.id, date: there.held_on } });

export const moveMeeting: Deed<typeof changeMeeting> = async (tx, caller, input, floor) => {
  const { params, body, version } = input;
  const row = orNotFound(await meetingById(tx, params.meetingId));
  mustBeCurrent(version, row.version);
  stateAfter('change', row.state);
  const date = body.date ?? row.held_on;
  if (date !== row.held_on) {
    mustNotBePast(date, floor.today);
    const there = await meetingOnDay(tx, caller.unitId ?? '', date);
    if (there) throw dayTaken(there);
  }
  const moves = body.date !== undefined || body.time !== undefined;
  const startsAt = danishInstant(date, body.time ?? wallTimeOf(row.starts_at));
  const changed = await updateMeeting(tx, row.id, version, {
    ...(moves ? { held_on: date, starts_at: startsAt } : {}),
    ...(body.capacity === undefined ? {} : { capacity: body.capacity }),
  });
  if (!changed) throw new Refusal(staleVersion);
  record(tx, { verb: 'alter', deed: 'changeMeeting', ids: { meetings: [row.id] } });
  return meetingView(changed);
};

export const cancelOneMeeting: Deed<typeof cancelMeeting> = async (tx, _caller, { params, version }) => {
  const row = orNotFound(await meetingById(tx, params.meetingId));
  mustBeCurrent(version, row.version);
  const changed = await updateMeeting(tx, row.id, version, { state: stateAfter('cancel', row.state) });
  if (!changed) throw new Refusal(staleVersion);
  record(tx, { verb: 'alter', deed: 'cancelMeeting', ids: { meetings: [row.id] } });
  return meetingView(changed);
};
