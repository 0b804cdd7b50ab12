import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { BasisState, DecisionKind, DisclosureForm } from '#platform/codes.ts';
import type { DB, LegalBasis } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export type StandingRow = {
  decision_id: string;
  kind: DecisionKind;
  review_id: string;
  finding_id: string;
  version: number;
  disclosure_id: string | null;
  agency_id: string;
  recipient: string | null;
  wished: DisclosureForm;
  basis_code: string;
  basis_version: number;
  facts: unknown;
};

export type BasisRow = Selectable<LegalBasis>;

/** Puts the first version of bases that the unit's catalogue does not have; what is there stays. */
export async function putStartingCatalogue(db: Kysely<DB>, rows: Insertable<LegalBasis>[]): Promise<void> {
  await db
    .insertInto('legal_basis')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['unit_id', 'code', 'version']).doNothing())
    .execute();
}

/** The versions of the unit's bases, or of one code, by code and then newest first. */
export function basisRows(tx: Transaction, unitId: string, code?: string): Promise<BasisRow[]> {
  let query = tx.selectFrom('legal_basis').selectAll().where('unit_id', '=', unitId);
  if (code !== undefined) query = query.where('code', '=', code);
  return query.orderBy('code').orderBy('version', 'desc').execute();
}

/** The decisions that a draft of the caller's authority is tried on: codes and ids of what still stands. */
export async function standingDecisions(tx: Transaction): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`select * from app.standing_decisions()`.execute(tx);
  return rows;
}

/** The same, each with the name of the authority whose own row it is. */
export function namedBasisRows(tx: Transaction, unitId: string) {
  return tx
    .selectFrom('legal_basis')
    .leftJoin('authority', 'authority.id', 'legal_basis.authority_id')
    .selectAll('legal_basis')
    .select('authority.name as authority_name')
    .where('unit_id', '=', unitId)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
}

/** The basis, if it is of the caller's unit. */
export function findBasis(tx: Transaction, id: string): Promise<BasisRow | undefined> {
  return tx.selectFrom('legal_basis').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whoever changes the versions of one code waits for the other; ends with the transaction. */
export async function lockCode(tx: Transaction, unitId: string, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`legal basis ${unitId} ${code}`}, 0))`.execute(
    tx,
  );
}

export function insertDraft(tx: Transaction, row: Insertable<LegalBasis>): Promise<BasisRow> {
  return tx.insertInto('legal_basis').values(row).returningAll().executeTakeFirstOrThrow();
}

type Change = Partial<Pick<BasisRow, 'status' | 'approved_by' | 'approved_at' | 'valid_to'>>;

/** Undefined where the database finds that it is not for the caller's authority to change. */
export function changeBasis(tx: Transaction, id: string, change: Change): Promise<BasisRow | undefined> {
  return tx.updateTable('legal_basis').set(change).where('id', '=', id).returningAll().executeTakeFirst();
}

/** Ends versions, each on a day of its own; gives them as they are now, newest first. */
export async function endVersions(
  tx: Transaction,
  ends: readonly { id: string; validTo: string | null; status: BasisState }[],
): Promise<BasisRow[]> {
  if (ends.length === 0) return [];
  const { rows } = await sql<BasisRow>`
    update app.legal_basis b set valid_to = e.valid_to, status = e.status
    from unnest(${ends.map((end) => end.id)}::uuid[], ${ends.map((end) => end.validTo)}::date[],
      ${ends.map((end) => end.status)}::text[]) as e(id, valid_to, status)
    where b.id = e.id returning b.*`.execute(tx);
  return rows.toSorted((a, b) => b.version - a.version);
}
