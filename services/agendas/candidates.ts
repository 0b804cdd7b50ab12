import { reviewsOffAgendas } from '#assessments/questions.ts';
import { agendaCandidates } from '#case-reviews/questions.ts';
import { overdueSince } from '#follow-ups/questions.ts';
import type { MeetingFacts } from '#meetings/questions.ts';
import type { CivilDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import type { Candidate } from './agenda.ts';
import { askedAbout, decidedItems, onEarlierAgendas, standingRows } from './store.ts';

type History = { carriedOver: number; dealtWithOn: CivilDate | null };
const noHistory: History = { carriedOver: 0, dealtWithOn: null };

/** How many meetings in a row, up to the latest, postponed each review, and which meeting last dealt with it. */
async function historyOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, History>> {
  const histories = new Map<string, History>();
  for (const { review_id, outcome, held_on } of await decidedItems(tx, ids)) {
    const before = histories.get(review_id) ?? noHistory;
    histories.set(
      review_id,
      outcome === 'postponed'
        ? { ...before, carriedOver: before.carriedOver + 1 }
        : { carriedOver: 0, dealtWithOn: held_on },
    );
  }
  return histories;
}

/**
 * What the builder may know, for a meeting seen from `day`: open reviews, and concluded ones with overdue follow-up. A
 * follow-up counts as overdue until a meeting has dealt with its review after the due date, so that one that nobody ever
 * finishes does not take a place at every meeting. One statement for each table.
 */
export async function candidatesFor(
  tx: Transaction,
  meeting: MeetingFacts,
  day: CivilDate,
): Promise<Candidate[]> {
  const open = await agendaCandidates(tx, meeting.unitId);
  const overdue = await overdueSince(tx, meeting.unitId, day);
  const openIds = new Set(open.map(({ id }) => id));
  const rest = await standingRows(
    tx,
    [...overdue.keys()].filter((id) => !openIds.has(id)),
  );
  const reviews = [
    ...open.map(({ id, state, nominatedOn }) => ({ id, state, nominatedOn })),
    ...rest.map((row) => ({ id: row.id, state: row.state, nominatedOn: row.nominated_on })),
  ];
  const ids = reviews.map(({ id }) => id);
  const histories = await historyOf(tx, ids);
  const asked = new Set((await askedAbout(tx, ids)).map((row) => row.review_id));
  const earlier = new Set(await onEarlierAgendas(tx, meeting, day));
  const unconfirmed = new Set(await reviewsOffAgendas(tx, ids, day));
  return reviews.flatMap(({ id, state, nominatedOn }): Candidate[] => {
    if (state !== 'nominated' && state !== 'admitted' && state !== 'concluded') return [];
    const { carriedOver, dealtWithOn } = histories.get(id) ?? noHistory;
    const due = overdue.get(id);
    const overdueFollowUp = due !== undefined && (dealtWithOn === null || due >= dealtWithOn);
    return [
      {
        id,
        nominatedOn,
        state,
        carriedOver,
        overdueFollowUp,
        asked: asked.has(id),
        onEarlierAgenda: earlier.has(id),
        unconfirmed: unconfirmed.has(id),
      },
    ];
  });
}
