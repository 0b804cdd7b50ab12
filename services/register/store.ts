import { sql } from 'kysely';
import type { DataClass, Purpose, StatementKind, SubjectCategory } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import type { FollowUpRow } from './follow-up-row.ts';
import { importBusy } from './import-rules.ts';
import type { ReviewRow } from './review-row.ts';

/**
 * Waits for nobody: refuses `register.busy` while another request of this person has a register looked through. The request
 * may last longer than others, because it waits for the import.
 */
export async function oneAtATime(tx: Transaction, personId: string): Promise<void> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('register ' || ${personId}::text, 0)) as mine,
      (select count(set_config(name, '120s', true)) from pg_settings
        where name in ('idle_in_transaction_session_timeout', 'transaction_timeout'))`.execute(tx);
  if (!rows[0]?.mine) throw new Refusal(importBusy);
}

/** The unit's agencies with every name that a register may use, and when they take part. */
export function agencyRows(tx: Transaction, unitId: string) {
  return tx
    .selectFrom('unit_agency as part')
    .innerJoin('agency', 'agency.id', 'part.agency_id')
    .select(['agency.id', 'agency.kind', 'agency.name', 'part.valid_from', 'part.valid_to'])
    .select(
      sql<
        string[]
      >`array(select n.name from app.agency_name n where n.agency_id = agency.id order by n.name)`.as(
        'names',
      ),
    )
    .where('part.unit_id', '=', unitId)
    .orderBy('agency.name')
    .execute();
}

/** The legal bases in use, of every time: which of them holds is decided by a row's own date. */
export function legalBasisRows(tx: Transaction, unitId: string) {
  return tx
    .selectFrom('legal_basis')
    .select(['id', 'citation', 'contributors', 'recipients', 'data_classes', 'purposes', 'subjects'])
    .select(['not_for_criminal_investigation', 'valid_from', 'valid_to'])
    .where('unit_id', '=', unitId)
    .where('status', '=', 'approved')
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
}

export const followUpTypeRows = (tx: Transaction) =>
  tx.selectFrom('follow_up_type').select(['code', 'name_da', 'owner_kind']).orderBy('code').execute();

export const unitIds = (tx: Transaction) => tx.selectFrom('unit').select('id').orderBy('id').execute();

/** Every case of the unit that came from its register. */
export function registerCases(tx: Transaction, unitId: string) {
  return tx
    .selectFrom('case_review')
    .select(['id', 'reference'])
    .where('unit_id', '=', unitId)
    .where('source', '=', 'register')
    .execute();
}

type Known = { id: string; reference: string; source_hash: Buffer | null };

// Row by row through the unique index, whatever the planner believes of tables that are only now being filled: `offset 0`
// keeps it from looking them up in any other way.

/** Those of the references that the unit has, wherever they came from. */
export async function casesByReference(tx: Transaction, unitId: string, references: readonly string[]) {
  const { rows } = await sql<Known>`
    select known.* from unnest(${references}::text[]) as asked(reference) cross join lateral (
      select r.id, r.reference, r.source_hash from app.case_review r
      where r.unit_id = ${unitId}::text and r.reference = asked.reference offset 0) as known`.execute(tx);
  return new Map(rows.map((row) => [row.reference, row]));
}

/** The fingerprints of the findings or actions that the register has given these cases, by case. */
export async function fingerprintsOf(
  tx: Transaction,
  table: 'finding' | 'follow_up_action',
  unitId: string,
  reviewIds: readonly string[],
) {
  const { rows } = await sql<{ review_id: string; source_hash: Buffer }>`
    select known.* from unnest(${reviewIds}::uuid[]) as asked(id) cross join lateral (
      select f.review_id, f.source_hash from ${sql.table(`app.${table}`)} f
      where f.unit_id = ${unitId}::text and f.review_id = asked.id and f.source_hash is not null offset 0) as known`.execute(
    tx,
  );
  return Map.groupBy(rows, ({ review_id }) => review_id);
}

/** One column of rows that are inserted together. */
const all = <T, K extends keyof T>(rows: readonly T[], column: K): T[K][] => rows.map((row) => row[column]);

/** A number to find a citizen by, and what the citizen is made of when nobody has the number. */
export type NewNumber = { index: Buffer; citizenId: string; numberId: string; cprCt: Buffer };

/** The citizens of these numbers, in their order; the same number gives the same citizen. */
export async function resolveCitizens(tx: Transaction, indexKeyId: string, numbers: readonly NewNumber[]) {
  const { rows } = await sql<{ ids: string[] }>`
    select app.resolve_citizens(${all(numbers, 'index')}::bytea[], ${indexKeyId}::text, ${all(numbers, 'citizenId')}::uuid[],
      ${all(numbers, 'numberId')}::uuid[], ${all(numbers, 'cprCt')}::bytea[]) as ids`.execute(tx);
  return rows[0]?.ids ?? [];
}

/** `agencies`: ids of those that may know of the review, with a space between them. */
export type NewReview = Omit<ReviewRow, 'cpr' | 'name' | 'ground' | 'remark'> & {
  id: string;
  hash: Buffer;
  citizenId: string;
  nameCt: Buffer;
  groundCt: Buffer;
  remarkCt: Buffer | null;
  agencies: string;
};

/**
 * Concluded reviews, and a closed meeting for every day that has none from the register. The register knows no hour:
 * noon stands for the day.
 */
export async function insertReviews(tx: Transaction, unitId: string, reviews: readonly NewReview[]) {
  await sql`
    insert into app.case_review (id, unit_id, reference, citizen_id, name_ct, municipality_code, state, nominating_agency_id,
      nominated_on, ground_ct, purpose, expires_on, admitted_on, reviewed_on, outcome, remark_ct, concluded_at, agencies,
      source, source_hash)
    select r.id, ${unitId}::text, r.reference, r.citizen_id, r.name_ct, r.municipality, 'concluded', r.nominated_by,
      r.held_on, r.ground_ct, 'benefit_control', r.held_on, r.held_on, r.held_on, r.outcome, r.remark_ct,
      (r.held_on + time '12:00') at time zone 'Europe/Copenhagen', string_to_array(r.agencies, ' '), 'register', r.hash
    from unnest(${all(reviews, 'id')}::uuid[], ${all(reviews, 'reference')}::text[], ${all(reviews, 'citizenId')}::uuid[],
      ${all(reviews, 'nameCt')}::bytea[], ${all(reviews, 'municipalityCode')}::text[],
      ${all(reviews, 'nominatedBy')}::text[], ${all(reviews, 'groundCt')}::bytea[], ${all(reviews, 'meetingDate')}::date[],
      ${all(reviews, 'outcome')}::text[], ${all(reviews, 'remarkCt')}::bytea[], ${all(reviews, 'agencies')}::text[],
      ${all(reviews, 'hash')}::bytea[])
      as r(id, reference, citizen_id, name_ct, municipality, nominated_by, ground_ct, held_on, outcome, remark_ct, agencies,
        hash)`.execute(tx);
  const days = [...new Set(all(reviews, 'meetingDate'))].toSorted();
  await sql`
    insert into app.meeting (unit_id, held_on, starts_at, state, source, closed_at)
    select ${unitId}::text, d.held_on, d.noon, 'closed', 'register', d.noon
    from (select day, (day + time '12:00') at time zone 'Europe/Copenhagen' from unnest(${days}::date[]) as day)
      as d(held_on, noon)
    on conflict do nothing`.execute(tx);
}

/** `visibleTo`: scopes that may see the finding, with a space between them. */
export type NewFinding = {
  id: string;
  reviewId: string;
  hash: Buffer;
  agencyId: string;
  notedOn: string;
  statementKind: StatementKind;
  dataClass: DataClass;
  legalBasisId: string;
  purpose: Purpose;
  textCt: Buffer;
  necessityCt: Buffer;
  subjectCategory: SubjectCategory | null;
  visibleTo: string;
};
export type NewDisclosure = Pick<
  NewFinding,
  'reviewId' | 'agencyId' | 'notedOn' | 'legalBasisId' | 'purpose' | 'necessityCt'
> & { id: string; findingId: string; recipientId: string; notForInvestigation: boolean };

/** Findings, each in its first version, and whom they went to. */
export async function insertFindings(
  tx: Transaction,
  unitId: string,
  findings: readonly NewFinding[],
  disclosures: readonly NewDisclosure[],
) {
  await sql`
    insert into app.finding (id, review_id, unit_id, agency_id, noted_on, source, source_hash, visible_to)
    select f.id, f.review_id, ${unitId}::text, f.agency_id, f.noted_on, 'register', f.hash, string_to_array(f.visible_to, ' ')
    from unnest(${all(findings, 'id')}::uuid[], ${all(findings, 'reviewId')}::uuid[], ${all(findings, 'agencyId')}::text[],
      ${all(findings, 'notedOn')}::date[], ${all(findings, 'hash')}::bytea[], ${all(findings, 'visibleTo')}::text[])
      as f(id, review_id, agency_id, noted_on, hash, visible_to)`.execute(tx);
  await sql`
    insert into app.finding_version (finding_id, version, unit_id, agency_id, statement_kind, data_class, legal_basis_id,
      purpose, text_ct, necessity_ct, subject_category, visible_to)
    select f.id, 1, ${unitId}::text, f.agency_id, f.kind, f.data_class, f.basis_id, f.purpose, f.text_ct, f.necessity_ct,
      f.category, string_to_array(f.visible_to, ' ')
    from unnest(${all(findings, 'id')}::uuid[], ${all(findings, 'agencyId')}::text[],
      ${all(findings, 'statementKind')}::text[], ${all(findings, 'dataClass')}::text[],
      ${all(findings, 'legalBasisId')}::uuid[], ${all(findings, 'purpose')}::text[], ${all(findings, 'textCt')}::bytea[],
      ${all(findings, 'necessityCt')}::bytea[], ${all(findings, 'subjectCategory')}::text[],
      ${all(findings, 'visibleTo')}::text[])
      as f(id, agency_id, kind, data_class, basis_id, purpose, text_ct, necessity_ct, category, visible_to)`.execute(
    tx,
  );
  await sql`
    insert into app.disclosure (id, finding_id, version, review_id, unit_id, from_agency_id, to_agency_id, legal_basis_id,
      purpose, necessity_ct, declared_not_for_investigation, use_restriction, initiative, disclosed_on)
    select d.id, d.finding_id, 1, d.review_id, ${unitId}::text, d.from_agency, d.to_agency, d.basis_id, d.purpose,
      d.necessity_ct, d.restricted, case when d.restricted then 'not_for_criminal_investigation' end, 'own', d.noted_on
    from unnest(${all(disclosures, 'id')}::uuid[], ${all(disclosures, 'findingId')}::uuid[],
      ${all(disclosures, 'reviewId')}::uuid[], ${all(disclosures, 'agencyId')}::text[],
      ${all(disclosures, 'recipientId')}::text[], ${all(disclosures, 'legalBasisId')}::uuid[],
      ${all(disclosures, 'purpose')}::text[], ${all(disclosures, 'necessityCt')}::bytea[],
      ${all(disclosures, 'notForInvestigation')}::boolean[], ${all(disclosures, 'notedOn')}::date[])
      as d(id, finding_id, review_id, from_agency, to_agency, basis_id, purpose, necessity_ct, restricted, noted_on)`.execute(
    tx,
  );
}

export type NewAction = Omit<FollowUpRow, 'reference' | 'line'> & {
  id: string;
  reviewId: string;
  hash: Buffer;
};

/** Follow-up actions with their amounts. */
export async function insertActions(tx: Transaction, unitId: string, actions: readonly NewAction[]) {
  await sql`
    insert into app.follow_up_action (id, review_id, unit_id, agency_id, owner_kind, type, status, started_on, due_on,
      closed_on, source, source_hash)
    select a.id, a.review_id, ${unitId}::text, a.agency_id, a.owner_kind, a.type, a.status, a.started_on, a.due_on,
      a.closed_on, 'register', a.hash
    from unnest(${all(actions, 'id')}::uuid[], ${all(actions, 'reviewId')}::uuid[], ${all(actions, 'agencyId')}::text[],
      ${all(actions, 'ownerKind')}::text[], ${all(actions, 'type')}::text[], ${all(actions, 'status')}::text[],
      ${all(actions, 'startedOn')}::date[], ${all(actions, 'dueOn')}::date[], ${all(actions, 'closedOn')}::date[],
      ${all(actions, 'hash')}::bytea[])
      as a(id, review_id, agency_id, owner_kind, type, status, started_on, due_on, closed_on, hash)`.execute(
    tx,
  );
  await sql`
    insert into app.follow_up_detail (action_id, unit_id, agency_id, claimed_dkk, decided_dkk, collected_dkk,
      stopped_per_month_dkk)
    select a.id, ${unitId}::text, a.agency_id, a.claimed, a.decided, a.collected, a.stopped
    from unnest(${all(actions, 'id')}::uuid[], ${all(actions, 'agencyId')}::text[], ${all(actions, 'claimedDkk')}::numeric[],
      ${all(actions, 'decidedDkk')}::numeric[], ${all(actions, 'collectedDkk')}::numeric[],
      ${all(actions, 'stoppedPerMonthDkk')}::numeric[]) as a(id, agency_id, claimed, decided, collected, stopped)`.execute(
    tx,
  );
}
