import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { CaseReview } from '#platform/database-types.ts';
import { compiledOnce, type Transaction } from '#platform/database.ts';
import { Refusal, staleVersion } from '#platform/errors.ts';

export const nameColumn = 'case_review.name_ct';
export const groundColumn = 'case_review.ground_ct';
/** Why a review went no further: declined or withdrawn. */
export const reasonColumn = 'case_review.decline_reason_ct';

/** The most that a queue shows; whoever has more begins at the top. */
export const queueLimit = 100;

export const columns = [
  'id',
  'unit_id',
  'reference',
  'citizen_id',
  'name_ct',
  'municipality_code',
  'state',
  'nominating_agency_id',
  'nominated_on',
  'purpose',
  'legal_basis_id',
  'expires_on',
  'admitted_on',
  'reviewed_on',
  'outcome',
  'agencies',
  'held',
  'version',
] as const;
export type ReviewRow = Pick<Selectable<CaseReview>, (typeof columns)[number]>;

/** The review, if this caller may see it. */
export function findReview(tx: Transaction, reviewId: string): Promise<ReviewRow | undefined> {
  return tx.selectFrom('case_review').select(columns).where('id', '=', reviewId).executeTakeFirst();
}

type Change = Updateable<
  Pick<
    CaseReview,
    | 'state'
    | 'reference'
    | 'admitted_on'
    | 'decided_by'
    | 'decline_reason_ct'
    | 'reviewed_on'
    | 'outcome'
    | 'concluded_at'
    | 'concluded_by'
  >
>;

/** Changes the version that was read, and counts it up; refuses `version.stale` when somebody else was first. */
export async function changeReview(
  tx: Transaction,
  read: { id: string; version: number },
  change: Change,
): Promise<ReviewRow> {
  const changed = await tx
    .updateTable('case_review')
    .set({ ...change, version: read.version + 1 })
    .where('id', '=', read.id)
    .where('version', '=', read.version)
    .returning(columns)
    .executeTakeFirst();
  if (!changed) throw new Refusal(staleVersion);
  return changed;
}

/** Nominations of one agency about one citizen wait for each other; others are neither held up nor told. */
export async function lockNomination(tx: Transaction, scope: string, citizenId: string): Promise<void> {
  await takeTurns(tx, `nominate ${scope} ${citizenId}`);
}

/** Whoever saves filters in one seat (any text that names it) does so one at a time, so that they are counted right. */
export async function lockSavedFilters(tx: Transaction, seat: string): Promise<void> {
  await takeTurns(tx, `saved-filters ${seat}`);
}

