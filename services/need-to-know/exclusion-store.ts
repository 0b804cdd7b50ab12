import { sql, type Insertable } from 'kysely';
import type { ReviewExclusion } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export const exclusionColumn = 'review_exclusion.reason_ct';

/** Nothing is read back: for the person that it is about, the row is not there. */
export async function insertExclusion(
  tx: Transaction,
  row: Pick<
    Insertable<ReviewExclusion>,
    'id' | 'review_id' | 'unit_id' | 'agency_id' | 'person_id' | 'kind' | 'reason_ct' | 'set_by'
  >,
): Promise<void> {
  await tx.insertInto('review_exclusion').values(row).execute();
}

/** Exclusions that have not been lifted, newest first: those of the caller's agency, or of the unit for its chair. */
export function exclusionRows(tx: Transaction, reviewId: string | undefined) {
  return tx
    .selectFrom('review_exclusion as x')
    .innerJoin('case_review as r', 'r.id', 'x.review_id')
    .innerJoin('person as p', 'p.id', 'x.person_id')
    .innerJoin('person as s', 's.id', 'x.set_by')
    .select(['x.id', 'x.review_id', 'r.reference', 'x.agency_id', 'x.person_id', 'p.name', 'x.kind'])
    .select(['x.reason_ct', 'x.set_at', 's.name as set_by_name'])
    .where('x.lifted_at', 'is', null)
    .$if(reviewId !== undefined, (query) => query.where('x.review_id', '=', reviewId ?? ''))
    .orderBy('x.set_at', 'desc')
    .orderBy('x.id')
    .limit(200)
    .execute();
}
export type ExclusionRow = Awaited<ReturnType<typeof exclusionRows>>[number];

/** Lifts it; undefined when it is not there for this caller, or lifted already. */
export function liftExclusionRow(tx: Transaction, id: string, personId: string) {
  return tx
    .updateTable('review_exclusion')
    .set({ lifted_at: sql<string>`now()`, lifted_by: personId })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning(['id', 'review_id', 'person_id'])
    .executeTakeFirst();
}
