import type { Relation } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { thirdPersonRules } from './rules.ts';
import { ownRow } from './store.ts';

export { thirdPersonRules };

/** What a version of a finding keeps of the third person that it is about; nulls where it is about the citizen. */
export type AboutColumns = {
  about_third_person_id: string | null;
  about_review_id: string | null;
  about_relation: Relation | null;
};

/** The third person of the caller's own agency on this review, for a finding. Refuses `third-person.unknown`. */
export async function aboutThirdPerson(
  tx: Transaction,
  reviewId: string,
  thirdPersonId: string | undefined,
): Promise<AboutColumns> {
  if (thirdPersonId === undefined)
    return { about_third_person_id: null, about_review_id: null, about_relation: null };
  const row = await ownRow(tx, thirdPersonId);
  if (row?.review_id !== reviewId) throw new Refusal(thirdPersonRules.unknown);
  return { about_third_person_id: row.id, about_review_id: reviewId, about_relation: row.relation };
}
