import { mustKnow } from '#case-reviews/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import { lockOwn, ownRow } from './store.ts';

/** Holds a third person of the caller's agency, with its review. Refuses `not-found` and `review.need-to-know`. */
export async function holdOwn(tx: Transaction, caller: PersonCaller, id: string) {
  orNotFound(await lockOwn(tx, id));
  const row = orNotFound(await ownRow(tx, id));
  return { row, review: await mustKnow(tx, caller, row.review_id) };
}
