import { record } from '#audit/record.ts';
import { reviewsOfCitizen } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import type { lookUpCitizen as contract } from './contract.ts';
import { maskCpr, readDigits } from './cpr.ts';
import { lookUpsPerHour, spentFor } from './quota.ts';
import { countLookUp, findVisible } from './store.ts';

/** Stands for "no citizen", so that the same questions are asked whether or not somebody was found. */
const nobody = '00000000-0000-0000-0000-000000000000';

export const lookUpCitizen: Deed<typeof contract> = async (tx, caller, { body }, floor) => {
  const wait = await countLookUp(tx, caller.personId, lookUpsPerHour);
  if (wait !== null) throw spentFor(wait);
  const citizenId = await findVisible(tx, floor.vault, body.cpr);
  const reviews = await reviewsOfCitizen(tx, caller.unitId ?? '', citizenId ?? nobody);
  record(tx, {
    verb: 'search',
    deed: 'lookUpCitizen',
    reason: body.reason,
    ids: { term: [floor.vault.searchTerm(body.cpr)], reviews: reviews.map((review) => review.id) },
  });
  const { replacement, modulus11 } = readDigits(body.cpr);
  return { cprMasked: maskCpr(body.cpr), replacementNumber: replacement, modulus11, reviews };
};
