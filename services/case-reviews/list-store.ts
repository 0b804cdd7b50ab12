import type { ReviewOutcome, ReviewState } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { columns, type ReviewRow } from './store.ts';

export type ListFilter = {
  unitId: string;
  state?: ReviewState | undefined;
  outcome?: ReviewOutcome | undefined;
  reference?: string | undefined;
  nominatedFrom?: string | undefined;
  nominatedUntil?: string | undefined;
  nominatingAgency?: string | undefined;
  /** Only reviews that this agency has been asked about and has not answered. */
  awaitingAgencyId?: string | undefined;
  after?: { nominatedOn: string; id: string } | undefined;
  limit: number;
};

/** One page of the unit's reviews that this caller may see, newest nomination first, then by id. */
export function listRows(tx: Transaction, filter: ListFilter): Promise<ReviewRow[]> {
  const { state, outcome, reference, nominatedFrom, nominatedUntil, awaitingAgencyId, after } = filter;
  let query = tx.selectFrom('case_review as r').select(columns).where('r.unit_id', '=', filter.unitId);
  if (state) query = query.where('r.state', '=', state);
  if (outcome) query = query.where('r.outcome', '=', outcome);
  if (reference) query = query.where('r.reference', '=', reference);
  if (nominatedFrom) query = query.where('r.nominated_on', '>=', nominatedFrom);
  if (nominatedUntil) query = query.where('r.nominated_on', '<=', nominatedUntil);
  if (filter.nominatingAgency) query = query.where('r.nominating_agency_id', '=', filter.nominatingAgency);
  if (awaitingAgencyId) {
    query = query
      .where('r.state', '=', 'admitted')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('review_agency as q')
            .select('q.review_id')
            .whereRef('q.review_id', '=', 'r.id')
            .where('q.agency_id', '=', awaitingAgencyId)
            .where('q.answered_on', 'is', null),
        ),
      );
  }
  if (after) {
    query = query
      .where('r.nominated_on', '<=', after.nominatedOn)
      .where((is) => is.or([is('r.nominated_on', '<', after.nominatedOn), is('r.id', '>', after.id)]));
  }
  return query.orderBy('r.nominated_on', 'desc').orderBy('r.id').limit(filter.limit).execute();
}
