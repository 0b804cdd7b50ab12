import { record } from '#audit/record.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getDecision } from './contract.ts';
import { findDecision } from './store.ts';
import { toldOf } from './told.ts';

export const readDecision: Deed<typeof getDecision> = async (tx, caller, { params }) => {
  const unitId = orNotFound(caller.unitId);
  const [found, catalogue] = await Promise.all([
    findDecision(tx, params.decisionId),
    catalogueOfUnit(tx, unitId),
  ]);
  const row = orNotFound(found);
  record(tx, {
    verb: 'consult',
    deed: 'getDecision',
    reviewId: row.review_id,
    ids: { decisions: [row.id], ...(row.finding_id === null ? {} : { findings: [row.finding_id] }) },
  });
  return toldOf(row, catalogue, row.agency_id === caller.agencyId);
};
