import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { agreementRules } from './rules.ts';

/** Refuses `agreement.suspended` while the caller's agency has no agreement in force. */
export async function mustShare(tx: Transaction): Promise<void> {
  const { rows } = await sql<{ shares: boolean }>`select app.caller_shares() as shares`.execute(tx);
  if (rows[0]?.shares !== true) throw new Refusal(agreementRules.suspended, { contact: 'administrator' });
}
