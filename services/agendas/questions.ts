import { Temporal } from 'temporal-polyfill';
import { record } from '#audit/record.ts';
import { plannedMeetings } from '#meetings/questions.ts';
import { type CivilDate, type Instant, toDanishDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import { buildRevision } from './build-revision.ts';
import { shownItems } from './shown-items.ts';
import { itemById, revisionsOf } from './store.ts';

export { absentReasons } from './agenda.ts';
export { absentTexts, outcomeTexts, reasonTexts } from './texts.ts';

const HOURS_AHEAD = 14 * 24;

/**
 * Builds the agendas of the unit's planned meetings that start within 14 days of `now`, where what they are built of has
 * changed, and records it. Returns the revisions that are new. Safe to repeat.
 */
export async function buildAgendas(
  tx: Transaction,
  unitId: string,
  now: Instant,
): Promise<{ meetingId: string; revision: number }[]> {
  const until = Temporal.Instant.from(now).add({ hours: HOURS_AHEAD }).toString();
  const built: { meetingId: string; revision: number }[] = [];
  for (const meeting of await plannedMeetings(tx, unitId, now, until)) {
    const { revision, isNew } = await buildRevision(tx, meeting, toDanishDate(now));
    if (isNew) built.push({ meetingId: meeting.id, revision });
  }
  record(tx, {
    verb: 'alter',
    deed: 'buildAgendas',
    ids: { meetings: built.map(({ meetingId }) => meetingId) },
  });
  return built;
}

/** The review and the meeting of an agenda item; refuses `not-found`. */
export async function getAgendaItem(
  tx: Transaction,
  itemId: string,
): Promise<{ id: string; reviewId: string; meetingId: string }> {
  const row = orNotFound(await itemById(tx, itemId));
  return { id: row.id, reviewId: row.review_id, meetingId: row.meeting_id };
}

/** The items without an outcome on the settled agenda of a meeting. */
export async function undecidedItems(
  tx: Transaction,
  meetingId: string,
  day: CivilDate,
): Promise<{ id: string; reviewId: string; position: number }[]> {
  const settled = (await revisionsOf(tx, meetingId)).find(({ state }) => state === 'settled');
  const rows = settled ? (await shownItems(tx, meetingId, settled.revision, day)).items : [];
  return rows.flatMap((row, index) =>
    row.outcome === null ? [{ id: row.id, reviewId: row.review_id, position: index + 1 }] : [],
  );
}
