import { record } from '#audit/record.ts';
import { referencesOf } from '#case-reviews/questions.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { receiptNumbers } from '#receipts/questions.ts';
import { periodsOfReports } from '#reports/questions.ts';
import type { getRecall, listRecalls, readRecallQueue } from './contract.ts';
import { reachedOf } from './reached.ts';
import {
  agenciesOverdue,
  dueNotices,
  dueRecalls,
  noticesOf,
  reachRows,
  recallById,
  recallRows,
} from './store.ts';
import { noticeView, recallView } from './view.ts';

/** The references of the reviews of these rows, as far as the caller may see them. */
export async function referencesIn(tx: Transaction, rows: readonly { review_id: string }[]) {
  const found = await referencesOf(tx, [...new Set(rows.map(({ review_id }) => review_id))]);
  return new Map(found.map(({ id, reference }) => [id, reference] as const));
}

export const readRecalls: Deed<typeof listRecalls> = async (tx, caller, { query }, floor) => {
  const { cursor, limit, ...filters } = query;
  const place = { caller, endpoint: 'listRecalls', filters };
  const found = await recallRows(tx, {
    unitId: caller.unitId ?? '',
    agencyId: caller.agencyId,
    open: filters.open && filters.open === 'true',
    after: readCursor(floor.vault, place, cursor),
    limit,
  });
  const { rows, next } = pageOf(found, limit, floor.vault, place, (row) => [row.opened_at, row.id]);
  const ids = rows.map(({ id }) => id);
  const [notices, references] = await Promise.all([noticesOf(tx, ids), referencesIn(tx, rows)]);
  record(tx, { verb: 'consult', deed: 'listRecalls', ids: { recalls: ids } });
  return { items: rows.map((row) => recallView(row, notices, { references, floor })), next };
};

export const readRecall: Deed<typeof getRecall> = async (tx, _caller, { params }, floor) => {
  const row = orNotFound(await recallById(tx, params.recallId));
  const [notices, references, reach] = await Promise.all([
    noticesOf(tx, [row.id]),
    referencesIn(tx, [row]),
    reachRows(tx, row.id),
  ]);
  const refs = (kind: 'disclosure' | 'report') =>
    reach.flatMap((one) => (one.kind === kind && one.ref !== null ? [one.ref] : []));
  const [receipts, periods] = await Promise.all([
    receiptNumbers(tx, refs('disclosure')),
    periodsOfReports(tx, refs('report')),
  ]);
  record(tx, {
    verb: 'consult',
    deed: 'getRecall',
    reviewId: row.review_id,
    ids: { recalls: [row.id], findings: [row.finding_id] },
  });
  return {
    ...recallView(row, notices, { references, floor }),
    reached: reachedOf(reach, { receipts, periods }),
  };
};

/** At most so many of each; whoever has more has a list. */
const MOST = 50;

export const readQueue: Deed<typeof readRecallQueue> = async (tx, caller, _input, floor) => {
  const mine = { unitId: caller.unitId ?? '', agencyId: caller.agencyId, limit: MOST };
  const [received, given, overdue] = await Promise.all([
    dueNotices(tx, mine),
    dueRecalls(tx, mine),
    agenciesOverdue(tx, floor.today),
  ]);
  const ids = given.map(({ id }) => id);
  const [notices, references] = await Promise.all([
    noticesOf(tx, ids),
    referencesIn(tx, [...received, ...given]),
  ]);
  record(tx, {
    verb: 'consult',
    deed: 'readRecallQueue',
    ids: { recalls: ids, notices: received.map(({ id }) => id) },
  });
  return {
    toAnswer: received.map((row) => noticeView(row, { references, floor })),
    given: given.map((row) => recallView(row, notices, { references, floor })),
    agenciesOverdue: overdue,
  };
};
