import { sql, type Insertable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { RequestState } from '#platform/codes.ts';
import type { InformationRequest, RequestReason } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

const open = ['asked', 'accepted', 'accepted_in_part'] as const;

/** Requests of the caller's agency with their review, basis, shown reason and the findings given in answer; never another's. */
const requests = (tx: Transaction) =>
  tx
    .selectFrom('information_request as q')
    .innerJoin('case_review as r', 'r.id', 'q.review_id')
    .innerJoin('legal_basis as b', 'b.id', 'q.legal_basis_id')
    .leftJoin('request_reason as reason', 'reason.request_id', 'q.id')
    .select([
      'q.id',
      'q.review_id',
      'q.unit_id',
      'q.from_agency_id',
      'q.to_agency_id',
      'q.state',
      'q.question_ct',
      'q.necessity_ct',
      'q.data_class',
      'q.purpose',
      'q.use_restriction',
      'q.asked_on',
      'q.wished_on',
      'q.expires_on',
      'q.decided_on',
      'q.version',
      'r.reference',
      'b.code',
      'b.version as basis_version',
      'b.citation',
      'b.creates_duty',
      'reason.reason_ct',
      'reason.shown',
    ])
    .select(({ selectFrom }) =>
      jsonArrayFrom(
        selectFrom('disclosure as d')
          .select('d.finding_id')
          .distinct()
          .whereRef('d.request_id', '=', 'q.id')
          .where('d.revoked_at', 'is', null)
          .orderBy('d.finding_id'),
      ).as('answers'),
    );
export type RequestRow = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>;

/** The request, if the caller's agency is one of its two. */
export const findRequest = (tx: Transaction, requestId: string): Promise<RequestRow | undefined> =>
  requests(tx).where('q.id', '=', requestId).executeTakeFirst();

export type RequestFilter = {
  unitId: string;
  /** Those that this agency received, or that it sent; both without it. */
  toAgencyId?: string | undefined;
  fromAgencyId?: string | undefined;
  /** Those that wait for an answer on `today`, or the others. */
  open?: boolean | undefined;
  state?: RequestState | undefined;
  reviewId?: string | undefined;
  today: string;
  after: readonly string[] | null;
  limit: number;
};

/** Requests by the day that was wished for: open ones soonest first, others latest first; one more than `limit` where there are more. */
export function requestRows(tx: Transaction, filter: RequestFilter): Promise<RequestRow[]> {
  const { toAgencyId, fromAgencyId, reviewId, state, today, after } = filter;
  const stands = sql<RequestState>`case when q.state = any (${open}) and q.expires_on < ${today}::date then 'not_answered' else q.state end`;
  const waits = sql<boolean>`(q.state = any (${open}) and q.expires_on >= ${today}::date)`;
  const soonestFirst = filter.open === true;
  let query = requests(tx).where('q.unit_id', '=', filter.unitId);
  if (toAgencyId !== undefined) query = query.where('q.to_agency_id', '=', toAgencyId);
  if (fromAgencyId !== undefined) query = query.where('q.from_agency_id', '=', fromAgencyId);
  if (reviewId !== undefined) query = query.where('q.review_id', '=', reviewId);
  if (filter.open !== undefined) query = query.where(waits, '=', filter.open);
  if (state !== undefined) query = query.where(stands, '=', state);
  if (after) {
    const [wishedOn = '', id = ''] = after;
    query = query.where(
      soonestFirst
        ? sql<boolean>`(q.wished_on, q.id) > (${wishedOn}::date, ${id}::uuid)`
        : sql<boolean>`(q.wished_on, q.id) < (${wishedOn}::date, ${id}::uuid)`,
    );
  }
  const direction = soonestFirst ? 'asc' : 'desc';
  return query
    .orderBy('q.wished_on', direction)
    .orderBy('q.id', direction)
    .limit(filter.limit + 1)
    .execute();
}

export async function insertRequest(tx: Transaction, row: Insertable<InformationRequest>): Promise<void> {
  await tx.insertInto('information_request').values(row).execute();
}

export async function insertReason(tx: Transaction, row: Insertable<RequestReason>): Promise<void> {
  await tx.insertInto('request_reason').values(row).execute();
}

type Change = { state: RequestState; decidedOn: string; decidedBy: string };

/** Changes the request if it is still at this version; false when somebody was faster. */
export async function changeRequest(
  tx: Transaction,
  read: { id: string; version: number },
  { state, decidedOn, decidedBy }: Change,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('information_request')
    .set({ state, decided_on: decidedOn, decided_by: decidedBy, version: read.version + 1 })
    .where('id', '=', read.id)
    .where('version', '=', read.version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Open requests whose last day is over are not answered; only columns that the scheduler is granted. */
export function expireRows(tx: Transaction, unitId: string, today: string) {
  return tx
    .updateTable('information_request')
    .set((set) => ({ state: 'not_answered', version: set('version', '+', 1) }))
    .where('unit_id', '=', unitId)
    .where('state', 'in', [...open])
    .where('expires_on', '<', today)
    .returning('id')
    .execute();
}
