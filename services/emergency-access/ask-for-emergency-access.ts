import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { getReview } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { notFound, orNotFound, Refusal } from '#platform/errors.ts';
import type { askForEmergencyAccess as contract } from './contract.ts';
import { emergencyRules } from './rules.ts';
import { accessRows, insertAsked, isClosed, livingOf } from './store.ts';
import { accessOf, reasonColumn } from './view.ts';

export const askForEmergencyAccess: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const review = await getReview(tx, params.reviewId);
  if (!review.agencies.includes(caller.agencyId)) throw new Refusal(notFound);
  const living = await livingOf(tx, review.id, caller.personId);
  if (living.includes('confirmed')) throw new Refusal(emergencyRules.openAlready);
  if (!(await isClosed(tx, review.id))) throw new Refusal(emergencyRules.notNeeded);
  const id = randomUUID();
  const asked = await insertAsked(tx, {
    id,
    review_id: review.id,
    unit_id: unitId,
    agency_id: caller.agencyId,
    person_id: caller.personId,
    reason_ct: floor.vault.seal(body.reason, reasonColumn, id),
  });
  if (!asked) throw new Refusal(emergencyRules.askedAlready, { contact: 'approver' });
  record(tx, {
    verb: 'collect',
    deed: 'askForEmergencyAccess',
    reviewId: review.id,
    reason: 'danger',
    ids: { emergencyAccesses: [id] },
  });
  const [row] = await accessRows(tx, unitId, { id });
  return accessOf(orNotFound(row), caller, floor);
};
