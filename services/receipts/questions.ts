import type { PersonCaller } from '#platform/caller.ts';
import type { DisclosureForm } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { addToOwnRegister, tellOpened } from './add-entries.ts';
import { entryOf } from './view.ts';
import { entriesOf } from './store.ts';

/** What was handed over: one version of a finding to one agency. */
export type HandedOver = {
  disclosureId: string;
  findingId: string;
  version: number;
  reviewId: string;
  recipient: string;
  /** `CODE/version` */
  legalBasis: string;
  form: DisclosureForm;
  useRestriction: string | null;
  /** SHA-256 of what the recipient reads, in hex. */
  contentHash: string;
  decisionId: string | null;
};

/**
 * Gives each hand-over its receipt in the register of the caller's agency. The register is held until the transaction ends, so
 * that numbers have no gaps; call it after everything that may wait for another lock.
 */
export async function issueReceipts(
  tx: Transaction,
  caller: PersonCaller,
  floor: Pick<Floor, 'vault' | 'now'>,
  handOvers: readonly HandedOver[],
): Promise<{ disclosureId: string; number: number }[]> {
  const { purpose, personId } = caller;
  if (purpose === null) throw new Error('a hand-over has a purpose');
  const told = handOvers.map(({ recipient, ...one }) => ({
    ...one,
    kind: 'issued' as const,
    toAgencyId: recipient,
    purpose,
    at: floor.now,
    by: personId,
  }));
  const added = await addToOwnRegister(tx, caller, floor, told);
  return added.map(({ entry }) => ({ disclosureId: entry.disclosureId, number: entry.number }));
}

/** Tells in the registers that these were opened by the caller's agency; once of each, however often it is called. */
export async function firstOpened(
  tx: Transaction,
  floor: Pick<Floor, 'vault'>,
  disclosureIds: readonly string[],
): Promise<void> {
  if (disclosureIds.length > 0) await tellOpened(tx, floor, disclosureIds);
}

/** What the giver did with what it had given. */
export type Became = { kind: 'revoked' } | { kind: 'withdrawn' } | { kind: 'superseded'; newVersion: number };

/** Tells in the own register what became of these disclosures; once of each. Those without a receipt are left out. */
export async function tellReceipts(
  tx: Transaction,
  caller: PersonCaller,
  floor: Pick<Floor, 'vault' | 'now'>,
  became: Became,
  disclosureIds: readonly string[],
): Promise<void> {
  if (disclosureIds.length === 0) return;
  const rows = await entriesOf(tx, disclosureIds);
  const told = new Set(rows.filter(({ kind }) => kind === became.kind).map((row) => row.disclosure_id));
  const issued = rows.filter((row) => row.kind === 'issued' && !told.has(row.disclosure_id));
  await addToOwnRegister(
    tx,
    caller,
    floor,
    issued.map((row) => {
      const { toAgencyId, disclosureId, findingId, version, reviewId } = entryOf(row.canon);
      const whose = { toAgencyId, disclosureId, findingId, version, reviewId, ofNumber: row.number };
      return { ...became, ...whose, at: floor.now, by: caller.personId };
    }),
  );
}

/** The numbers of the receipts of these disclosures, as far as the caller may see them. */
export async function receiptNumbers(
  tx: Transaction,
  disclosureIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await entriesOf(tx, disclosureIds);
  return new Map(
    rows.filter(({ kind }) => kind === 'issued').map((row) => [row.disclosure_id, row.number] as const),
  );
}
