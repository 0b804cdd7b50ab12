import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { firstOpened } from '#receipts/questions.ts';
import { markFirstRead } from './store.ts';

/** Notes that the recipient has these before it for the first time, with the disclosures and in the register of receipts. */
export async function noteFirstRead(tx: Transaction, vault: Vault, disclosureIds: readonly string[]) {
  await markFirstRead(tx, disclosureIds);
  await firstOpened(tx, { vault }, disclosureIds);
}
