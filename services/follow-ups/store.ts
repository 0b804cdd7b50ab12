import type { Insertable, Kysely } from 'kysely';
import type { DB, FollowUpType } from '#platform/database-types.ts';

/** Adds the types that are missing. */
export async function putTypes(db: Kysely<DB>, types: Insertable<FollowUpType>[]): Promise<void> {
  await db
    .insertInto('follow_up_type')
    .values(types)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
