import { createHash } from 'node:crypto';
import { reviewsOffAgendas } from '#assessments/questions.ts';
import { record } from '#audit/record.ts';
import { getMeeting, markSettled, type MeetingFacts } from '#meetings/questions.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, Refusal, staleVersion } from '#platform/errors.ts';
import { type Changes, changedAgenda, mustFit } from './chairs-changes.ts';
import type { settleAgenda } from './contract.ts';
import { agendaRules } from './rules.ts';
import {
  type AgendaRow,
  insertRevision,
  lockAgenda,
  markRevisionSettled,
  revisionRow,
  revisionsOf,
  standingRows,
} from './store.ts';
import { shownItems } from './shown-items.ts';
import { absentOf, agendaView, idsIn } from './view.ts';

export const settleOneAgenda: Deed<typeof settleAgenda> = async (tx, caller, input, floor) => {
  const { params, body, version } = input;
  const read = await getMeeting(tx, params.meetingId);
  mustBeCurrent(version, read.version);
  if (read.state !== 'planned' && read.state !== 'settled') {
    throw new Refusal(agendaRules.notPlanned, { members: { state: read.state } });
  }
  await lockAgenda(tx, read.id);
  const [newest] = await revisionsOf(tx, read.id);
  if (!newest) throw new Refusal(agendaRules.none);
  if (body.revision !== undefined && body.revision !== newest.revision) {
    throw new Refusal(staleVersion, {
      members: { currentVersion: read.version, currentRevision: newest.revision },
    });
  }
  const meeting = await markSettled(tx, read, version);
  const row = await revisionRow(tx, meeting.id, newest.revision);
  const revision = await withChanges(tx, meeting, row, body, floor.today);
  await markRevisionSettled(
    tx,
    { meetingId: meeting.id, revision },
    { personId: caller.personId, now: floor.now },
  );
  const view = await agendaView(tx, caller, floor, meeting, revision, revision);
  record(tx, { verb: 'alter', deed: 'settleAgenda', ids: idsIn(view) });
  return view;
};

/** The revision to settle: the newest, or one of its own where the chair changed it or a review has gone since it was built. */
async function withChanges(
  tx: Transaction,
  meeting: MeetingFacts,
  newest: AgendaRow,
  changes: Changes,
  day: string,
): Promise<number> {
  const { items: rows } = await shownItems(tx, meeting.id, newest.revision, day);
  const onIt = rows.map((row) => ({ reviewId: row.review_id, reasons: row.reasons }));
  const standing = await standingRows(tx, changes.add);
  const off = await reviewsOffAgendas(tx, changes.add, day);
  const addable = standing.filter(({ id }) => !off.includes(id));
  mustFit(onIt, changes, new Map(addable.map(({ id, state }) => [id, state])));
  const { items, absent } = changedAgenda(onIt, await absentOf(tx, meeting.id, newest.revision), changes);
  const same =
    items.length === rows.length &&
    rows.every((row, index) => row.position === index + 1 && items[index]?.reviewId === row.review_id);
  if (same && newest.state === 'proposed') return newest.revision;
  const revision = newest.revision + 1;
  const hash = createHash('sha256')
    .update(newest.input_sha256)
    .update(JSON.stringify(items.map(({ reviewId }) => reviewId)))
    .digest();
  await insertRevision(tx, { meetingId: meeting.id, unitId: meeting.unitId, revision, hash }, items, absent);
  return revision;
}
