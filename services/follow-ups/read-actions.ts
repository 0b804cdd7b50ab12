import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getFollowUp, listFollowUps } from './contract.ts';
import { actionById, actionRows } from './store.ts';
import { viewOf } from './view.ts';

export const readAction: Deed<typeof getFollowUp> = async (tx, _caller, { params }, floor) => {
  const row = orNotFound(await actionById(tx, params.actionId));
  record(tx, {
    verb: 'consult',
    deed: 'getFollowUp',
    reviewId: row.review_id,
    ids: { followUps: [row.id] },
  });
  return viewOf(row, floor.vault);
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
  record(tx, {
    verb: 'consult',
    deed: 'listFollowUps',
    ids: {
      followUps: shown.rows.map(({ id }) => id),
      reviews: [...new Set(shown.rows.map(({ review_id }) => review_id))],
    },
  });
  return { items: shown.rows.map((row) => viewOf(row, floor.vault)), next: shown.next };
};
