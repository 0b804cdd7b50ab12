import type { z } from 'zod';
import type { meeting, series } from './contract.ts';
import { allowedNext, wallTimeOf } from './meeting.ts';
import { recurrence } from './recurrence.ts';
import type { MeetingRow, SeriesRow } from './store.ts';

export const meetingView = (row: MeetingRow): z.output<typeof meeting> => ({
  id: row.id,
  seriesId: row.series_id,
  date: row.held_on,
  time: wallTimeOf(row.starts_at),
  startsAt: row.starts_at,
  movedFrom: row.moved_from,
  capacity: row.capacity,
  state: row.state,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  source: row.source,
  allowedNext: allowedNext(row.state),
  version: row.version,
});

export const seriesView = (row: SeriesRow): z.output<typeof series> => ({
  id: row.id,
  rule: recurrence.parse(row.rule),
  capacity: row.capacity,
  plannedUntil: row.planned_until,
  endedOn: row.ended_on,
  version: row.version,
});
