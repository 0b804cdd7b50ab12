import { randomUUID } from 'node:crypto';
import { sql, type Selectable, type Updateable } from 'kysely';
import type { Meeting, MeetingSeries } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';
import type { MeetingTime } from './recurrence.ts';

export type MeetingRow = Selectable<Meeting>;
export type SeriesRow = Selectable<MeetingSeries>;

export async function insertSeries(
  tx: Transaction,
  row: { id: string; unit_id: string; rule: string; capacity: number; created_by: string },
): Promise<void> {
  await tx.insertInto('meeting_series').values(row).execute();
}

export const seriesOfUnit = (tx: Transaction, unitId: string) =>
  tx.selectFrom('meeting_series').selectAll().where('unit_id', '=', unitId).orderBy('created_at').execute();

export const seriesById = (tx: Transaction, seriesId: string) =>
  tx.selectFrom('meeting_series').selectAll().where('id', '=', seriesId).executeTakeFirst();

export async function setPlannedUntil(tx: Transaction, seriesId: string, until: string): Promise<void> {
  await tx.updateTable('meeting_series').set({ planned_until: until }).where('id', '=', seriesId).execute();
}

/** Ends the series if it is still at this version and not ended. */
export const markSeriesEnded = (tx: Transaction, seriesId: string, version: number, endedOn: string) =>
  tx
    .updateTable('meeting_series')
    .set({ ended_on: endedOn, version: version + 1 })
    .where('id', '=', seriesId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();

/** Cancels what is only planned after the day; returns the ids. */
export async function cancelPlannedAfter(tx: Transaction, seriesId: string, day: string): Promise<string[]> {
  const rows = await tx
    .updateTable('meeting')
    .set((is) => ({ state: 'cancelled', version: is('version', '+', 1) }))
    .where('series_id', '=', seriesId)
    .where('state', '=', 'planned')
    .where('held_on', '>', day)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Adds the meetings on days without one, in one statement; returns those that were added. */
export async function insertMeetings(
  tx: Transaction,
  place: { unitId: string; seriesId: string | null; capacity: number },
  times: readonly MeetingTime[],
): Promise<{ id: string; held_on: string; moved_from: string | null }[]> {
  const { rows } = await sql<{ id: string; held_on: string; moved_from: string | null }>`
    insert into app.meeting (id, unit_id, series_id, held_on, starts_at, moved_from, capacity)
    select m.id, ${place.unitId}::text, ${place.seriesId}::uuid, m.held_on, m.starts_at, m.moved_from, ${place.capacity}::int
    from unnest(${times.map(() => randomUUID())}::uuid[], ${times.map(({ date }) => date)}::date[],
      ${times.map(({ startsAt }) => startsAt)}::timestamptz[], ${times.map(({ movedFrom }) => movedFrom ?? null)}::date[])
      as m(id, held_on, starts_at, moved_from)
    on conflict (unit_id, held_on, source) do nothing
    returning id, held_on, moved_from`.execute(tx);
  return rows;
}

export const meetingById = (tx: Transaction, meetingId: string) =>
  tx.selectFrom('meeting').selectAll().where('id', '=', meetingId).executeTakeFirst();

/** The same, and no change to it until the transaction ends. */
export const heldMeeting = (tx: Transaction, meetingId: string) =>
  tx.selectFrom('meeting').selectAll().where('id', '=', meetingId).forShare().executeTakeFirst();

/** The unit's own meeting on a day. */
export const meetingOnDay = (tx: Transaction, unitId: string, day: string) =>
  tx
    .selectFrom('meeting')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('held_on', '=', day)
    .where('source', '=', 'service')
    .executeTakeFirst();

/** Meetings by time, one more than `limit` where there are more. */
export function meetingRows(
  tx: Transaction,
  unitId: string,
  asked: {
    from: string | undefined;
    until: string | undefined;
    after: readonly string[] | null;
    limit: number;
  },
) {
  const [startsAt = '', afterId = ''] = asked.after ?? [];
  return tx
    .selectFrom('meeting')
    .selectAll()
    .where('unit_id', '=', unitId)
    .$if(asked.from !== undefined, (query) => query.where('held_on', '>=', asked.from ?? ''))
    .$if(asked.until !== undefined, (query) => query.where('held_on', '<', asked.until ?? ''))
    .$if(asked.after !== null, (query) =>
      query.where(sql<boolean>`(starts_at, id) > (${startsAt}::timestamptz, ${afterId}::uuid)`),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(asked.limit + 1)
    .execute();
}

/** Changes the meeting if it is still at this version; undefined when somebody was faster. */
export const updateMeeting = (
  tx: Transaction,
  meetingId: string,
  version: number,
  change: Omit<Updateable<Meeting>, 'version'>,
) =>
  tx
    .updateTable('meeting')
    .set({ ...change, version: version + 1 })
    .where('id', '=', meetingId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();

/** The unit's next meeting: the open one, else the first that starts at `now` or later. */
export const nextMeetingRow = (tx: Transaction, unitId: string, now: string) =>
  tx
    .selectFrom('meeting')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('source', '=', 'service')
    .where((where) =>
      where.or([
        where('state', '=', 'open'),
        where.and([
          where('state', '=', sql<'planned'>`any(array['planned','settled'])`),
          where('starts_at', '>=', now),
        ]),
      ]),
    )
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst();

/** Planned meetings that start after `from` and no later than `until`, by time. */
export const plannedBetween = (tx: Transaction, unitId: string, from: string, until: string) =>
  tx
    .selectFrom('meeting')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('state', '=', 'planned')
    .where('starts_at', '>', from)
    .where('starts_at', '<=', until)
    .orderBy('starts_at')
    .execute();
