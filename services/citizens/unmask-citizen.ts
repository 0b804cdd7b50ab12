import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { unmaskCitizen as contract } from './contract.ts';
import { formatCpr } from './cpr.ts';
import { cprColumn, sealedNumbers } from './store.ts';

export const unmaskCitizen: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const review = await mustKnow(tx, caller, params.reviewId);
  const [number] = await sealedNumbers(tx, [review.citizenId]);
  const { id, cpr_ct } = orNotFound(number);
  record(tx, {
    verb: 'consult',
    deed: 'unmaskCitizen',
    reviewId: review.id,
    reason: body.reason,
    fields: ['cpr'],
    ids: { citizens: [review.citizenId] },
  });
  return { cpr: formatCpr(floor.vault.open(cpr_ct, cprColumn, id)) };
};
