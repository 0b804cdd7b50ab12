import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { ItemOutcome } from '#platform/codes.ts';
import type { Agenda } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';
import type { Absent, BuiltItem } from './agenda.ts';

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;

/** Whoever builds the agenda of a meeting waits here for who does so now. */
export async function lockAgenda(tx: Transaction, meetingId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`agenda ${meetingId}`}, 0))`.execute(tx);
}

export type AgendaRow = Selectable<Agenda>;

/** All revisions of a meeting's agenda, newest first, without what they hold. */
export const revisionsOf = (tx: Transaction, meetingId: string) =>
  tx
    .selectFrom('agenda')
    .select(['revision', 'state', 'input_sha256'])
    .where('meeting_id', '=', meetingId)
    .orderBy('revision', 'desc')
    .execute();

export const revisionRow = (tx: Transaction, meetingId: string, revision: number): Promise<AgendaRow> =>
  tx
    .selectFrom('agenda')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();

export type NewRevision = { meetingId: string; unitId: string; revision: number; hash: Buffer };

/** What is absent from a revision; nothing for a caller who does not oversee the unit. */
export async function absentRow(tx: Transaction, meetingId: string, revision: number): Promise<unknown> {
  const row = await tx
    .selectFrom('agenda_absence')
    .select('absent')
    .where('meeting_id', '=', meetingId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row?.absent ?? [];
}

/** Writes a proposed revision with its items and what is absent: three statements, however many there are. */
export async function insertRevision(
  tx: Transaction,
  { meetingId, unitId, revision, hash }: NewRevision,
  items: readonly BuiltItem[],
  absent: readonly Absent[],
): Promise<void> {
  await tx
    .insertInto('agenda')
    .values({
      meeting_id: meetingId,
      unit_id: unitId,
      revision,
      input_sha256: hash,
    })
    .execute();
  await tx
    .insertInto('agenda_absence')
    .values({ meeting_id: meetingId, unit_id: unitId, revision, absent: JSON.stringify(absent) })
    .execute();
  await sql`
    insert into app.agenda_item (id, meeting_id, revision, unit_id, review_id, position, reasons)
    select i.id, ${meetingId}::uuid, ${revision}::int, ${unitId}::text, i.review_id, i.position, string_to_array(i.reasons, ',')
    from unnest(${items.map(() => randomUUID())}::uuid[], ${items.map(({ reviewId }) => reviewId)}::uuid[],
      ${items.map(({ position }) => position)}::int[], ${items.map(({ reasons }) => reasons.join(','))}::text[])
      as i(id, review_id, position, reasons)`.execute(tx);
}

export async function markRevisionSettled(
  tx: Transaction,
  place: { meetingId: string; revision: number },
  by: { personId: string; now: string },
): Promise<void> {
  await tx
    .updateTable('agenda')
    .set({ state: 'settled', settled_by: by.personId, settled_at: by.now })
    .where('meeting_id', '=', place.meetingId)
    .where('revision', '=', place.revision)
    .execute();
}

/** The outcomes that meetings have given these reviews, oldest meeting first. */
export const decidedItems = (tx: Transaction, ids: readonly string[]) =>
  tx
    .selectFrom('agenda_item as i')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .select(['i.review_id', 'i.outcome', 'm.held_on'])
    .where('i.review_id', '=', anyOf(ids))
    .where('i.outcome', 'is not', null)
    .orderBy('m.starts_at')
    .execute();

/** Those of the reviews that somebody has been asked about. */
export const askedAbout = (tx: Transaction, ids: readonly string[]) =>
  tx.selectFrom('review_agency').select('review_id').distinct().where('review_id', '=', anyOf(ids)).execute();

/** The agencies that were asked about each review, soonest due first; the answer itself only of the caller's own agency. */
export const askedRows = (tx: Transaction, ids: readonly string[]) =>
  tx
    .selectFrom('review_agency as q')
    .leftJoin('reply as own', (join) =>
      join.onRef('own.review_id', '=', 'q.review_id').onRef('own.agency_id', '=', 'q.agency_id'),
    )
    .select([
      'q.review_id',
      'q.agency_id',
      'q.due_on',
      'q.answered_on',
      'q.shown_kind',
      'own.kind as own_kind',
    ])
    .where('q.review_id', '=', anyOf(ids))
    .orderBy('q.due_on')
    .orderBy('q.agency_id')
    .execute();

/** State and nomination of reviews; only columns that the scheduler is granted. */
export const standingRows = (tx: Transaction, ids: readonly string[]) =>
  tx.selectFrom('case_review').select(['id', 'state', 'nominated_on']).where('id', '=', anyOf(ids)).execute();

/** References and states of reviews that the caller may see. */
export const referenceRows = (tx: Transaction, ids: readonly string[]) =>
  tx
    .selectFrom('case_review')
    .select(['id', 'state', 'nominated_on', 'reference'])
    .where('id', '=', anyOf(ids))
    .execute();

/** The reviews that stand undecided on the agenda of an earlier meeting that is open, or is to be held on `day` or later. */
export async function onEarlierAgendas(
  tx: Transaction,
  meeting: { unitId: string; startsAt: string },
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ review_id: string }>`
    with in_force as (
      select distinct on (a.meeting_id) a.meeting_id, a.revision
      from app.meeting m join app.agenda a on a.meeting_id = m.id
      where m.unit_id = ${meeting.unitId} and m.starts_at < ${meeting.startsAt}::timestamptz
        and (m.state = 'open' or (m.state in ('planned', 'settled') and m.held_on >= ${day}::date))
      order by a.meeting_id, a.state desc, a.revision desc
    )
    select distinct i.review_id from app.agenda_item i join in_force f on f.meeting_id = i.meeting_id and f.revision = i.revision
    where i.outcome is null`.execute(tx);
  return rows.map((row) => row.review_id);
}

const items = (tx: Transaction) =>
  tx
    .selectFrom('agenda_item as i')
    .innerJoin('case_review as r', 'r.id', 'i.review_id')
    .select([
      'i.id',
      'i.meeting_id',
      'i.revision',
      'i.review_id',
      'i.position',
      'i.reasons',
      'i.outcome',
      'i.version',
      'r.reference',
      'r.nominated_on',
      'r.state as review_state',
      'r.concluded_at',
    ]);
export type ItemRow = Awaited<ReturnType<ReturnType<typeof items>['executeTakeFirstOrThrow']>>;

/** The items of a revision that the caller sees, in order. Reviews that have gone since are left out, undecided. */
export const itemsOf = (tx: Transaction, meetingId: string, revision: number): Promise<ItemRow[]> =>
  items(tx)
    .where('i.meeting_id', '=', meetingId)
    .where('i.revision', '=', revision)
    .where((where) =>
      where.or([where('i.outcome', 'is not', null), where('r.state', 'in', ['admitted', 'concluded'])]),
    )
    .orderBy('i.position')
    .execute();

export const itemById = (tx: Transaction, itemId: string): Promise<ItemRow | undefined> =>
  items(tx).where('i.id', '=', itemId).executeTakeFirst();

/** Records the outcome if the item is still at this version; false when somebody was faster. */
export async function updateOutcome(
  tx: Transaction,
  item: { id: string; version: number },
  change: { outcome: ItemOutcome; personId: string; now: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agenda_item')
    .set({
      outcome: change.outcome,
      outcome_at: change.now,
      outcome_by: change.personId,
      version: item.version + 1,
    })
    .where('id', '=', item.id)
    .where('version', '=', item.version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
