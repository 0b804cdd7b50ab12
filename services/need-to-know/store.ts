import { sql } from 'kysely';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';

export const openingColumn = 'review_access.reason_ct';
const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`;
const placeOf = ({ unitId, agencyId }: PersonCaller) => ({ unit_id: unitId ?? '', agency_id: agencyId });

/** Those of the reviews that the caller has opened with a reason, or in an emergency, and that is not over. */
export function openedRows(tx: Transaction, caller: PersonCaller, reviewIds: readonly string[]) {
  return tx
    .selectFrom('review_access')
    .select('review_id')
    .where('review_id', '=', anyOf(reviewIds))
    .where('person_id', '=', caller.personId)
    .where('agency_id', '=', caller.agencyId)
    .where('kind', '<>', 'assigned')
    .where('ended_at', 'is', null)
    .where('until', '>', sql<string>`now()`)
    .where((is) => is.or([is('kind', '=', 'opened'), is('confirmed_by', 'is not', null)]))
    .execute();
}

/** People of the agency who act on a case that nobody has do so one at a time. */
async function takeTurns(tx: Transaction, { unitId, agencyId }: PersonCaller, reviewId: string) {
  const text = `assign ${unitId ?? ''}/${agencyId} ${reviewId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`.execute(tx);
}

/** Makes the case the caller's where nobody of the agency has it; says whether it did. */
export async function takeReview(tx: Transaction, caller: PersonCaller, reviewId: string): Promise<boolean> {
  await takeTurns(tx, caller, reviewId);
  const { numAffectedRows } = await sql`
    insert into app.review_access (review_id, unit_id, agency_id, person_id, kind, given_by)
    select r.id, r.unit_id, ${caller.agencyId}::text, ${caller.personId}::uuid, 'assigned', ${caller.personId}::uuid
    from app.case_review r
    where r.id = ${reviewId} and (select app.caller_scope()) <> all (r.held) and ${caller.agencyId} = any (r.agencies)`.execute(
    tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Gives the case to somebody of the agency; nothing when they have it already. */
export function giveReview(tx: Transaction, caller: PersonCaller, reviewId: string, personId: string) {
  return tx
    .insertInto('review_access')
    .values({
      ...placeOf(caller),
      review_id: reviewId,
      person_id: personId,
      kind: 'assigned',
      given_by: caller.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

/** Who of the caller's agency has the case. */
export function assignmentRows(tx: Transaction, caller: PersonCaller, reviewId: string) {
  return tx
    .selectFrom('review_access as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'a.person_id', 'a.given_by', 'a.given_at', 'p.name'])
    .where('a.review_id', '=', reviewId)
    .where('a.agency_id', '=', caller.agencyId)
    .where('a.kind', '=', 'assigned')
    .where('a.ended_at', 'is', null)
    .orderBy('a.given_at')
    .orderBy('a.id')
    .execute();
}

/** Ends an assignment of the agency on that review; undefined when there is none under way. */
export function endAssignment(tx: Transaction, caller: PersonCaller, reviewId: string, id: string) {
  return tx
    .updateTable('review_access')
    .set({ ended_at: sql<string>`now()`, ended_by: caller.personId })
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('kind', '=', 'assigned')
    .where('ended_at', 'is', null)
    .returning(['id', 'person_id'])
    .executeTakeFirst();
}

type Opening = { id: string; reviewId: string; reason: Buffer; hours: number };

/** Opens a review for the caller; by the database's own clock, which decides when it is over. */
export function insertOpening(
  tx: Transaction,
  caller: PersonCaller,
  { id, reviewId, reason, hours }: Opening,
) {
  return tx
    .insertInto('review_access')
    .values({
      ...placeOf(caller),
      id,
      review_id: reviewId,
      person_id: caller.personId,
      kind: 'opened',
      reason_ct: reason,
      given_by: caller.personId,
      until: sql<string>`now() + make_interval(hours => ${hours}::int)`,
    })
    .returning(['id', 'given_at', 'until'])
    .executeTakeFirstOrThrow();
}

/** The review behind a thing that the caller's agency knows and the caller does not need to know, or null. */
export async function shutReviewBehind(tx: Transaction, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select app.shut_review_behind(${id}::uuid) as id`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}