/** Transactions that say the same text wait for each other. */
async function takeTurns(tx: Transaction, text: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`.execute(tx);
}

export async function insertReview(tx: Transaction, row: Insertable<CaseReview>): Promise<ReviewRow> {
  return tx.insertInto('case_review').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** The reviews of a citizen that this caller may see, newest first. */
export function reviewsOfCitizenRows(tx: Transaction, unitId: string, citizenId: string) {
  return tx
    .selectFrom('case_review')
    .select(['id', 'unit_id', 'reference', 'state', 'nominated_on', 'reviewed_on', 'outcome', 'agencies'])
    .where('citizen_id', '=', citizenId)
    .where('unit_id', '=', unitId)
    .orderBy('nominated_on', 'desc')
    .orderBy('id')
    .execute();
}

/** Everything of the review itself in one statement: its basis, number, questions, own reply and other rounds. */
const dossierRows = compiledOnce((tx, reviewId: string, agencyId: string) =>
  tx
    .selectFrom('case_review as r')
    .leftJoin('legal_basis as basis', 'basis.id', 'r.legal_basis_id')
    .leftJoin('reply as own', (join) =>
      join.onRef('own.review_id', '=', 'r.id').on('own.agency_id', '=', agencyId),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('citizen_number as n')
          .select(['n.id', 'n.cpr_ct'])
          .whereRef('n.citizen_id', '=', 'r.citizen_id')
          .orderBy('n.id')
          .limit(1)
          .as('number'),
      (join) => join.onTrue(),
    )
    .select(columns.map((column) => `r.${column}` as const))
    .select([
      'r.ground_ct',
      'r.decline_reason_ct',
      'basis.code as basis_code',
      'basis.citation as basis_citation',
      'own.kind as own_kind',
      'own.shown_to_others as own_shown',
      'own.replied_at as own_replied_at',
      'own.version as own_version',
      'number.id as number_id',
      'number.cpr_ct',
    ])
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('review_agency as q')
          .select(['q.agency_id', 'q.asked_on', 'q.due_on', 'q.answered_on', 'q.shown_kind'])
          .whereRef('q.review_id', '=', 'r.id')
          .orderBy('q.due_on')
          .orderBy('q.agency_id'),
      ).as('asked'),
      jsonArrayFrom(
        selectFrom('case_review as o')
          .select(['o.id', 'o.reference', 'o.state', 'o.nominated_on', 'o.reviewed_on', 'o.outcome'])
          .whereRef('o.citizen_id', '=', 'r.citizen_id')
          .whereRef('o.unit_id', '=', 'r.unit_id')
          .whereRef('o.id', '<>', 'r.id')
          .orderBy('o.nominated_on', 'desc')
          .orderBy('o.id'),
      ).as('others'),
    ])
    .where('r.id', '=', reviewId)
    .compile(),
);
export const dossierRow = async (tx: Transaction, reviewId: string, agencyId: string) =>
  (await dossierRows(tx, reviewId, agencyId))[0];

/**
 * The unit's next reference of the year, `2026-0001` and on. Held until the transaction ends, so that numbers are neither
 * given twice nor left out; also those of reviews that are closed to the chair who admits count.
 */
export async function nextReference(tx: Transaction, unitId: string, year: string): Promise<string> {
  await takeTurns(tx, `reference ${unitId} ${year}`);
  const { rows } = await sql<{ last: number }>`
    select app.last_reference(${unitId}, ${year}) as last`.execute(tx);
  return `${year}-${String((rows[0]?.last ?? 0) + 1).padStart(4, '0')}`;
}

/** The references of reviews that the caller may see. */
export function referencesOfReviews(tx: Transaction, reviewIds: readonly string[]) {
  return tx
    .selectFrom('case_review')
    .select(['id', 'reference'])
    .where('id', '=', sql<string>`any(${reviewIds}::uuid[])`)
    .orderBy('id')
    .execute();
}

/** The agencies that have been asked about each of the reviews. */
export function questionRows(tx: Transaction, reviewIds: readonly string[]) {
  return tx
    .selectFrom('review_agency')
    .select(['review_id', 'agency_id', 'due_on', 'answered_on'])
    .where('review_id', '=', sql<string>`any(${reviewIds}::uuid[])`)
    .orderBy('agency_id')
    .execute();
}

/** Names and numbers of the reviews that this caller may see, still sealed, and who is part of them. */
export function personRows(tx: Transaction, reviewIds: readonly string[]) {
  return tx
    .selectFrom('case_review as r')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('citizen_number as n')
          .select(['n.id', 'n.cpr_ct'])
          .whereRef('n.citizen_id', '=', 'r.citizen_id')
          .orderBy('n.id')
          .limit(1)
          .as('number'),
      (join) => join.onTrue(),
    )
    .select(['r.id', 'r.agencies', 'r.held', 'r.name_ct', 'number.id as number_id', 'number.cpr_ct'])
    .where('r.id', '=', sql<string>`any(${reviewIds}::uuid[])`)
    .execute();
}

/** Open reviews of the unit; only columns that the scheduler is granted. */
export function candidateRows(tx: Transaction, unitId: string) {
  return tx
    .selectFrom('case_review')
    .select(['id', 'state', 'nominated_on', 'admitted_on', 'expires_on', 'version'])
    .where('unit_id', '=', unitId)
    .where('state', 'in', ['nominated', 'admitted'])
    .orderBy('id')
    .execute();
}

/** Nominations of the unit that wait for the chair, oldest first. */
export function waitingRows(tx: Transaction, unitId: string): Promise<ReviewRow[]> {
  return tx
    .selectFrom('case_review')
    .select(columns)
    .where('unit_id', '=', unitId)
    .where('state', '=', 'nominated')
    .orderBy('nominated_on')
    .orderBy('id')
    .limit(queueLimit)
    .execute();
}

/** Lets nominations whose last day is over lapse; only columns that the scheduler is granted. */
export function lapseRows(tx: Transaction, unitId: string, today: string) {
  return tx
    .updateTable('case_review')
    .set((set) => ({ state: 'lapsed', version: set('version', '+', 1) }))
    .where('unit_id', '=', unitId)
    .where('state', '=', 'nominated')
    .where('expires_on', '<', today)
    .returning('id')
    .execute();
}
