import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import { expireRows } from './store.ts';

/**
 * The unit's open requests whose last day was before `today` are not answered: a state of the request, and nothing about the
 * citizen or the agency asked. Safe to repeat. Gives their ids.
 */
export async function expireRequests(tx: Transaction, unitId: string, today: string): Promise<string[]> {
  const ended = (await expireRows(tx, unitId, today)).map(({ id }) => id);
  record(tx, { verb: 'alter', deed: 'expireRequests', ids: { requests: ended } });
  return ended;
}
