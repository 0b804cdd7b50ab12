import type { Insertable, Kysely } from 'kysely';
import type { DB, LegalBasis } from '#platform/database-types.ts';

/** Puts the first version of bases that the unit's catalogue does not have; what is there stays. */
export async function putStartingCatalogue(db: Kysely<DB>, rows: Insertable<LegalBasis>[]): Promise<void> {
  await db
    .insertInto('legal_basis')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['unit_id', 'code', 'version']).doNothing())
    .execute();
}
