import type { Transaction } from '#platform/database.ts';
import type { Verb } from './verbs.ts';

export type TrailQuery = {
  agencyId: string;
  /** Instants: the first that counts, and the first that does not. */
  from: string | undefined;
  until: string | undefined;
  personId: string | undefined;
  reviewId: string | undefined;
  verb: Verb | undefined;
  outcome: 'done' | 'refused' | undefined;
  before: number | null;
  limit: number;
};

/** Events of one agency, newest first, one more than `limit`. The policy lets only its auditor in the unit see them. */
export function eventsBefore(tx: Transaction, query: TrailQuery) {
  const { from, until, personId, reviewId, verb, outcome, before } = query;
  return tx
    .selectFrom('audit.event')
    .select(['id', 'at', 'canon', 'leaf'])
    .where('agency_id', '=', query.agencyId)
    .$if(before !== null, (events) => events.where('id', '<', before))
    .$if(from !== undefined, (events) => events.where('at', '>=', from ?? ''))
    .$if(until !== undefined, (events) => events.where('at', '<', until ?? ''))
    .$if(personId !== undefined, (events) => events.where('person_id', '=', personId ?? null))
    .$if(reviewId !== undefined, (events) => events.where('review_id', '=', reviewId ?? null))
    .$if(verb !== undefined, (events) => events.where('verb', '=', verb ?? ''))
    .$if(outcome !== undefined, (events) => events.where('outcome', '=', outcome ?? ''))
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
}
