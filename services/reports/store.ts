import { type Insertable, sql } from 'kysely';
import type { Report } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';
import { secondDefinitionsSince } from './indicators.ts';
import type { Period } from './period.ts';

type Groups = Record<string, number> | null;
/** Counts and sums of one unit's period. Sums are exact: they are made as numeric and become a number once. */
export type FigureRow = {
  reviews: number;
  citizens: number;
  meetings: number;
  reviews_with_follow_up: number;
  findings: number;
  findings_by_agency: Groups;
  follow_ups: number;
  follow_ups_by_agency: Groups;
  follow_ups_by_type: Groups;
  reviews_by_municipality: Groups;
  special_control: number;
  claimed_dkk: number;
  decided_dkk: number;
  collected_dkk: number;
  stopped_per_month_dkk: number;
  emergency_accesses: number;
};

/**
 * Everything a report counts, in one statement, so that all of it is of the same moment. It is planned for the period at
 * hand: a plan for periods in general takes any period for a small one. Actions are found by their review alone: a database
 * that has not yet been analysed would otherwise go through all of the unit's for each review. Large units take longer than
 * a request may.
 */
export async function figureRow(tx: Transaction, unitId: string, period: Period): Promise<FigureRow> {
  const { from, until } = period;
  const settings = sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
    set_config('statement_timeout', '12s', true)`;
  const statement = sql<FigureRow>`
    with reviewed as not materialized (
      select id, citizen_id, municipality_code, reviewed_on from app.case_review
      where unit_id = ${unitId} and state = 'concluded' and reviewed_on >= ${from} and reviewed_on < ${until}
    ), held as materialized (
      select reviewed_on, municipality_code, count(*) as reviews from reviewed group by reviewed_on, municipality_code
    ), day as (
      select reviewed_on from held
      union select held_on from app.meeting
      where unit_id = ${unitId} and state = 'closed' and held_on >= ${from} and held_on < ${until}
    ), municipal as (
      select municipality.name, sum(held.reviews) as reviews
      from held join app.municipality on municipality.code = held.municipality_code group by municipality.name
    ), found as (
      select agency.name, sum(counted.findings) as findings
      from (
        select finding.agency_id, count(*) as findings
        from reviewed join app.finding on finding.review_id = reviewed.id
        where finding.unit_id = ${unitId} and finding.withdrawn_at is null
          and (finding.expires_on is null or finding.expires_on >= reviewed.reviewed_on)
          and (finding.shared or reviewed.reviewed_on < ${secondDefinitionsSince}) group by finding.agency_id
      ) counted join app.agency on agency.id = counted.agency_id group by agency.name
    ), taken as materialized (
      select action.agency_id, action.type, count(*) as actions, sum(detail.claimed_dkk) as claimed,
        sum(detail.decided_dkk) as decided, sum(detail.collected_dkk) as collected, sum(detail.stopped_per_month_dkk) as stopped
      from reviewed join app.follow_up_action action on action.review_id = reviewed.id
      left join app.follow_up_detail detail on detail.action_id = action.id
      group by action.agency_id, action.type
    ), by_owner as (
      select agency.name, sum(taken.actions) as actions
      from taken join app.agency on agency.id = taken.agency_id group by agency.name
    ), by_type as (
      select kind.name_da as name, sum(taken.actions) as actions
      from taken join app.follow_up_type kind on kind.code = taken.type group by kind.name_da
    )
    select
      (select coalesce(sum(reviews), 0) from held) as reviews,
      (select count(*) from (select from reviewed group by citizen_id)) as citizens,
      (select count(*) from day) as meetings,
      (select count(*) from reviewed
        where exists (select from app.follow_up_action action where action.review_id = reviewed.id)) as reviews_with_follow_up,
      (select coalesce(sum(findings), 0) from found) as findings,
      (select json_object_agg(name, findings) from found) as findings_by_agency,
      coalesce(sum(actions), 0) as follow_ups,
      (select json_object_agg(name, actions) from by_owner) as follow_ups_by_agency,
      (select json_object_agg(name, actions) from by_type) as follow_ups_by_type,
      (select json_object_agg(name, reviews) from municipal) as reviews_by_municipality,
      coalesce(sum(actions) filter (where type = 'special_control'), 0) as special_control,
      coalesce(sum(claimed), 0) as claimed_dkk,
      coalesce(sum(decided), 0) as decided_dkk,
      coalesce(sum(collected), 0) as collected_dkk,
      coalesce(sum(stopped), 0) as stopped_per_month_dkk,
      (select count(*) from app.emergency_access access
        where access.unit_id = ${unitId} and access.state in ('confirmed', 'ended')
          and access.decided_at >= (${from}::date)::timestamp at time zone 'Europe/Copenhagen'
          and access.decided_at < (${until}::date)::timestamp at time zone 'Europe/Copenhagen') as emergency_accesses
    from taken`;
  const [, { rows }] = await Promise.all([settings.execute(tx), statement.execute(tx)]);
  const [row] = rows;
  if (!row) throw new Error('aggregates without a row');
  return row;
}

type ComparedRow = { period: string; reviews: number; followed: number; special_control: number };

/** What periods are compared by, in one statement; a period without reviews has zeros. */
export async function comparedRows(
  tx: Transaction,
  unitId: string,
  periods: readonly Period[],
): Promise<ComparedRow[]> {
  const [ids, from, until] = (['id', 'from', 'until'] as const).map((part) =>
    periods.map((one) => one[part]),
  );
  const { rows } = await sql<ComparedRow>`
    select asked.period, count(review.id) as reviews, count(review.id) filter (where taken.actions > 0) as followed,
      coalesce(sum(taken.special_control), 0)::int as special_control
    from unnest(${ids}::text[], ${from}::date[], ${until}::date[]) as asked(period, since, until)
    left join app.case_review review on review.unit_id = ${unitId} and review.state = 'concluded'
      and review.reviewed_on >= asked.since and review.reviewed_on < asked.until
    left join lateral (
      select count(*) as actions, count(*) filter (where action.type = 'special_control') as special_control
      from app.follow_up_action action where action.review_id = review.id
    ) taken on true
    group by asked.period`.execute(tx);
  return rows;
}

/** The unit's name, or undefined for one that does not exist. */
export async function unitName(tx: Transaction, unitId: string): Promise<string | undefined> {
  const unit = await tx.selectFrom('unit').select('name').where('id', '=', unitId).executeTakeFirst();
  return unit?.name;
}

/** Waits until nobody else makes a report of the same period; until this transaction ends nobody does. */
export async function holdPeriod(tx: Transaction, unitId: string, periodId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report ${unitId} ${periodId}`}, 0))`.execute(tx);
}

const reportsWithUnit = (tx: Transaction) =>
  tx
    .selectFrom('report')
    .innerJoin('unit', 'unit.id', 'report.unit_id')
    .select([
      'report.id',
      'report.unit_id',
      'unit.name as unit_name',
      'report.period',
      'report.version',
      'report.definition_version',
      'report.preliminary',
      'report.sha256',
      'report.built_at',
    ]);
export type ReportHead = Awaited<ReturnType<typeof reportHeads>>[number];
export type ReportRow = NonNullable<Awaited<ReturnType<typeof findReport>>>;

export const findReport = (tx: Transaction, reportId: string) =>
  reportsWithUnit(tx).select('report.figures').where('report.id', '=', reportId).executeTakeFirst();

export const newestReport = (tx: Transaction, unitId: string, periodId: string) =>
  reportsWithUnit(tx)
    .select('report.figures')
    .where('report.unit_id', '=', unitId)
    .where('report.period', '=', periodId)
    .orderBy('report.version', 'desc')
    .limit(1)
    .executeTakeFirst();

export async function insertReport(tx: Transaction, report: Insertable<Report>): Promise<void> {
  await tx.insertInto('report').values(report).execute();
}

export type ReportFilter = {
  unitId: string | undefined;
  period: string | undefined;
  /** The period, unit and version of the row before the page. */
  after: readonly string[] | null;
  limit: number;
};

/** Reports from the latest period on; within it by unit, the newest version first. */
export function reportHeads(tx: Transaction, { unitId, period, after, limit }: ReportFilter) {
  const [afterPeriod = '', afterUnit = '', afterVersion = ''] = after ?? [];
  return reportsWithUnit(tx)
    .$if(unitId !== undefined, (query) => query.where('report.unit_id', '=', unitId ?? ''))
    .$if(period !== undefined, (query) => query.where('report.period', '=', period ?? ''))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(report.period, report.unit_id, report.version) < (${afterPeriod}, ${afterUnit}, ${Number(afterVersion)})`,
      ),
    )
    .orderBy('report.period', 'desc')
    .orderBy('report.unit_id', 'desc')
    .orderBy('report.version', 'desc')
    .limit(limit)
    .execute();
}

/** The ids of all units, in order. */
export async function unitIds(tx: Transaction): Promise<string[]> {
  const units = await tx.selectFrom('unit').select('id').orderBy('id').execute();
  return units.map(({ id }) => id);
}

export const periodRows = (tx: Transaction, reportIds: readonly string[]) =>
  tx
    .selectFrom('report')
    .select(['id', 'period'])
    .where('id', '=', sql<string>`any(${reportIds}::uuid[])`)
    .execute();
