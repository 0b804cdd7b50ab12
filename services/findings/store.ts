import type { FileRow } from '#attachments/questions.ts';
import { sql, type Insertable, type RawBuilder, type Selectable } from 'kysely';
import type { Disclosure, Finding, FindingVersion } from '#platform/database-types.ts';
import { compiledOnce, type Transaction } from '#platform/database.ts';

type Nullable<T> = { [Key in keyof T]: T[Key] | null };

/** A disclosure as JSON: given by the caller's agency, or received by it. Instants keep the database's own form. */
export type DisclosureRow = Nullable<Pick<Selectable<Disclosure>, 'id'>> &
  Pick<
    Selectable<Disclosure>,
    | 'finding_id'
    | 'version'
    | 'to_agency_id'
    | 'purpose'
    | 'form'
    | 'decision_id'
    | 'use_restriction'
    | 'initiative'
    | 'disclosed_on'
    | 'first_read_at'
    | 'revoked_at'
  > & { code: string; citation: string; basis_version: number };

/** One version with its legal basis. For recipients, necessity and source are null, and a third person who was not disclosed to them. */
export type VersionRow = Pick<
  Selectable<FindingVersion>,
  | 'version'
  | 'statement_kind'
  | 'data_class'
  | 'subject'
  | 'purpose'
  | 'text_ct'
  | 'subject_category'
  | 'source_reliability'
  | 'review_due_on'
  | 'decision_id'
  | 'about_relation'
  | 'about_third_person_id'
> &
  Nullable<Pick<Selectable<FindingVersion>, 'necessity_ct' | 'source_class'>> & {
    code: string;
    citation: string;
    basis_version: number;
    not_for_criminal_investigation: boolean;
    needs_second_approver: boolean;
  };

/** A finding with its newest version that the caller may see; of a withdrawn finding a recipient sees no version. */
export type FindingRow = Pick<
  Selectable<Finding>,
  | 'id'
  | 'review_id'
  | 'unit_id'
  | 'agency_id'
  | 'noted_on'
  | 'current_version'
  | 'withdrawn_at'
  | 'expires_on'
> &
  Nullable<VersionRow> & { own: boolean; disclosures: DisclosureRow[]; files?: FileRow[] | null };

const versionColumns = sql`v.version, v.statement_kind, v.data_class, v.subject, v.purpose, v.text_ct, v.subject_category,
  v.source_reliability, v.review_due_on, v.decision_id, b.code, b.citation, b.version as basis_version, b.not_for_criminal_investigation,
  b.needs_second_approver, v.about_relation, case
    when v.about_third_person_id is null then null
    when v.unit_id || '/' || v.agency_id = (select app.caller_scope()) then v.about_third_person_id
    else (select d.third_person_id from app.third_person_disclosure d where d.third_person_id = v.about_third_person_id
      and d.revoked_at is null and d.to_scope = (select app.caller_scope()) limit 1) end as about_third_person_id`;

/** The files of the version `v`, as JSON. */
const filesOfVersion = sql`(
        select json_agg(json_build_object('id', file.id, 'name_ct', encode(file.name_ct, 'base64'), 'media_type', file.media_type,
          'bytes', file.bytes, 'sha256', encode(file.sha256, 'hex')) order by file.added_at, file.id)
        from app.attachment a join app.attached_file file on file.id = a.file_id
        where a.finding_id = v.finding_id and a.version = v.version
      ) as files`;

/**
 * The findings, each with the disclosures that the caller may know of, newest version first: those its agency gave, or those
 * it received. Row-level security chooses the rows; `me` only tells the own from the received.
 */
function rowsWhere(finding: RawBuilder<unknown>, disclosure: RawBuilder<unknown>) {
  return sql<FindingRow>`
    with me as materialized (select app.caller_finding_scope() as scope),
    basis as materialized (
      select id, code, citation, version, not_for_criminal_investigation, needs_second_approver from app.legal_basis
    ),
    told as materialized (
      select d.finding_id, json_agg(json_build_object('id', d.id, 'finding_id', d.finding_id, 'version', d.version,
        'to_agency_id', d.to_agency_id, 'purpose', d.purpose, 'form', d.form, 'decision_id', d.decision_id, 'use_restriction', d.use_restriction, 'initiative', d.initiative,
        'disclosed_on', d.disclosed_on, 'first_read_at', d.first_read_at, 'revoked_at', d.revoked_at, 'code', b.code,
        'citation', b.citation, 'basis_version', b.version) order by d.version desc, d.form desc, d.disclosed_on desc, d.to_agency_id, d.id) as disclosures
      from app.disclosure d left join basis b on b.id = d.legal_basis_id
      where ${disclosure}
      group by d.finding_id
    )
    select f.id, f.review_id, f.unit_id, f.agency_id, f.noted_on, f.current_version, f.withdrawn_at, f.expires_on, o.own,
      coalesce(told.disclosures, '[]') as disclosures, ${versionColumns},
      case when o.own then v.necessity_ct end as necessity_ct, case when o.own then v.source_class end as source_class, ${filesOfVersion}
    from app.finding f
    cross join me
    cross join lateral (select f.unit_id || '/' || f.agency_id = me.scope as own) o
    left join told on told.finding_id = f.id
    left join lateral (
      select * from app.finding_version n where n.finding_id = f.id order by n.version desc limit 1
    ) v on true
    left join basis b on b.id = v.legal_basis_id
    where ${finding}
    order by f.noted_on, f.created_at, f.id`;
}

