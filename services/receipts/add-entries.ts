import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { chainOn, emptyRegister, type Head, type SignedEntry } from './chain.ts';
import type { Told } from './entry.ts';
import { holdOwnRegister, holdRegistersOfOpened, insertEntries } from './store.ts';

/** Adds entries to the register of the caller's own agency, which is held until the transaction ends. */
export async function addToOwnRegister(
  tx: Transaction,
  { unitId, agencyId }: PersonCaller,
  { vault }: Pick<Floor, 'vault'>,
  told: readonly Omitted<Told, 'unitId' | 'fromAgencyId'>[],
): Promise<SignedEntry[]> {
  if (told.length === 0) return [];
  const place = { unitId: orNotFound(unitId), fromAgencyId: agencyId };
  const head = headFrom(orNotFound(await holdOwnRegister(tx)));
  const all = told.map((one) => ({ ...one, ...place }));
  const added = chainOn(head, all, vault.receiptSigner);
  await insertEntries(tx, added.map(rowOf));
  return added;
}

/** Tells the registers of those who gave that these were opened, as far as they are not told yet. */
export async function tellOpened(
  tx: Transaction,
  { vault }: Pick<Floor, 'vault'>,
  disclosureIds: readonly string[],
): Promise<void> {
  const opened = await holdRegistersOfOpened(tx, disclosureIds);
  const registers = Map.groupBy(opened, (row) => row.agency_id);
  const added = [...registers.values()].flatMap((rows) => {
    const told = rows.map((row) => ({
      kind: 'opened' as const,
      unitId: row.unit_id,
      fromAgencyId: row.agency_id,
      toAgencyId: row.to_agency_id,
      at: row.opened_at,
      disclosureId: row.disclosure_id,
      findingId: row.finding_id,
      version: row.version,
      reviewId: row.review_id,
      ofNumber: row.of_number,
    }));
    const [first] = rows;
    return first ? chainOn(headFrom(first), told, vault.receiptSigner) : [];
  });
  await insertEntries(tx, added.map(rowOf));
}

type Omitted<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

const headFrom = (row: { last_number: number | null; last_hash: Buffer | null }): Head =>
  row.last_number === null || row.last_hash === null
    ? emptyRegister
    : { number: row.last_number, hash: row.last_hash.toString('hex') };

const rowOf = ({ entry, canon, signature }: SignedEntry) => ({
  unit_id: entry.unitId,
  agency_id: entry.fromAgencyId,
  number: entry.number,
  kind: entry.kind,
  disclosure_id: entry.disclosureId,
  review_id: entry.reviewId,
  to_agency_id: entry.toAgencyId,
  canon,
  previous_hash: Buffer.from(entry.previous, 'hex'),
  key_id: entry.key,
  signature,
});
