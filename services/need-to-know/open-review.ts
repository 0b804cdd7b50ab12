import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { Vault } from '#platform/vault.ts';
import type { listOpenings, openReview, reviewOpening } from './contract.ts';
import { markReviewed, openingRow, type OpeningRow, openingRows } from './opening-store.ts';
import { holdingRow } from './people-store.ts';
import { assignmentRules, openingRules } from './rules.ts';
import { openingHours } from './standing.ts';
import { insertOpening, openingColumn } from './store.ts';

export const openWithReason: Deed<typeof openReview> = async (tx, caller, { params, body }, { vault }) => {
  const { reviewId } = params;
  const review = orNotFound(await holdingRow(tx, reviewId));
  if (!review.agencies.includes(caller.agencyId))
    throw new Refusal(assignmentRules.notParty, { contact: 'chair' });
  const id = randomUUID();
  const reason = vault.seal(body.reason, openingColumn, id);
  const row = await insertOpening(tx, caller, { id, reviewId, reason, hours: openingHours });
  record(tx, { verb: 'consult', deed: 'openReview', reviewId, ids: { openings: [id] } });
  return { id, reviewId, openedAt: row.given_at, until: orNotFound(row.until) };
};

export const readOpenings: Deed<typeof listOpenings> = async (tx, caller, { query }, { vault }) => {
  const { limit, cursor, ...filters } = query;
  const place = { caller, endpoint: 'listOpenings', filters };
  const [openedAt, id] = readCursor(vault, place, cursor) ?? [];
  const found = await openingRows(tx, {
    agencyId: caller.agencyId,
    reviewed: filters.reviewed === undefined ? undefined : filters.reviewed === 'true',
    after: openedAt !== undefined && id !== undefined ? { openedAt, id } : undefined,
    limit: limit + 1,
  });
  const { rows, next } = pageOf(found, limit, vault, place, (row) => [row.given_at, row.id]);
  record(tx, {
    verb: 'consult',
    deed: 'listOpenings',
    ids: { openings: rows.map((row) => row.id), reviews: [...new Set(rows.map((row) => row.review_id))] },
  });
  return { items: rows.map((row) => openingView(row, vault)), next };
};

export const reviewOneOpening: Deed<typeof reviewOpening> = async (tx, caller, { params }, { vault }) => {
  const row = orNotFound(await openingRow(tx, caller.agencyId, params.openingId));
  if (row.person_id === caller.personId) throw new Refusal(openingRules.ownOpening, { contact: 'approver' });
  await markReviewed(tx, row.id, caller.personId);
  record(tx, { verb: 'alter', deed: 'reviewOpening', reviewId: row.review_id, ids: { openings: [row.id] } });
  return openingView(orNotFound(await openingRow(tx, caller.agencyId, row.id)), vault);
};

const openingView = (row: OpeningRow, vault: Vault) => ({
  id: row.id,
  reviewId: row.review_id,
  reference: row.reference,
  personId: row.person_id,
  name: row.name,
  kind: row.kind === 'emergency' ? ('emergency' as const) : ('opened' as const),
  reason: vault.openOptional(row.reason_ct, openingColumn, row.id) ?? '',
  openedAt: row.given_at,
  until: row.until,
  reviewedAt: row.reviewed_at,
  reviewedBy: row.reviewed_by_name,
});
