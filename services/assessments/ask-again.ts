import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import { askedAboutUntil } from './affiliation.ts';
import { insertPrompts } from './affiliation-store.ts';

/**
 * Asks the police to confirm or withdraw the statements whose day is near, once for each. That an unconfirmed one keeps its
 * review off agendas does not wait for this: it is computed from the dates.
 */
export async function askToConfirm(tx: Transaction, unitId: string, today: string): Promise<string[]> {
  const asked = await insertPrompts(tx, unitId, askedAboutUntil(today), today);
  record(tx, { verb: 'alter', deed: 'askToConfirmAffiliations', ids: { affiliations: asked } });
  return asked;
}
