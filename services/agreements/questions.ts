import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { agreementRules } from './rules.ts';

/**
 * Refuses `agreement.suspended` for a finding or disclosure that the caller's agency was given, while its agreement has lapsed;
 * nothing for everything else, so that hidden and missing stay alike.
 */
export async function refuseSuspended(tx: Transaction, id: string): Promise<void> {
  const { rows } = await sql<{
    closed: boolean;
  }>`select app.closed_with_agreement(${id}::uuid) as closed`.execute(tx);
  if (rows[0]?.closed === true) throw new Refusal(agreementRules.suspended, { contact: 'administrator' });
}
