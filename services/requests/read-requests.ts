import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getRequest, listRequests } from './contract.ts';
import { findRequest, requestRows } from './store.ts';
import { viewOf } from './view.ts';

export const readRequests: Deed<typeof listRequests> = async (tx, caller, { query }, floor) => {
  const { limit, cursor, ...filters } = query;
  const place = { caller, endpoint: 'listRequests', filters };
  const found = await requestRows(tx, {
    unitId: caller.unitId ?? '',
    toAgencyId: filters.direction === 'received' ? caller.agencyId : undefined,
    fromAgencyId: filters.direction === 'sent' ? caller.agencyId : undefined,
    open: filters.open === undefined ? undefined : filters.open === 'true',
    state: filters.state,
    reviewId: filters.reviewId,
    today: floor.today,
    after: readCursor(floor.vault, place, cursor),
    limit,
  });
  const { rows, next } = pageOf(found, limit, floor.vault, place, (row) => [row.wished_on, row.id]);
  record(tx, {
    verb: 'consult',
    deed: 'listRequests',
    ids: { requests: rows.map(({ id }) => id), reviews: [...new Set(rows.map((row) => row.review_id))] },
  });
  return { items: rows.map((row) => viewOf(row, caller, floor)), next };
};

export const readRequest: Deed<typeof getRequest> = async (tx, caller, { params }, floor) => {
  const row = orNotFound(await findRequest(tx, params.requestId));
  record(tx, { verb: 'consult', deed: 'getRequest', reviewId: row.review_id, ids: { requests: [row.id] } });
  return viewOf(row, caller, floor);
};
