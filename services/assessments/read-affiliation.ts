import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { statementRows } from './affiliation-store.ts';
import { statementViews } from './affiliation-view.ts';
import type { listAffiliationStatements } from './contract.ts';
import { mustBePolice } from './police.ts';

export const readAffiliation: Deed<typeof listAffiliationStatements> = async (
  tx,
  caller,
  { params },
  floor,
) => {
  mustBePolice(caller);
  const review = await mustKnow(tx, caller, params.reviewId);
  const rows = await statementRows(tx, review.id);
  record(tx, {
    verb: 'consult',
    deed: 'listAffiliationStatements',
    reviewId: review.id,
    ids: { affiliations: rows.map(({ id }) => id) },
  });
  return { items: statementViews(rows, floor.vault, floor.today) };
};
