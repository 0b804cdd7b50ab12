import { sql, type Insertable, type Kysely, type Selectable, type Updateable } from 'kysely';
import type {
  DB,
  FollowUpAction,
  FollowUpBasis,
  FollowUpDetail,
  FollowUpType,
} from '#platform/database-types.ts';
import type { ActionState } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';

/** Adds the types that are missing. */
export async function putTypes(db: Kysely<DB>, types: Insertable<FollowUpType>[]): Promise<void> {
  await db
    .insertInto('follow_up_type')
    .values(types)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

type DetailColumns = Omit<FollowUpDetail, 'action_id' | 'agency_id' | 'scope' | 'unit_id'>;

/** A finding that an action rests on, with its limits at the time: to the owner all of them, to others those they gave. */
type BasisRow = Pick<Selectable<FollowUpBasis>, 'finding_id' | 'purpose' | 'form' | 'data_class'> & {
  restricted: boolean;
};

/** Whoever does not know the case sees no findings of it, and cannot tell none from some. */
const seesBasis = sql<boolean>`case when (a.unit_id || '/' || a.agency_id) = (select app.caller_finding_scope())
  then not app.review_is_shut_to_caller(a.review_id) else false end`;
const basis = sql<
  BasisRow[]
>`coalesce((select json_agg(json_build_object('finding_id', b.finding_id, 'purpose', b.purpose,
  'form', b.form, 'data_class', b.data_class, 'restricted', b.not_for_criminal_investigation) order by b.finding_id)
  from app.follow_up_basis b where b.action_id = a.id), '[]')`;

const actions = (tx: Transaction) =>
  tx
    .selectFrom('follow_up_action as a')
    .leftJoin('follow_up_detail as d', 'd.action_id', 'a.id')
    .select([
      'a.id',
      'a.review_id',
      'a.agency_id',
      'a.type',
      'a.status',
      'a.started_on',
      'a.due_on',
      'a.closed_on',
      'a.open_reason',
      'a.agenda_item_id',
      'a.source',
      'a.version',
      'd.claimed_dkk',
      'd.decided_dkk',
      'd.collected_dkk',
      'd.stopped_per_month_dkk',
      'd.note_ct',
      'd.journal_ref',
      'a.basis_stated',
      seesBasis.as('sees_basis'),
      basis.as('basis'),
    ]);

export const actionsOf = (tx: Transaction, reviewId: string) =>
  actions(tx).where('a.review_id', '=', reviewId).orderBy('a.started_on').orderBy('a.id').execute();

/** An action with its detail; the detail's columns are null for whoever may not read them. */
export type ActionRow = Awaited<ReturnType<typeof actionsOf>>[number];

export const actionById = (tx: Transaction, actionId: string) =>
  actions(tx).where('a.id', '=', actionId).executeTakeFirst();

export type ActionFilter = {
  unitId: string;
  agencyId: string | null;
  status: ActionState | undefined;
  overdueOn: string | null;
  after: readonly string[] | null;
  limit: number;
};

/** Actions by due date, those without one last; one more than `limit` where there are more. */
export function actionRows(tx: Transaction, filter: ActionFilter) {
  const [dueOn = '', afterId = ''] = filter.after ?? [];
  return actions(tx)
    .where('a.unit_id', '=', filter.unitId)
    .$if(filter.agencyId !== null, (query) => query.where('a.agency_id', '=', filter.agencyId ?? ''))
    .$if(filter.status !== undefined, (query) => query.where('a.status', '=', filter.status ?? 'in_progress'))
    .$if(filter.overdueOn !== null, (query) =>
      query.where('a.status', '=', 'in_progress').where('a.due_on', '<', filter.overdueOn ?? ''),
    )
    .$if(filter.after !== null, (query) =>
      query.where(sql<boolean>`(coalesce(a.due_on, 'infinity'), a.id) > (${dueOn}::date, ${afterId}::uuid)`),
    )
    .orderBy(sql`coalesce(a.due_on, 'infinity')`)
    .orderBy('a.id')
    .limit(filter.limit + 1)
    .execute();
}

export async function insertAction(
  tx: Transaction,
  row: Pick<
    Insertable<FollowUpAction>,
    | 'id'
    | 'review_id'
    | 'unit_id'
    | 'agency_id'
    | 'owner_kind'
    | 'type'
    | 'started_on'
    | 'due_on'
    | 'agenda_item_id'
    | 'created_by'
  >,
): Promise<void> {
  await tx.insertInto('follow_up_action').values(row).execute();
}

/**
 * Keeps what a new action rests on: the findings named, or all that its agency has. Returns how many those are; null where one of
 * them may not serve a criminal investigation, and the action may lead to one.
 */
export async function insertBasis(
  tx: Transaction,
  actionId: string,
  named: readonly string[] | null,
): Promise<number | null> {
  try {
    const { rows } = await sql<{ rests: number }>`
      select app.rest_follow_up_on(${actionId}::uuid, ${named}::uuid[]) as rests`.execute(tx);
    return rows[0]?.rests ?? 0;
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? error.constraint : null;
    if (constraint === 'follow_up_serves_no_investigation') return null;
    throw error;
  }
}

/** Changes the action if it is still at this version; false when somebody was faster. */
export async function updateAction(
  tx: Transaction,
  actionId: string,
  version: number,
  change: Pick<Updateable<FollowUpAction>, 'status' | 'due_on' | 'closed_on' | 'open_reason'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('follow_up_action')
    .set({ ...change, version: version + 1 })
    .where('id', '=', actionId)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Writes the given columns of the owner's detail, and leaves the others. */
export async function putDetail(
  tx: Transaction,
  place: { action_id: string; unit_id: string; agency_id: string },
  detail: Updateable<DetailColumns>,
): Promise<void> {
  await tx
    .insertInto('follow_up_detail')
    .values({ ...place, ...detail })
    .onConflict((conflict) => conflict.column('action_id').doUpdateSet(detail))
    .execute();
}

/** How many follow-ups of each review are in progress; none for reviews without. */
export function openRows(tx: Transaction, reviewIds: readonly string[]) {
  return tx
    .selectFrom('follow_up_action')
    .select((is) => ['review_id', is.fn.countAll<number>().as('open')])
    .where('review_id', '=', sql<string>`any(${reviewIds}::uuid[])`)
    .where('status', '=', 'in_progress')
    .groupBy('review_id')
    .execute();
}

/** For each review with follow-up in progress past its due date on `day`: the latest such date. */
export function overdueRows(tx: Transaction, unitId: string, day: string) {
  return tx
    .selectFrom('follow_up_action')
    .select((is) => ['review_id', is.fn.max('due_on').as('due_on')])
    .where('unit_id', '=', unitId)
    .where('status', '=', 'in_progress')
    .where('due_on', '<', day)
    .groupBy('review_id')
    .execute();
}
