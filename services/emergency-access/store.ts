import { type Insertable, sql } from 'kysely';
import type { EmergencyState } from '#platform/codes.ts';
import type { EmergencyAccess } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export type AccessRow = Awaited<ReturnType<typeof accessRows>>[number];
export type AccessFilter = {
  id?: string;
  /** Those that can still be confirmed. */
  waiting?: boolean;
  /** When the row before the page was asked for, and its id. */
  after?: readonly string[] | null;
  limit?: number;
};

/** As fine as an answer tells it, so that pages meet without a gap. */
const askedAt = sql<string>`date_trunc('milliseconds', access.asked_at)`;

/** Those that the caller may know of, newest first. */
export function accessRows(tx: Transaction, unitId: string, filter: AccessFilter) {
  const [at = '', afterId = ''] = filter.after ?? [];
  return tx
    .selectFrom('emergency_access as access')
    .innerJoin('case_review as review', 'review.id', 'access.review_id')
    .leftJoin('person as asker', 'asker.id', 'access.person_id')
    .leftJoin('person as decider', 'decider.id', 'access.decided_by')
    .selectAll('access')
    .select(['review.reference', 'asker.name as asker_name', 'decider.name as decider_name'])
    .where('access.unit_id', '=', unitId)
    .$if(filter.id !== undefined, (query) => query.where('access.id', '=', filter.id ?? ''))
    .$if(filter.waiting === true, (query) =>
      query.where('access.state', '=', 'asked').where('access.answer_by', '>', sql<string>`now()`),
    )
    .$if(at !== '', (query) =>
      query.where(sql<boolean>`(${askedAt}, access.id) < (${at}::timestamptz, ${afterId}::uuid)`),
    )
    .orderBy(askedAt, 'desc')
    .orderBy('access.id', 'desc')
    .limit(filter.limit ?? 1)
    .execute();
}

/** Whether the review is shut to the caller, who would have to know it, or its agency has no agreement in force. */
export async function isClosed(tx: Transaction, reviewId: string): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    select app.review_is_shut_to_caller(${reviewId}::uuid) or not app.caller_shares() as closed`.execute(tx);
  return rows[0]?.closed !== false;
}

/** The caller's own requests for the review that are open or wait; those that nobody answered in time are set down as such first. */
export async function livingOf(
  tx: Transaction,
  reviewId: string,
  personId: string,
): Promise<EmergencyState[]> {
  await tx
    .updateTable('emergency_access')
    .set({ state: 'lapsed' })
    .where('review_id', '=', reviewId)
    .where('person_id', '=', personId)
    .where('state', '=', 'asked')
    .where('answer_by', '<=', sql<string>`now()`)
    .execute();
  const rows = await tx
    .selectFrom('emergency_access')
    .select('state')
    .where('review_id', '=', reviewId)
    .where('person_id', '=', personId)
    .where(sql<boolean>`(state = 'asked' or (state = 'confirmed' and until > now()))`)
    .execute();
  return rows.map(({ state }) => state);
}

/** False when the caller asked at the same moment in another window. */
export async function insertAsked(tx: Transaction, row: Insertable<EmergencyAccess>): Promise<boolean> {
  const rows = await tx
    .insertInto('emergency_access')
    .values(row)
    .onConflict((known) =>
      known
        .columns(['review_id', 'person_id'])
        .where(sql<boolean>`state = 'asked'`)
        .doNothing(),
    )
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** Takes a request on from `from`, while there is time; false when somebody else did or the time is over. */
export async function takeOn(
  tx: Transaction,
  id: string,
  from: 'asked' | 'confirmed',
  to: EmergencyState,
): Promise<boolean> {
  // Taking a request back is never too late.
  const last = from === 'confirmed' ? 'until' : 'answer_by';
  const rows = await tx
    .updateTable('emergency_access')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .$if(to !== 'withdrawn', (query) => query.where(last, '>', sql<string>`now()`))
    .returning('id')
    .execute();
  return rows.length > 0;
}
