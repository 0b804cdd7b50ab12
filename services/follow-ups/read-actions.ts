import { securityOfReviews } from '#assessments/questions.ts';
import { record } from '#audit/record.ts';
import { referencesOf } from '#case-reviews/questions.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getFollowUp, listFollowUps } from './contract.ts';
import { actionById, actionRows } from './store.ts';
import { viewOf } from './view.ts';

export const readAction: Deed<typeof getFollowUp> = async (tx, caller, { params }, floor) => {
  const row = orNotFound(await actionById(tx, params.actionId));
  const told = await securityOfReviews(tx, caller, floor.vault, [row.review_id], floor.today);
  const security = told.get(row.review_id) ?? [];
  record(tx, {
    verb: 'consult',
    deed: 'getFollowUp',
    reviewId: row.review_id,
    ids: { followUps: [row.id], securityNotices: security.map(({ id }) => id) },
  });
  const references = await referencesOf(tx, [row.review_id]);
  return { ...viewOf(row, floor.vault), reviewReference: references[0]?.reference ?? null, security };
};

export const readActions: Deed<typeof listFollowUps> = async (tx, caller, { query }, floor) => {
  const { cursor, limit, ...filters } = query;
  const place = { caller, endpoint: 'listFollowUps', filters };
  const rows = await actionRows(tx, {
    unitId: caller.unitId ?? '',
    agencyId: query.mine === 'true' ? caller.agencyId : null,
    status: query.status,
    overdueOn: query.overdue === 'true' ? floor.today : null,
    after: readCursor(floor.vault, place, cursor),
    limit,
  });
  const shown = pageOf(rows, limit, floor.vault, place, (row) => [row.due_on ?? 'infinity', row.id]);
  const reviews = [...new Set(shown.rows.map(({ review_id }) => review_id))];
  const references = new Map(
    (await referencesOf(tx, reviews)).map(({ id, reference }) => [id, reference] as const),
  );
  const security = await securityOfReviews(tx, caller, floor.vault, reviews, floor.today);
  const securityNotices = [...security.values()].flat().map(({ id }) => id);
  record(tx, {
    verb: 'consult',
    deed: 'listFollowUps',
    ids: { followUps: shown.rows.map(({ id }) => id), reviews, securityNotices },
  });
  const items = shown.rows.map((row) => ({
    ...viewOf(row, floor.vault),
    reviewReference: references.get(row.review_id) ?? null,
    security: security.get(row.review_id) ?? [],
  }));
  return { items, next: shown.next };
};
