import { getReview } from '#case-reviews/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { Facts } from './release.ts';
import { authorsOf, type FindingRow } from './store.ts';

/** What a release is decided on, read at once. */
export async function factsOfRelease(
  tx: Transaction,
  caller: PersonCaller,
  row: FindingRow,
  today: string,
): Promise<Facts> {
  const [review, taking, catalogue, authors] = await Promise.all([
    getReview(tx, row.review_id),
    agenciesOfUnit(tx, row.unit_id, today),
    catalogueOfUnit(tx, row.unit_id),
    caller.roles.includes('approver') ? authorsOf(tx, row.id) : [],
  ]);
  return { review, taking, catalogue, authors };
}
