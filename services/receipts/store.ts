import { type Insertable, type Selectable, sql } from 'kysely';
import type { ReceiptKind } from '#platform/codes.ts';
import type { ReceiptEntry } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export type KeptReceipt = Pick<Selectable<ReceiptEntry>, 'number' | 'canon' | 'hash' | 'signature'>;
type HeadRow = { last_number: number | null; last_hash: Buffer | null };

/** The newest entry of the caller's own register, held until the transaction ends. */
export async function holdOwnRegister(tx: Transaction): Promise<HeadRow | undefined> {
  const { rows } = await sql<HeadRow>`select * from app.hold_receipt_register()`.execute(tx);
  return rows[0];
}

export type OpenedRow = HeadRow & {
  unit_id: string;
  agency_id: string;
  disclosure_id: string;
  finding_id: string;
  version: number;
  review_id: string;
  to_agency_id: string;
  of_number: number;
  opened_at: string;
};

/** Those that the caller's agency has opened and whose receipts do not say so; their registers are held. */
export async function holdRegistersOfOpened(tx: Transaction, ids: readonly string[]): Promise<OpenedRow[]> {
  const { rows } = await sql<OpenedRow>`select * from app.hold_registers_of_opened(${ids}::uuid[])`.execute(
    tx,
  );
  return rows;
}

export async function insertEntries(tx: Transaction, rows: Insertable<ReceiptEntry>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('receipt_entry').values(rows).execute();
}

/** All that is told of these disclosures, oldest first. */
export function entriesOf(tx: Transaction, disclosureIds: readonly string[]) {
  return tx
    .selectFrom('receipt_entry')
    .select(['number', 'kind', 'disclosure_id', 'canon', 'hash', 'signature'])
    .where('disclosure_id', '=', sql<string>`any(${disclosureIds}::uuid[])`)
    .orderBy('number')
    .execute();
}

export type ReceiptQuery = {
  unitId: string;
  agencyId: string;
  kind: ReceiptKind | undefined;
  toAgencyId: string | undefined;
  reviewId: string | undefined;
  before: number | null;
  limit: number;
};

/** Entries of one register, newest first, one more than `limit`. */
export function entriesBefore(tx: Transaction, query: ReceiptQuery): Promise<KeptReceipt[]> {
  const { kind, toAgencyId, reviewId, before } = query;
  return tx
    .selectFrom('receipt_entry')
    .select(['number', 'canon', 'hash', 'signature'])
    .where('unit_id', '=', query.unitId)
    .where('agency_id', '=', query.agencyId)
    .$if(before !== null, (rows) => rows.where('number', '<', before ?? 0))
    .$if(kind !== undefined, (rows) => rows.where('kind', '=', kind ?? 'issued'))
    .$if(toAgencyId !== undefined, (rows) => rows.where('to_agency_id', '=', toAgencyId ?? ''))
    .$if(reviewId !== undefined, (rows) => rows.where('review_id', '=', reviewId ?? ''))
    .orderBy('number', 'desc')
    .limit(query.limit + 1)
    .execute();
}

/** The newest entry of a register; undefined of one without any. */
export function headOf(tx: Transaction, unitId: string, agencyId: string) {
  return tx
    .selectFrom('receipt_register')
    .select(['last_number', 'last_hash'])
    .where('unit_id', '=', unitId)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
}

/** Every entry of a register that the caller may see, oldest first. */
export function wholeRegister(tx: Transaction, unitId: string, agencyId: string): Promise<KeptReceipt[]> {
  return tx
    .selectFrom('receipt_entry')
    .select(['number', 'canon', 'hash', 'signature'])
    .where('unit_id', '=', unitId)
    .where('agency_id', '=', agencyId)
    .orderBy('number')
    .execute();
}
