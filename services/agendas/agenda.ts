import { createHash } from 'node:crypto';
import type { ItemReason } from '#platform/codes.ts';
import type { CivilDate } from '#platform/danish-time.ts';

/**
 * What the builder may know of a review: where it stands and how long it has waited. Nothing about the person is here,
 * so nothing about the person can move it.
 */
export type Candidate = {
  readonly id: string;
  readonly nominatedOn: CivilDate;
  readonly state: 'nominated' | 'admitted' | 'concluded';
  /** How many meetings in a row postponed it, up to now. */
  readonly carriedOver: number;
  /** A follow-up is past its due date, and no meeting has dealt with the review since that date. */
  readonly overdueFollowUp: boolean;
  /** At least one agency has been asked. */
  readonly asked: boolean;
  /** It stands undecided on the agenda of an earlier meeting that is still to be held. */
  readonly onEarlierAgenda: boolean;
  /** It is held because of a statement that its agency has not confirmed again in time. */
  readonly unconfirmed?: boolean;
};

export const absentReasons = [
  'not_admitted',
  'not_confirmed_again',
  'awaiting_first_asking',
  'on_earlier_agenda',
  'over_capacity',
  'removed_by_chair',
] as const;
export type AbsentReason = (typeof absentReasons)[number];

export type AgendaInput = {
  readonly candidates: readonly Candidate[];
  readonly meeting: { readonly date: CivilDate; readonly capacity: number };
};
export type BuiltItem = { reviewId: string; position: number; reasons: ItemReason[] };
export type Absent = { reviewId: string; reason: AbsentReason };
export type BuiltAgenda = { items: BuiltItem[]; absent: Absent[] };

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The one order: carried over, overdue follow-up, oldest nomination, id. Total: no two reviews are equal. */
export function inOrder(one: Candidate, other: Candidate): number {
  return (
    Number(other.carriedOver > 0) - Number(one.carriedOver > 0) ||
    Number(other.overdueFollowUp) - Number(one.overdueFollowUp) ||
    byText(one.nominatedOn, other.nominatedOn) ||
    byText(one.id, other.id)
  );
}

function reasonsFor(candidate: Candidate): ItemReason[] {
  const reasons: ItemReason[] = [];
  if (candidate.carriedOver > 0) reasons.push('carried_over');
  if (candidate.overdueFollowUp) reasons.push('overdue_follow_up');
  return reasons.length > 0 ? reasons : ['nominated'];
}

/** Why a review cannot come on, whatever the capacity; null when it can. */
function keptOff(candidate: Candidate): AbsentReason | null {
  if (candidate.state === 'nominated') return 'not_admitted';
  if (candidate.unconfirmed) return 'not_confirmed_again';
  if (candidate.onEarlierAgenda) return 'on_earlier_agenda';
  const waits = candidate.carriedOver > 0 || candidate.overdueFollowUp;
  return candidate.state === 'admitted' && !candidate.asked && !waits ? 'awaiting_first_asking' : null;
}

/** Whether a candidate has any business at a meeting: open reviews always, concluded ones only with overdue follow-up. */
const concerns = ({ state, overdueFollowUp }: Candidate) => state !== 'concluded' || overdueFollowUp;

/**
 * The agenda of a meeting: who comes on, in which order and why, and of every other open review why not. Deterministic:
 * the same candidates give the same agenda in whatever order they come. Law: SYS-73, no profiling and no scoring.
 */
export function buildAgenda({ candidates, meeting }: AgendaInput): BuiltAgenda {
  const items: BuiltItem[] = [];
  const absent: Absent[] = [];
  for (const candidate of candidates.filter(concerns).toSorted(inOrder)) {
    const reason = keptOff(candidate) ?? (items.length < meeting.capacity ? null : 'over_capacity');
    if (reason !== null) absent.push({ reviewId: candidate.id, reason });
    else {
      const position = items.length + 1;
      items.push({ reviewId: candidate.id, position, reasons: reasonsFor(candidate) });
    }
  }
  return { items, absent };
}

/** SHA-256 of everything that the builder looked at; equal inputs give equal bytes. */
export function hashOfInputs({ candidates, meeting }: AgendaInput): Buffer {
  const rows = candidates
    .toSorted((one, other) => byText(one.id, other.id))
    .map((one) => [
      one.id,
      one.nominatedOn,
      one.state,
      one.carriedOver,
      one.overdueFollowUp,
      one.asked,
      one.onEarlierAgenda,
      ...(one.unconfirmed ? ['unconfirmed'] : []),
    ]);
  return createHash('sha256')
    .update(JSON.stringify([meeting.date, meeting.capacity, rows]))
    .digest();
}
