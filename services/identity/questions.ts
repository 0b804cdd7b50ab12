import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';

/** The names of these people, as far as they have or had a role in the caller's unit. */
export function namesOfPeople(
  tx: Transaction,
  personIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('name')
    .orderBy('id')
    .execute();
}
