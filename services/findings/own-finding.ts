import { refuseHidden } from '#need-to-know/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { findingRules } from './rules.ts';
import { lockOwn } from './store.ts';

/**
 * Holds a finding of the caller's own agency that is not withdrawn. Refuses `not-found`, `review.need-to-know` and
 * `finding.withdrawn`.
 */
export async function holdOwn(tx: Transaction, caller: PersonCaller, findingId: string) {
  const held = (await lockOwn(tx, caller.agencyId, findingId)) ?? (await refuseHidden(tx, findingId));
  if (held.withdrawn_at !== null) throw new Refusal(findingRules.withdrawn);
  return held;
}
