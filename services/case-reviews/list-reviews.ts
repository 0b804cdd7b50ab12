import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import type { listCaseReviews as contract } from './contract.ts';
import { listRows } from './list-store.ts';
import { viewsOf } from './view.ts';

export const listReviews: Deed<typeof contract> = async (tx, caller, { query }, { vault }) => {
  const { limit, cursor, ...filters } = query;
  const place = { caller, endpoint: 'listCaseReviews', filters };
  const [nominatedOn, id] = readCursor(vault, place, cursor) ?? [];
  const found = await listRows(tx, {
    unitId: caller.unitId ?? '',
    ...filters,
    awaitingAgencyId: filters.awaiting && caller.agencyId,
    after: nominatedOn !== undefined && id !== undefined ? { nominatedOn, id } : undefined,
    limit: limit + 1,
  });
  const { rows, next } = pageOf(found, limit, vault, place, (row) => [row.nominated_on, row.id]);
  record(tx, { verb: 'consult', deed: 'listCaseReviews', ids: { reviews: rows.map((row) => row.id) } });
  return { items: await viewsOf(tx, caller, vault, rows), next };
};
