import { z } from 'zod';
import type { MeetingFacts } from '#meetings/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { type Absent, absentReasons } from './agenda.ts';
import type { agenda, agendaItem } from './contract.ts';
import { absentRow, type ItemRow, itemsOf, readinessRows, referenceRows, revisionRow } from './store.ts';
import { absentTexts, reasonTexts } from './texts.ts';

type AgendaView = z.output<typeof agenda>;
type Readiness = { asked: number; answered: number };

/** How many absent reviews are shown; whoever waits beyond them is many meetings away. */
const MOST_ABSENT = 500;

const storedAbsent = z.array(z.object({ reviewId: z.string(), reason: z.enum(absentReasons) }));

/** The absent reviews that were stored with a revision. */
export const absentOf = async (tx: Transaction, meetingId: string, revision: number): Promise<Absent[]> =>
  storedAbsent.parse(await absentRow(tx, meetingId, revision));

export async function readinessOf(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<Map<string, Readiness>> {
  const rows = await readinessRows(tx, reviewIds);
  return new Map(rows.map(({ review_id, asked, answered }) => [review_id, { asked, answered }]));
}

export function itemView(
  row: ItemRow,
  readiness: Readiness | undefined,
): Omit<z.output<typeof agendaItem>, 'position'> {
  return {
    id: row.id,
    reviewId: row.review_id,
    reference: row.reference,
    nominatedOn: row.nominated_on,
    reviewState: row.review_state,
    reasons: row.reasons.map((code) => ({ code, ...reasonTexts[code] })),
    readiness: readiness ?? { asked: 0, answered: 0 },
    outcome: row.outcome,
    version: row.version,
  };
}

/** The first absent reviews, as far as they are still open, for those who see every review of the unit. */
async function absentView(
  tx: Transaction,
  absent: readonly Absent[],
): Promise<NonNullable<AgendaView['absent']>> {
  const known = await referenceRows(
    tx,
    absent.map(({ reviewId }) => reviewId),
  );
  const byId = new Map(known.map((review) => [review.id, review]));
  return absent.flatMap(({ reviewId, reason }) => {
    const review = byId.get(reviewId);
    if (!review || ['declined', 'withdrawn', 'lapsed'].includes(review.state)) return [];
    const { why, remedy } = absentTexts[reason];
    const { reference, nominated_on: nominatedOn } = review;
    return [{ reviewId, reference, nominatedOn, reason: { code: reason, ...why }, remedy }];
  });
}

/**
 * A revision as this caller sees it. Positions count only what is shown: a gap would tell that there are reviews which
 * the caller may not know of.
 */
export async function agendaView(
  tx: Transaction,
  caller: PersonCaller,
  meeting: MeetingFacts,
  revision: number,
  newestRevision: number,
): Promise<AgendaView> {
  const row = await revisionRow(tx, meeting.id, revision);
  const items = await itemsOf(tx, meeting.id, row.revision);
  const readiness = await readinessOf(
    tx,
    items.map((item) => item.review_id),
  );
  const oversees = caller.roles.includes('chair') || caller.roles.includes('coordinator');
  const absent = oversees ? await absentOf(tx, meeting.id, row.revision) : [];
  const { id, date, state, capacity, version } = meeting;
  return {
    meeting: { id, date, state, capacity, version },
    revision: row.revision,
    state: row.state,
    newestRevision,
    builtAt: row.built_at,
    settledAt: row.settled_at,
    items: items.map((item, index) => ({
      ...itemView(item, readiness.get(item.review_id)),
      position: index + 1,
    })),
    absent: oversees ? await absentView(tx, absent.slice(0, MOST_ABSENT)) : null,
    absentMore: absent.length > MOST_ABSENT,
  };
}

/** The ids in an agenda, for the trail. */
export const idsIn = (view: AgendaView) => ({
  meetings: [view.meeting.id],
  agendaItems: view.items.map(({ id }) => id),
  reviews: view.items.map(({ reviewId }) => reviewId),
  absent: (view.absent ?? []).map(({ reviewId }) => reviewId),
});
