import type { MeetingFacts } from '#meetings/questions.ts';
import type { CivilDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import { buildAgenda, hashOfInputs } from './agenda.ts';
import { candidatesFor } from './candidates.ts';
import { insertRevision, lockAgenda, revisionsOf } from './store.ts';

/** Builds the meeting's agenda as of `day` and writes it as a new revision, unless the newest was made of the same inputs. */
export async function buildRevision(
  tx: Transaction,
  meeting: MeetingFacts,
  day: CivilDate,
): Promise<{ revision: number; isNew: boolean }> {
  await lockAgenda(tx, meeting.id);
  const { date, capacity } = meeting;
  const input = { candidates: await candidatesFor(tx, meeting, day), meeting: { date, capacity } };
  const hash = hashOfInputs(input);
  const [newest] = await revisionsOf(tx, meeting.id);
  if (newest?.input_sha256.equals(hash)) return { revision: newest.revision, isNew: false };
  const { items, absent } = buildAgenda(input);
  const revision = (newest?.revision ?? 0) + 1;
  await insertRevision(tx, { meetingId: meeting.id, unitId: meeting.unitId, revision, hash }, items, absent);
  return { revision, isNew: true };
}
