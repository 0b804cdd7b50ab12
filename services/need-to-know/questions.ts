import { randomUUID } from 'node:crypto';
import { refuseSuspended } from '#agreements/questions.ts';
import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { notFound, orNotFound, Refusal } from '#platform/errors.ts';
import type { Vault } from '#platform/vault.ts';
import { holdingRow } from './people-store.ts';
import { openFirst } from './rules.ts';
import { heldBy, holderOf, isOpenTo, openingHours } from './standing.ts';
import { insertOpening, openedRows, openingColumn, shutReviewBehind, takeReview } from './store.ts';

export { needToKnow } from './rules.ts';
export { holderOf } from './standing.ts';

type Held = { readonly id: string; readonly held: readonly string[] };

/** Of these reviews, those that the caller needs to know; one statement, and none where no colleague has any of them. */
export async function openAmong(
  tx: Transaction,
  caller: PersonCaller,
  reviews: readonly Held[],
): Promise<Set<string>> {
  const isOpen = ({ held }: Held, opened: boolean) => isOpenTo(caller.roles, holderOf(held, caller), opened);
  const shut = reviews.filter((review) => !isOpen(review, false));
  const opened =
    shut.length === 0
      ? []
      : await openedRows(
          tx,
          caller,
          shut.map(({ id }) => id),
        );
  const openedIds = new Set(opened.map(({ review_id }) => review_id));
  return new Set(reviews.filter((review) => isOpen(review, openedIds.has(review.id))).map(({ id }) => id));
}

/** Refuses `review.need-to-know` when a colleague has the case and the caller has not opened it. */
export async function mustBeOpen(tx: Transaction, caller: PersonCaller, review: Held): Promise<void> {
  const open = await openAmong(tx, caller, [review]);
  if (!open.has(review.id)) throw openFirst(review.id);
}

/**
 * Opens a colleague's case to somebody whose task it has become, with the task as the reason, as if they had opened it
 * themselves: for eight hours, recorded, and shown to the approver. Nothing where it is open already.
 */
export async function openForTask(
  tx: Transaction,
  caller: PersonCaller,
  vault: Vault,
  { review, task }: { review: Held; task: string },
): Promise<void> {
  if ((await openAmong(tx, caller, [review])).has(review.id)) return;
  const id = randomUUID();
  const reason = vault.seal(task, openingColumn, id);
  await insertOpening(tx, caller, { id, reviewId: review.id, reason, hours: openingHours });
  record(tx, { verb: 'consult', deed: 'openReview', reviewId: review.id, ids: { openings: [id] } });
}

/**
 * The first act of a liaison on a case that nobody of the agency has makes it theirs. Returns who has it from now on, as
 * `case_review.held`. Whoever acts at the same time as a colleague who was faster is refused like any colleague. Called before
 * anything is added to the review: who has it is written on all that hangs on it.
 */
export async function takeIfNobodyHas(
  tx: Transaction,
  caller: PersonCaller,
  review: Held & { readonly agencies: readonly string[] },
): Promise<readonly string[]> {
  const mayTake = caller.roles.includes('liaison') && review.agencies.includes(caller.agencyId);
  if (!mayTake || holderOf(review.held, caller) !== 'nobody') return review.held;
  if (await takeReview(tx, caller, review.id)) return heldBy(caller, review.held);
  const taken = orNotFound(await holdingRow(tx, review.id));
  await mustBeOpen(tx, caller, taken);
  return taken.held;
}

/**
 * Refuses what was not found: `agreement.suspended` for what the agency was given before its agreement lapsed,
 * `review.need-to-know` for a finding or disclosure of a case that a colleague has, and `not-found` for everything else, so
 * that hidden and missing are alike.
 */
export async function refuseHidden(tx: Transaction, id: string): Promise<never> {
  await refuseSuspended(tx, id);
  const reviewId = await shutReviewBehind(tx, id);
  if (reviewId === null) throw new Refusal(notFound);
  throw openFirst(reviewId);
}
