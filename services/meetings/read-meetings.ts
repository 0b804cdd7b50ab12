import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getMeeting, listMeetings } from './contract.ts';
import { meetingById, meetingRows } from './store.ts';
import { meetingView } from './view.ts';

export const readMeeting: Deed<typeof getMeeting> = async (tx, _caller, { params }) => {
  const row = orNotFound(await meetingById(tx, params.meetingId));
  record(tx, { verb: 'consult', deed: 'getMeeting', ids: { meetings: [row.id] } });
  return meetingView(row);
};

export const readMeetings: Deed<typeof listMeetings> = async (tx, caller, { query }, floor) => {
  const { cursor, limit, from, until } = query;
  const place = { caller, endpoint: 'listMeetings', filters: { from, until } };
  const after = readCursor(floor.vault, place, cursor);
  const rows = await meetingRows(tx, caller.unitId ?? '', { from, until, after, limit });
  const shown = pageOf(rows, limit, floor.vault, place, (row) => [row.starts_at, row.id]);
  record(tx, {
    verb: 'consult',
    deed: 'listMeetings',
    ids: { meetings: shown.rows.map(({ id }) => id) },
  });
  return { items: shown.rows.map(meetingView), next: shown.next };
};