/** The question behind every dossier; its plan is tested. */
export const queryOfReview = (reviewId: string) =>
  rowsWhere(sql`f.review_id = ${reviewId}`, sql`d.review_id = ${reviewId}`);

export const rowsOfReview = compiledOnce((tx, reviewId: string) => queryOfReview(reviewId).compile(tx));

/** The finding, if this caller may see a version of it. */
export async function rowOfFinding(tx: Transaction, findingId: string): Promise<FindingRow | undefined> {
  const { rows } = await rowsWhere(
    sql`f.id = ${findingId}`,
    sql`d.review_id = (select s.review_id from app.finding s where s.id = ${findingId}) and d.finding_id = ${findingId}`,
  ).execute(tx);
  return rows[0];
}

export type HistoryRow = VersionRow &
  Pick<Selectable<FindingVersion>, 'author' | 'reason_ct' | 'created_at'> & {
    author_name: string | null;
    files: FileRow[] | null;
  };

/** The versions that the caller may see, newest first; who wrote one and why is for its own agency. */
export async function versionRows(tx: Transaction, findingId: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select ${versionColumns}, v.necessity_ct, v.source_class, v.author, p.name as author_name, v.reason_ct, v.created_at, ${filesOfVersion}
    from app.finding_version v join app.legal_basis b on b.id = v.legal_basis_id left join app.person p on p.id = v.author
    where v.finding_id = ${findingId} order by v.version desc`.execute(tx);
  return rows;
}

/** Whom a version of an own finding is about, as it is kept. */
export const aboutOf = (tx: Transaction, findingId: string, version: number) =>
  tx
    .selectFrom('finding_version')
    .select(['about_third_person_id', 'about_review_id', 'about_relation'])
    .where('finding_id', '=', findingId)
    .where('version', '=', version)
    .executeTakeFirst();

/** Who wrote a version, null for those of an imported register, and who added a file. */
export async function authorsOf(tx: Transaction, findingId: string): Promise<(string | null)[]> {
  const rows = await tx
    .selectFrom('finding_version')
    .select('author')
    .where('finding_id', '=', findingId)
    .unionAll(({ selectFrom }) =>
      selectFrom('attached_file').select('added_by as author').where('finding_id', '=', findingId),
    )
    .execute();
  return rows.map(({ author }) => author);
}

/**
 * Holds a finding of this agency for the rest of the transaction, so that it is not corrected, withdrawn or given to somebody
 * else meanwhile: who may see it is written anew from all its disclosures with each of them.
 */
export function lockOwn(tx: Transaction, agencyId: string, findingId: string) {
  return tx
    .selectFrom('finding')
    .select(['id', 'review_id', 'current_version', 'withdrawn_at'])
    .where('id', '=', findingId)
    .where('agency_id', '=', agencyId)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertFinding(tx: Transaction, row: Insertable<Finding>): Promise<void> {
  await tx.insertInto('finding').values(row).execute();
}

export async function insertVersion(tx: Transaction, row: Insertable<FindingVersion>): Promise<void> {
  await tx.insertInto('finding_version').values(row).execute();
}

export async function setCurrentVersion(tx: Transaction, findingId: string, version: number): Promise<void> {
  await tx.updateTable('finding').set({ current_version: version }).where('id', '=', findingId).execute();
}

type Withdrawal = { at: string; by: string; reason: Buffer };

export async function setWithdrawn(tx: Transaction, findingId: string, { at, by, reason }: Withdrawal) {
  await tx
    .updateTable('finding')
    .set({ withdrawn_at: at, withdrawn_by: by, withdrawal_reason_ct: reason })
    .where('id', '=', findingId)
    .execute();
}

/** Gives a version to several agencies in one statement. */
export async function insertDisclosures(tx: Transaction, rows: Insertable<Disclosure>[]): Promise<void> {
  await tx.insertInto('disclosure').values(rows).execute();
}

/** A disclosure that the caller's agency gave or received. */
export function findDisclosure(tx: Transaction, id: string) {
  return tx
    .selectFrom('disclosure')
    .select(['id', 'finding_id', 'review_id', 'version', 'to_agency_id', 'revoked_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

type Revocation = { at: string; by: string; reason: Buffer };

/** What the caller's agency gave of a finding to one other and has not revoked, newest version first. */
export const standingTo = (tx: Transaction, findingId: string, agencyId: string) =>
  tx
    .selectFrom('disclosure')
    .select(['id', 'version', 'first_read_at'])
    .where('finding_id', '=', findingId)
    .where('to_agency_id', '=', agencyId)
    .where('revoked_at', 'is', null)
    .orderBy('version', 'desc')
    .orderBy('id')
    .execute();

/** Revokes what the caller's agency gave and has not revoked; nothing for any other. */
export async function setRevoked(tx: Transaction, id: string, { at, by, reason }: Revocation): Promise<void> {
  await tx
    .updateTable('disclosure')
    .set({ revoked_at: at, revoked_by: by, revocation_reason_ct: reason })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Notes that the recipient has had these before it, where that was not noted yet. */
export async function markFirstRead(tx: Transaction, disclosureIds: readonly string[]): Promise<void> {
  if (disclosureIds.length === 0) return;
  await sql`select app.mark_first_read(${disclosureIds}::uuid[])`.execute(tx);
}
