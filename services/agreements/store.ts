import { type Insertable, type Kysely, sql } from 'kysely';
import type { AgreementNotice, DB, ParticipationAgreement } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

/** An agreement as a setup file, the demo or the tests state it; both days count. */
export type StatedAgreement = {
  unitId: string;
  agencyId: string;
  scope: string;
  signedOn: string;
  validFrom: string;
  validTo: string;
};

/**
 * Puts agreements that were signed before the service knew of them, each as the agency's next version. One that stands there
 * with the same days already is left alone, so that it is safe to repeat. Only for the deployer. Returns how many were new.
 */
export async function putAgreements(db: Kysely<DB>, agreements: readonly StatedAgreement[]): Promise<number> {
  let added = 0;
  for (const { unitId, agencyId, scope, signedOn, validFrom, validTo } of agreements) {
    const { numAffectedRows } = await sql`
      insert into app.participation_agreement (unit_id, agency_id, authority_id, version, scope, signed_on, valid_from, valid_to, state, origin)
      select ${unitId}, agency.id, agency.authority_id, 1 + (
          select coalesce(max(version), 0) from app.participation_agreement where unit_id = ${unitId} and agency_id = agency.id),
        ${scope}, ${signedOn}::date, ${validFrom}::date, ${validTo}::date, 'signed', 'setup'
      from app.agency where agency.id = ${agencyId} and not exists (
        select from app.participation_agreement known where known.unit_id = ${unitId} and known.agency_id = agency.id
          and known.state = 'signed' and known.signed_on = ${signedOn}::date
          and known.valid_from = ${validFrom}::date and known.valid_to = ${validTo}::date)`.execute(db);
    added += Number(numAffectedRows ?? 0);
  }
  return added;
}

/** The agencies that take part on `day`, in one unit or in any, and have never had an agreement there. Only for the deployer. */
export async function withoutAgreement(
  db: Kysely<DB>,
  day: string,
  unitId?: string,
): Promise<{ unitId: string; agencyId: string }[]> {
  const { rows } = await sql<{ unitId: string; agencyId: string }>`
    select distinct part.unit_id as "unitId", part.agency_id as "agencyId" from app.unit_agency part
    where part.valid_from <= ${day}::date and coalesce(part.valid_to >= ${day}::date, true)
      and (${unitId ?? null}::text is null or part.unit_id = ${unitId ?? null}::text)
      and not exists (select from app.participation_agreement known
        where known.unit_id = part.unit_id and known.agency_id = part.agency_id and known.state = 'signed')
    order by 1, 2`.execute(db);
  return rows;
}

/** A version with who drafted and confirmed it by name, and when its agency was told that it ends. */
export type AgreementRow = Awaited<ReturnType<typeof agreementRows>>[number];

/** The versions that this caller may see, by agency and then newest first: all of the unit, of one agency, or one. */
export function agreementRows(
  tx: Transaction,
  unitId: string,
  only: { id?: string; agencyId?: string } = {},
) {
  return tx
    .selectFrom('participation_agreement as agreement')
    .leftJoin('person as drafter', 'drafter.id', 'agreement.drafted_by')
    .leftJoin('person as confirmer', 'confirmer.id', 'agreement.confirmed_by')
    .selectAll('agreement')
    .select(['drafter.name as drafter_name', 'confirmer.name as confirmer_name'])
    .select(
      sql<{ kind: 'ends_soon' | 'lapsed'; on: string }[]>`coalesce((
        select json_agg(json_build_object('kind', n.kind, 'on', n.noticed_on) order by n.noticed_on, n.kind)
        from app.agreement_notice n where n.agreement_id = agreement.id), '[]')`.as('notices'),
    )
    .where('agreement.unit_id', '=', unitId)
    .$if(only.id !== undefined, (query) => query.where('agreement.id', '=', only.id ?? ''))
    .$if(only.agencyId !== undefined, (query) => query.where('agreement.agency_id', '=', only.agencyId ?? ''))
    .orderBy('agreement.agency_id')
    .orderBy('agreement.version', 'desc')
    .execute();
}

/** Whoever writes a version for one agency waits for the other; ends with the transaction. */
export async function lockAgency(tx: Transaction, unitId: string, agencyId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`agreement ${unitId} ${agencyId}`}, 0))`.execute(
    tx,
  );
}

/** The newest version of the agency's agreement; zero where it has none. Versions of all states that the caller sees. */
export async function newestVersion(tx: Transaction, unitId: string, agencyId: string): Promise<number> {
  const row = await tx
    .selectFrom('participation_agreement')
    .select(({ fn }) => fn.max('version').as('newest'))
    .where('unit_id', '=', unitId)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  return row?.newest ?? 0;
}

export async function insertDraft(tx: Transaction, row: Insertable<ParticipationAgreement>): Promise<void> {
  await tx.insertInto('participation_agreement').values(row).execute();
}

/** Takes a draft on to its next state; false when it is no draft any longer. Who confirms it is written by the database. */
export async function decideDraft(
  tx: Transaction,
  id: string,
  state: 'signed' | 'discarded',
): Promise<boolean> {
  const rows = await tx
    .updateTable('participation_agreement')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .returning('id')
    .execute();
  return rows.length > 0;
}

export type Notice = Insertable<AgreementNotice>;

/** Notes what agencies are told; each of them once. Gives those that are new. */
export async function insertNotices(tx: Transaction, notices: readonly Notice[]) {
  if (notices.length === 0) return [];
  return tx
    .insertInto('agreement_notice')
    .values([...notices])
    .onConflict((known) => known.doNothing())
    .returning(['agreement_id', 'kind'])
    .execute();
}
