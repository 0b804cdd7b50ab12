import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { boardRows } from './question-store.ts';
import { mustKnow } from './questions.ts';
import { answeringOf, dueOfAnswer, readinessOf } from './readiness.ts';
import type { readReadiness as contract } from './readiness-contract.ts';

export const readReadiness: Deed<typeof contract> = async (tx, caller, { params }, { today }) => {
  const review = await mustKnow(tx, caller, params.reviewId);
  const [taking, rows] = await Promise.all([
    agenciesOfUnit(tx, review.unitId, today),
    boardRows(tx, review.id),
  ]);
  record(tx, { verb: 'consult', deed: 'readReadiness', reviewId: review.id });
  const asked = new Map(rows.map((row) => [row.agency_id, answeringOf(row, row.own_kind)]));
  const parties = taking.filter(({ kind }) => kind !== 'national').map(({ id }) => id);
  // An agency that has left the unit since it was asked is still shown.
  const agencies = [...new Set([...parties, ...asked.keys()])].toSorted();
  return {
    agencies: agencies.map((agencyId) => {
      const answering = asked.get(agencyId) ?? null;
      return {
        agencyId,
        standing: readinessOf(answering),
        dueOn: answering && answering.dueOn,
        due: answering && dueOfAnswer(answering, today),
      };
    }),
  };
};
