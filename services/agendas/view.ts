import { z } from 'zod';
import { securityOfReviews } from '#assessments/questions.ts';
import { answeringOf, dueOfAnswer, peopleOf, readinessOf } from '#case-reviews/questions.ts';
import { limitedFindings } from '#findings/questions.ts';
import { openActionsOf } from '#follow-ups/questions.ts';
import { limitsOf, limitsShown, strictestLimits, strictestOf } from '#legal-bases/questions.ts';
import type { MeetingFacts } from '#meetings/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { mayDo } from '#platform/permissions.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { type Absent, absentReasons } from './agenda.ts';
import type { agenda, agendaItem } from './contract.ts';
import { shownItems } from './shown-items.ts';
import { absentRow, askedRows, type ItemRow, referenceRows, revisionRow } from './store.ts';
import { absentTexts, reasonTexts } from './texts.ts';

type AgendaView = z.output<typeof agenda>;
type ItemView = Omit<z.output<typeof agendaItem>, 'position'>;

/** How many absent reviews are shown; whoever waits beyond them is many meetings away. */
const MOST_ABSENT = 500;

const storedAbsent = z.array(z.object({ reviewId: z.string(), reason: z.enum(absentReasons) }));

/** The absent reviews that were stored with a revision. */
export const absentOf = async (tx: Transaction, meetingId: string, revision: number): Promise<Absent[]> =>
  storedAbsent.parse(await absentRow(tx, meetingId, revision));

/** The items as this caller sees them: who they are about, who has answered, what is open; one statement for each table. */
export async function itemViews(
  tx: Transaction,
  caller: PersonCaller,
  { vault, today }: Floor,
  rows: readonly ItemRow[],
): Promise<ItemView[]> {
  const ids = rows.map((row) => row.review_id);
  const [questions, taking, people, open, security, findings] = await Promise.all([
    askedRows(tx, ids),
    agenciesOfUnit(tx, caller.unitId ?? '', today),
    peopleOf(tx, caller, vault, ids),
    mayDo(caller.roles, 'follow-ups.read') ? openActionsOf(tx, ids) : null,
    securityOfReviews(tx, caller, vault, ids, today),
    mayDo(caller.roles, 'findings.read') ? limitedFindings(tx, ids) : null,
  ]);
  const parties = taking.filter(({ kind }) => kind !== 'national').map(({ id }) => id);
  const limited = Map.groupBy(findings ?? [], ({ reviewId }) => reviewId);
  // Whoever does not know the case cannot know what its findings allow.
  const limitsFor = (reviewId: string) =>
    findings && people.has(reviewId) ? limitsOf(limited.get(reviewId) ?? []) : strictestLimits;
  const asked = Map.groupBy(questions, (question) => question.review_id);
  return rows.map((row) => ({
    id: row.id,
    reviewId: row.review_id,
    reference: row.reference,
    nominatedOn: row.nominated_on,
    reviewState: row.review_state,
    reasons: row.reasons.map((code) => ({ code, ...reasonTexts[code] })),
    name: people.get(row.review_id)?.name ?? null,
    cprMasked: people.get(row.review_id)?.cprMasked ?? null,
    readiness: boardOf(asked.get(row.review_id) ?? [], parties, today),
    openFollowUps: open && (open.get(row.review_id) ?? 0),
    security: security.get(row.review_id) ?? [],
    limits: limitsShown(limitsFor(row.review_id)),
    outcome: row.outcome,
    version: row.version,
  }));
}

/** One line of the readiness board: the agencies asked, and how far each is, as this caller may see it. */
function boardOf(
  questions: Awaited<ReturnType<typeof askedRows>>,
  parties: readonly string[],
  today: string,
): ItemView['readiness'] {
  const agencies = questions.map((row) => {
    const answering = answeringOf(row, row.own_kind);
    const { answered, dueOn } = answering;
    const due = dueOfAnswer(answering, today);
    return { agencyId: row.agency_id, answered, dueOn, standing: readinessOf(answering), due };
  });
  const asked = new Set(agencies.map(({ agencyId }) => agencyId));
  return {
    asked: agencies.length,
    answered: agencies.filter(({ answered }) => answered).length,
    agencies,
    notAsked: parties.filter((agencyId) => !asked.has(agencyId)),
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
  floor: Floor,
  meeting: MeetingFacts,
  revision: number,
  newestRevision: number,
): Promise<AgendaView> {
  const row = await revisionRow(tx, meeting.id, revision);
  const shown = await shownItems(tx, meeting.id, row.revision, floor.today);
  const items = await itemViews(tx, caller, floor, shown.items);
  const oversees = caller.roles.includes('chair') || caller.roles.includes('coordinator');
  const stored = oversees ? await absentOf(tx, meeting.id, row.revision) : [];
  const gone = shown.unconfirmed.map((reviewId): Absent => ({ reviewId, reason: 'not_confirmed_again' }));
  const absent = [...gone, ...stored.filter(({ reviewId }) => !shown.unconfirmed.includes(reviewId))];
  const { id, date, state, capacity, version } = meeting;
  return {
    meeting: { id, date, state, capacity, version },
    revision: row.revision,
    state: row.state,
    newestRevision,
    builtAt: row.built_at,
    settledAt: row.settled_at,
    limits: limitsShown(strictestOf(items.map((item) => item.limits))),
    items: items.map((item, index) => ({ ...item, position: index + 1 })),
    absent: oversees ? await absentView(tx, absent.slice(0, MOST_ABSENT)) : null,
    absentMore: absent.length > MOST_ABSENT,
  };
}

/** The ids in items, for the trail; `named`: the reviews whose person was named. */
export const idsOfItems = (items: readonly ItemView[]) => ({
  agendaItems: items.map(({ id }) => id),
  reviews: items.map(({ reviewId }) => reviewId),
  securityNotices: items.flatMap(({ security }) => security.map(({ id }) => id)),
  named: items.filter(({ name }) => name !== null).map(({ reviewId }) => reviewId),
});

/** The ids in an agenda, for the trail. */
export const idsIn = (view: AgendaView) => ({
  meetings: [view.meeting.id],
  ...idsOfItems(view.items),
  absent: (view.absent ?? []).map(({ reviewId }) => reviewId),
});
