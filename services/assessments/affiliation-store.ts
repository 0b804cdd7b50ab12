import { sql, type Insertable } from 'kysely';
import type { AffiliationStatement } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

/** The statements of a review that the caller may see (the police their own), newest first. */
export const statementRows = (tx: Transaction, reviewId: string) =>
  tx
    .selectFrom('affiliation_statement as s')
    .leftJoin('person as p', 'p.id', 's.stated_by')
    .leftJoin('affiliation_prompt as a', 'a.statement_id', 's.id')
    .select([
      's.id',
      's.review_id',
      's.version',
      's.value',
      's.carries_review',
      's.ground_ct',
      's.stated_on',
      's.stated_by',
      's.review_due_on',
      'p.name as author_name',
      'a.asked_on',
    ])
    .where('s.review_id', '=', reviewId)
    .orderBy('s.version', 'desc')
    .execute();
export type StatementRow = Awaited<ReturnType<typeof statementRows>>[number];

/** Statements on one review wait for each other, so that versions follow each other without gaps. */
export async function lockStatements(tx: Transaction, reviewId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`affiliation ${reviewId}`}, 0))`.execute(tx);
}

export async function insertStatement(tx: Transaction, row: Insertable<AffiliationStatement>): Promise<void> {
  await tx.insertInto('affiliation_statement').values(row).execute();
}

/** The newest statements of reviews that are open or have been held, due by a day, soonest first; columns of the police. */
export const dueStatements = (tx: Transaction, unitId: string, until: string) =>
  tx
    .selectFrom('affiliation_statement as s')
    .innerJoin('case_review as r', 'r.id', 's.review_id')
    .leftJoin('affiliation_prompt as a', 'a.statement_id', 's.id')
    .select(['s.review_id', 'r.reference', 's.review_due_on', 's.carries_review', 'a.asked_on'])
    .where('s.unit_id', '=', unitId)
    .where('s.review_due_on', '<=', until)
    .where('r.state', 'in', ['nominated', 'admitted', 'concluded'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('affiliation_statement as n')
            .select('n.id')
            .whereRef('n.review_id', '=', 's.review_id')
            .whereRef('n.version', '>', 's.version'),
        ),
      ),
    )
    .orderBy('s.review_due_on')
    .orderBy('s.review_id')
    .limit(100)
    .execute();

/** Asks, as the scheduler, about the newest statements due by `until` that were not asked about; answers them. Ids and dates only. */
export async function insertPrompts(
  tx: Transaction,
  unitId: string,
  until: string,
  today: string,
): Promise<string[]> {
  const { rows } = await sql<{ statement_id: string }>`
    insert into app.affiliation_prompt (statement_id, review_id, unit_id, agency_id, asked_on)
    select s.id, s.review_id, s.unit_id, s.agency_id, ${today}::date from app.affiliation_statement s
    where s.unit_id = ${unitId} and s.review_due_on <= ${until}::date
      and not exists (select from app.affiliation_statement n where n.review_id = s.review_id and n.version > s.version)
      and not exists (select from app.affiliation_prompt p where p.statement_id = s.id)
    returning statement_id`.execute(tx);
  return rows.map((row) => row.statement_id);
}

/** Those of the reviews that an unconfirmed affiliation keeps off every agenda on that day. */
export async function reviewsOffAgendas(
  tx: Transaction,
  reviewIds: readonly string[],
  day: string,
): Promise<string[]> {
  if (reviewIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from app.reviews_without_affiliation(${reviewIds}::uuid[], ${day}::date) as id`.execute(tx);
  return rows.map(({ id }) => id);
}
