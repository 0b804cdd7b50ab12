import type { ItemOutcome, ReviewOutcome, ReviewState } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';
import { agendaRules } from './rules.ts';

type DecidedItem = {
  readonly outcome: ItemOutcome | null;
  readonly review_state: ReviewState;
  readonly concluded_at: string | null;
};

/** What an outcome does to the review: first it is opened again, then concluded or withdrawn; a postponed one stays as it is. */
export type Effect = { reopen: boolean; conclude: ReviewOutcome | null; withdraw: boolean };

const nothing: Effect = { reopen: false, conclude: null, withdraw: false };

/**
 * What the outcome does to the review. Minds can be changed while the meeting is open: what this meeting concluded or
 * withdrew is opened again first. A review that was concluded before stays concluded, with the outcome it had; here only
 * its follow-up is dealt with. Refuses `agenda.concluded-before` for withdrawing such a one.
 */
export function effectOf(item: DecidedItem, openedAt: string | null, outcome: ItemOutcome): Effect {
  if (outcome === item.outcome) return nothing;
  const { review_state: state, concluded_at: concludedAt } = item;
  const here = openedAt !== null && concludedAt !== null && concludedAt >= openedAt;
  if (state === 'concluded' && !(here && item.outcome !== null)) {
    if (outcome === 'withdrawn') throw new Refusal(agendaRules.concludedBefore);
    return nothing;
  }
  return {
    reopen: state === 'concluded' || state === 'withdrawn',
    conclude: outcome === 'follow_up' || outcome === 'no_follow_up' ? outcome : null,
    withdraw: outcome === 'withdrawn',
  };
}
