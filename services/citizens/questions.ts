import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { maskCpr } from './cpr.ts';
import { cprColumn, sealedNumbers } from './store.ts';

export { maskCpr as maskNumber, parseCpr } from './cpr.ts';
export { holdsCprNumber } from './cpr-scan.ts';
export { hintsIn } from './text-scan.ts';
export { textWarningsOn } from './text-warnings.ts';
export { resolve as resolveCitizen } from './store.ts';

/** The masked numbers of those citizens that the caller may see, by citizen; one statement for all. */
export async function maskedNumbers(
  tx: Transaction,
  vault: Vault,
  citizenIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = citizenIds.length === 0 ? [] : await sealedNumbers(tx, citizenIds);
  return new Map(rows.map((row) => [row.citizen_id, maskSealed(vault, row.id, row.cpr_ct)]));
}

/** The masked number of a sealed row of citizen_number that another room has read on its way. */
export function maskSealed(vault: Vault, numberId: string, sealed: Buffer): string {
  return maskCpr(vault.open(sealed, cprColumn, numberId));
}
