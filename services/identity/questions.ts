import type { Transaction } from '#platform/database.ts';
import { namesOf } from './store.ts';

/** The names of these people, as far as they have or had a role in the caller's unit. */
export function namesOfPeople(
  tx: Transaction,
  personIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return namesOf(tx, personIds);
}
