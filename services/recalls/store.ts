import { sql, type Insertable, type Selectable } from 'kysely';
import type { RecallAnswer } from '#platform/codes.ts';
import type { Recall, RecallNotice, RecallReach } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

/** Opens a recall; the database tells every agency that it reaches and keeps where the finding had got to. */
export async function insertRecall(tx: Transaction, row: Insertable<Recall>): Promise<void> {
  await tx.insertInto('recall').values(row).execute();
}

export type RecallRow = Pick<
  Selectable<Recall>,
  'id' | 'kind' | 'finding_id' | 'review_id' | 'version' | 'opened_at' | 'opened_on' | 'due_on'
>;
export type NoticeRow = Omit<Selectable<RecallNotice>, 'why_ct' | 'from_scope' | 'to_scope'> & {
  why_ct: Buffer | null;
  withdrawn_at: string | null;
};

type Filter = {
  unitId: string;
  agencyId: string;
  open: boolean | undefined;
  after: readonly string[] | null;
  limit: number;
};
type Page = Pick<Filter, 'after' | 'limit'>;

const openNotice = sql<boolean>`n.answer is null and n.superseded_at is null`;
/** When it was opened, as finely as a cursor says it. */
const openedAt = (table: 'r' | 'n') =>
  sql<string>`date_trunc('milliseconds', ${sql.ref(`${table}.opened_at`)})`;
/** Newest first, from where the page before ended. */
const beyond = (table: 'r' | 'n', { after }: Page) =>
  sql<boolean>`(${openedAt(table)}, ${sql.ref(`${table}.id`)}) < (${after?.[0] ?? ''}::timestamptz, ${after?.[1] ?? ''}::uuid)`;

const recalls = (tx: Transaction) =>
  tx
    .selectFrom('recall as r')
    .select([
      'r.id',
      'r.kind',
      'r.finding_id',
      'r.review_id',
      'r.version',
      'r.opened_at',
      'r.opened_on',
      'r.due_on',
    ]);

const waits = sql<boolean>`exists (select from app.recall_notice n where n.recall_id = r.id and ${openNotice})`;
type Queue = Pick<Filter, 'unitId' | 'agencyId' | 'limit'>;

/** The recalls of the agency that somebody has not answered, soonest due first: what is overdue comes first. */
export const dueRecalls = (tx: Transaction, { unitId, agencyId, limit }: Queue): Promise<RecallRow[]> =>
  recalls(tx)
    .where('r.unit_id', '=', unitId)
    .where('r.agency_id', '=', agencyId)
    .where(waits, '=', true)
    .orderBy('r.due_on')
    .orderBy('r.id')
    .limit(limit)
    .execute();

/** The recalls that the agency opened, newest first; one more than `limit` where there are more. */
export function recallRows(
  tx: Transaction,
  { unitId, agencyId, open, ...page }: Filter,
): Promise<RecallRow[]> {
  return recalls(tx)
    .where('r.unit_id', '=', unitId)
    .where('r.agency_id', '=', agencyId)
    .$if(open !== undefined, (query) => query.where(waits, '=', open ?? true))
    .$if(page.after !== null, (query) => query.where(beyond('r', page)))
    .orderBy(openedAt('r'), 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export const recallById = (tx: Transaction, id: string): Promise<RecallRow | undefined> =>
  recalls(tx).where('r.id', '=', id).executeTakeFirst();

const notices = (tx: Transaction) =>
  tx
    .selectFrom('recall_notice as n')
    .leftJoin('finding as f', 'f.id', 'n.finding_id')
    .selectAll('n')
    .select('f.withdrawn_at');

/** What the recipients of these recalls were told and have answered. */
export const noticesOf = (tx: Transaction, recallIds: readonly string[]): Promise<NoticeRow[]> =>
  notices(tx)
    .where('n.recall_id', '=', sql<string>`any(${recallIds}::uuid[])`)
    .orderBy('n.to_agency_id')
    .execute();

/** What the agency was told and has not answered, soonest due first. */
export const dueNotices = (tx: Transaction, { unitId, agencyId, limit }: Queue): Promise<NoticeRow[]> =>
  notices(tx)
    .where('n.unit_id', '=', unitId)
    .where('n.to_agency_id', '=', agencyId)
    .where(sql<boolean>`(${openNotice})`, '=', true)
    .orderBy('n.due_on')
    .orderBy('n.id')
    .limit(limit)
    .execute();

/** What the agency was told, newest first; one more than `limit` where there are more. */
export function noticeRows(
  tx: Transaction,
  { unitId, agencyId, open, ...page }: Filter,
): Promise<NoticeRow[]> {
  return notices(tx)
    .where('n.unit_id', '=', unitId)
    .where('n.to_agency_id', '=', agencyId)
    .$if(open !== undefined, (query) => query.where(sql<boolean>`(${openNotice})`, '=', open ?? true))
    .$if(page.after !== null, (query) => query.where(beyond('n', page)))
    .orderBy(openedAt('n'), 'desc')
    .orderBy('n.id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** What this agency was told. */
export const noticeOf = (tx: Transaction, id: string, agencyId: string): Promise<NoticeRow | undefined> =>
  notices(tx).where('n.id', '=', id).where('n.to_agency_id', '=', agencyId).executeTakeFirst();

export async function markSeen(tx: Transaction, id: string, at: string): Promise<void> {
  await tx
    .updateTable('recall_notice')
    .set({ first_seen_at: at })
    .where('id', '=', id)
    .where('first_seen_at', 'is', null)
    .execute();
}

type Answer = { answer: RecallAnswer; why: Buffer | null; by: string; at: string };

/** Answers the notice if it is still at this version; false when somebody was faster. */
export async function setAnswer(
  tx: Transaction,
  { id, version }: Pick<NoticeRow, 'id' | 'version'>,
  { answer, why, by, at }: Answer,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recall_notice')
    .set({
      answer,
      why_ct: why,
      answered_by: by,
      answered_at: at,
      first_seen_at: sql`coalesce(first_seen_at, ${at}::timestamptz)`,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type ReachRow = Pick<Selectable<RecallReach>, 'kind' | 'ref' | 'agency_id' | 'day' | 'number'>;

export const reachRows = (tx: Transaction, recallId: string): Promise<ReachRow[]> =>
  tx
    .selectFrom('recall_reach')
    .select(['kind', 'ref', 'agency_id', 'day', 'number'])
    .where('recall_id', '=', recallId)
    .orderBy('kind')
    .orderBy('day')
    .orderBy('agency_id')
    .orderBy('number')
    .orderBy('ref')
    .execute();

/** How many agencies of the unit are overdue; null for everybody but its chair. */
export async function agenciesOverdue(tx: Transaction, today: string): Promise<number | null> {
  const { rows } = await sql<{ overdue: number | null }>`
    select app.agencies_overdue_with_recalls(${today}::date) as overdue`.execute(tx);
  return rows[0]?.overdue ?? null;
}
