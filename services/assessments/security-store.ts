import { sql, type Insertable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { SecurityCondition } from '#platform/codes.ts';
import type { SecurityAssessment, SecurityNotice } from '#platform/database-types.ts';
import { compiledOnce, type Transaction } from '#platform/database.ts';

const own = (tx: Transaction) =>
  tx
    .selectFrom('security_assessment as s')
    .innerJoin('legal_basis as b', 'b.id', 's.legal_basis_id')
    .leftJoin('person as p', 'p.id', 's.assessed_by')
    .select([
      's.id',
      's.review_id',
      's.unit_id',
      's.agency_id',
      's.conditions',
      's.text_ct',
      's.contact_ct',
      's.necessity_ct',
      's.purpose',
      's.assessed_on',
      's.assessed_by',
      's.valid_until',
      's.replaces',
      's.ended_at',
      'p.name as author_name',
      'b.code',
      'b.citation',
      'b.version as basis_version',
      'b.not_for_criminal_investigation',
    ])
    .select(({ selectFrom }) =>
      jsonArrayFrom(
        selectFrom('security_notice as n')
          .select(['n.id', 'n.to_agency_id', 'n.told_on', 'n.first_read_at'])
          .whereRef('n.assessment_id', '=', 's.id')
          .orderBy('n.told_on')
          .orderBy('n.to_agency_id'),
      ).as('notices'),
    );
export type AssessmentRow = Awaited<ReturnType<ReturnType<typeof own>['executeTakeFirstOrThrow']>>;

/** The police's own assessments on a review, newest first; nothing for other agencies. */
export const assessmentRows = (tx: Transaction, reviewId: string): Promise<AssessmentRow[]> =>
  own(tx)
    .where('s.review_id', '=', reviewId)
    .orderBy('s.assessed_on', 'desc')
    .orderBy('s.created_at', 'desc')
    .execute();

export const assessmentRow = (tx: Transaction, id: string): Promise<AssessmentRow | undefined> =>
  own(tx).where('s.id', '=', id).executeTakeFirst();

/** Holds one until the transaction ends, so that it is not ended while somebody is told. */
export const lockAssessment = (tx: Transaction, id: string) =>
  tx.selectFrom('security_assessment').select('id').where('id', '=', id).forUpdate().executeTakeFirst();

export async function insertAssessment(tx: Transaction, row: Insertable<SecurityAssessment>): Promise<void> {
  await tx.insertInto('security_assessment').values(row).execute();
}

export async function insertNotices(tx: Transaction, rows: Insertable<SecurityNotice>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('security_notice').values(rows).execute();
}

/** Ends an assessment of the caller's agency, and with it what its recipients were told. */
export async function setEnded(
  tx: Transaction,
  id: string,
  by: { at: string; personId: string },
): Promise<void> {
  await tx
    .updateTable('security_assessment')
    .set({ ended_at: by.at, ended_by: by.personId })
    .where('id', '=', id)
    .execute();
  await tx.updateTable('security_notice').set({ ended_at: by.at }).where('assessment_id', '=', id).execute();
}

/** Conditions in force on a day: those told to the caller's agency, and the police's own. One statement for all reviews. */
export const toldRows = compiledOnce((tx, reviewIds: readonly string[], day: string) =>
  sql<ToldRow>`
    select n.id, n.review_id, n.from_agency_id, false as own, n.conditions, n.text_ct, n.contact_ct, n.assessed_on, n.valid_until,
      n.use_restriction, n.first_read_at
    from app.security_notice n
    where n.review_id = any(${reviewIds}::uuid[]) and n.valid_until >= ${day}::date and n.ended_at is null
      and n.to_scope = (select app.caller_scope())
    union all
    select s.id, s.review_id, s.agency_id, true, s.conditions, s.text_ct, s.contact_ct, s.assessed_on, s.valid_until, null, null
    from app.security_assessment s
    where s.review_id = any(${reviewIds}::uuid[]) and s.valid_until >= ${day}::date and s.ended_at is null
    order by assessed_on desc, id`.compile(tx),
);
export type ToldRow = {
  id: string;
  review_id: string;
  from_agency_id: string;
  own: boolean;
  conditions: SecurityCondition[];
  text_ct: Buffer | null;
  contact_ct: Buffer;
  assessed_on: string;
  valid_until: string;
  use_restriction: string | null;
  first_read_at: string | null;
};

/** Notes that the recipient's people have had these before them, where that was not noted yet. */
export async function markNoticesRead(tx: Transaction, noticeIds: readonly string[]): Promise<void> {
  if (noticeIds.length > 0) await sql`select app.mark_notices_read(${noticeIds}::uuid[])`.execute(tx);
}

/**
 * The police's assessments that no newer one replaces: those that run out by a day, the soonest first, and after them those that
 * have run out on reviews under way.
 */
export const expiringRows = (tx: Transaction, unitId: string, today: string, until: string) =>
  tx
    .selectFrom('security_assessment as s')
    .innerJoin('case_review as r', 'r.id', 's.review_id')
    .select(['s.id', 's.review_id', 'r.reference', 's.valid_until'])
    .where('s.unit_id', '=', unitId)
    .where('s.ended_at', 'is', null)
    .where('s.valid_until', '<=', until)
    .where((is) =>
      is.or([
        is('r.state', '=', 'admitted'),
        is.and([is('r.state', '=', 'concluded'), is('s.valid_until', '>=', today)]),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('security_assessment as n').select('n.id').whereRef('n.replaces', '=', 's.id'))),
    )
    .orderBy(({ eb }) => eb('s.valid_until', '<', today))
    .orderBy('s.valid_until')
    .orderBy('s.id')
    .limit(100)
    .execute();
