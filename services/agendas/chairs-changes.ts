import { Refusal } from '#platform/errors.ts';
import type { ItemReason, ReviewState } from '#platform/codes.ts';
import type { Absent, BuiltItem } from './agenda.ts';
import { agendaRules } from './rules.ts';

/** What the chair wants otherwise: reviews to take off, to put on, and the order of all of them. */
export type Changes = {
  readonly remove: readonly string[];
  readonly add: readonly string[];
  readonly order?: readonly string[] | undefined;
};
type OnIt = { readonly reviewId: string; readonly reasons: readonly ItemReason[] };

/** Refuses `agenda.not-on-it` and `agenda.cannot-add`; `states` are those of the reviews to add that the chair may see. */
export function mustFit(
  onIt: readonly OnIt[],
  { remove, add }: Changes,
  states: ReadonlyMap<string, ReviewState>,
): void {
  const there = new Set(onIt.map(({ reviewId }) => reviewId));
  const strangers = remove.filter((id) => !there.has(id));
  if (strangers.length > 0) throw new Refusal(agendaRules.notOnIt, { members: { reviewIds: strangers } });
  const takesPlace = (id: string) => ['admitted', 'concluded'].includes(states.get(id) ?? '');
  const refused = add.filter((id) => there.has(id) || !takesPlace(id));
  if (refused.length > 0) throw new Refusal(agendaRules.cannotAdd, { members: { reviewIds: refused } });
}

/** The agenda with the chair's changes: additions last, unless an order says otherwise. Refuses `agenda.order-incomplete`. */
export function changedAgenda(
  onIt: readonly OnIt[],
  absent: readonly Absent[],
  { remove, add, order }: Changes,
): { items: BuiltItem[]; absent: Absent[] } {
  const removed = new Set(remove);
  const added = new Set(add);
  const wanted = [
    ...onIt.filter(({ reviewId }) => !removed.has(reviewId)),
    ...[...added].map((reviewId): OnIt => ({ reviewId, reasons: ['added_by_chair'] })),
  ];
  const byId = new Map(wanted.map((item) => [item.reviewId, item]));
  const ids = order ?? wanted.map(({ reviewId }) => reviewId);
  const missing = wanted.filter(({ reviewId }) => !ids.includes(reviewId));
  if (missing.length > 0 || ids.length !== wanted.length) {
    throw new Refusal(agendaRules.orderIncomplete, {
      members: { missing: missing.map(({ reviewId }) => reviewId) },
    });
  }
  return {
    items: ids.map((reviewId, index) => ({
      reviewId,
      position: index + 1,
      reasons: [...(byId.get(reviewId)?.reasons ?? [])],
    })),
    absent: [
      ...absent.filter(({ reviewId }) => !added.has(reviewId)),
      ...[...removed].map((reviewId): Absent => ({ reviewId, reason: 'removed_by_chair' })),
    ],
  };
}
