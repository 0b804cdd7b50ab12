import { record } from '#audit/record.ts';
import { referencesOf } from '#case-reviews/questions.ts';
import { namesOfPeople } from '#identity/questions.ts';
import { type CursorPlace, pageOf, readCursor } from '#platform/cursor.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getReceipt, listReceiptKeys, listReceipts } from './contract.ts';
import { receiptFile } from './register-file.ts';
import { entriesBefore, entriesOf, headOf } from './store.ts';
import { peopleIn, receiptView, type ReceiptView, reviewsIn } from './view.ts';

export const readReceipts: Deed<typeof listReceipts> = async (tx, caller, { query }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { cursor, ...filters } = query;
  const place: CursorPlace = { caller, endpoint: 'listReceipts', filters };
  const [before] = readCursor(floor.vault, place, cursor) ?? [];
  const { limit, kind, toAgencyId, reviewId } = filters;
  const whose = { unitId, agencyId: caller.agencyId };
  const asked = { ...whose, kind, toAgencyId, reviewId, limit };
  const [found, head] = await Promise.all([
    entriesBefore(tx, { ...asked, before: before === undefined ? null : Number(before) }),
    headOf(tx, unitId, caller.agencyId),
  ]);
  const { rows, next } = pageOf(found, limit, floor.vault, place, ({ number }) => [String(number)]);
  const items = rows.map(receiptView);
  record(tx, { verb: 'consult', deed: 'listReceipts', ids: idsOf(items) });
  return { items, next, head: headView(head), ...(await names(tx, items)) };
};

export const readReceipt: Deed<typeof getReceipt> = async (tx, _caller, { params }) => {
  const rows = await entriesOf(tx, [params.disclosureId]);
  const [first, ...later] = rows.map(receiptView);
  const receipt = orNotFound(first);
  const items = [receipt, ...later];
  record(tx, { verb: 'consult', deed: 'getReceipt', reviewId: receipt.reviewId, ids: idsOf(items) });
  return { receipt, later, file: receiptFile(rows), ...(await names(tx, items)) };
};

export const readReceiptKeys: Deed<typeof listReceiptKeys> = async (tx, _caller, _input, { vault }) => {
  record(tx, { verb: 'consult', deed: 'listReceiptKeys' });
  return { items: vault.receiptKeys.map((key, place) => ({ ...key, current: place === 0 })) };
};

const idsOf = (items: readonly ReceiptView[]) => ({
  disclosures: [...new Set(items.map(({ disclosureId }) => disclosureId))],
});

async function names(tx: Transaction, items: readonly ReceiptView[]) {
  const [people, reviews] = await Promise.all([
    namesOfPeople(tx, peopleIn(items)),
    referencesOf(tx, reviewsIn(items)),
  ]);
  return { people, reviews };
}

type HeadRow = Awaited<ReturnType<typeof headOf>>;
const headView = (head: HeadRow) =>
  head?.last_number && head.last_hash
    ? { number: head.last_number, hash: head.last_hash.toString('hex') }
    : null;
