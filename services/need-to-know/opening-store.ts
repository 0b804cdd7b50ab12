import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';

export type OpeningFilter = {
  agencyId: string;
  reviewed: boolean | undefined;
  after: { openedAt: string; id: string } | undefined;
  limit: number;
};

const openings = (tx: Transaction) =>
  tx
    .selectFrom('review_access as a')
    .innerJoin('case_review as r', 'r.id', 'a.review_id')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .leftJoin('person as by', 'by.id', 'a.reviewed_by')
    .select([
      'a.id',
      'a.review_id',
      'r.reference',
      'a.person_id',
      'p.name',
      'a.kind',
      'a.reason_ct',
      'a.given_at',
    ])
    .select(['a.until', 'a.ended_at', 'a.reviewed_at', 'by.name as reviewed_by_name'])
    .where('a.kind', '<>', 'assigned');

/** Openings of the agency's cases, newest first, as far as the caller sees them. */
export function openingRows(tx: Transaction, { agencyId, reviewed, after, limit }: OpeningFilter) {
  return openings(tx)
    .where('a.agency_id', '=', agencyId)
    .$if(reviewed !== undefined, (query) => query.where('a.reviewed_at', reviewed ? 'is not' : 'is', null))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(a.given_at, a.id) < (${after?.openedAt ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('a.given_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
}
export type OpeningRow = Awaited<ReturnType<typeof openingRows>>[number];

/** An opening of the agency, if the caller sees it. */
export const openingRow = (tx: Transaction, agencyId: string, id: string): Promise<OpeningRow | undefined> =>
  openings(tx).where('a.agency_id', '=', agencyId).where('a.id', '=', id).executeTakeFirst();

/** Notes that an opening has been looked at, once. */
export async function markReviewed(tx: Transaction, id: string, personId: string): Promise<void> {
  await tx
    .updateTable('review_access')
    .set({ reviewed_at: sql<string>`now()`, reviewed_by: personId })
    .where('id', '=', id)
    .where('kind', '<>', 'assigned')
    .where('reviewed_at', 'is', null)
    .execute();
}
