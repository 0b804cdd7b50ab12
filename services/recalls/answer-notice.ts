import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { answerRecallNotice, getRecallNotice, listRecallNotices } from './contract.ts';
import { referencesIn } from './read-recalls.ts';
import { recallRules } from './recall.ts';
import { markSeen, noticeOf, noticeRows, setAnswer } from './store.ts';
import { noticeView, whyColumn } from './view.ts';

export const readNotices: Deed<typeof listRecallNotices> = async (tx, caller, { query }, floor) => {
  const { cursor, limit, ...filters } = query;
  const place = { caller, endpoint: 'listRecallNotices', filters };
  const found = await noticeRows(tx, {
    unitId: caller.unitId ?? '',
    agencyId: caller.agencyId,
    open: filters.open && filters.open === 'true',
    after: readCursor(floor.vault, place, cursor),
    limit,
  });
  const { rows, next } = pageOf(found, limit, floor.vault, place, (row) => [row.opened_at, row.id]);
  const references = await referencesIn(tx, rows);
  record(tx, { verb: 'consult', deed: 'listRecallNotices', ids: { notices: rows.map(({ id }) => id) } });
  return { items: rows.map((row) => noticeView(row, { references, floor })), next };
};

export const readNotice: Deed<typeof getRecallNotice> = async (tx, caller, { params }, floor) => {
  const row = orNotFound(await noticeOf(tx, params.noticeId, caller.agencyId));
  if (row.first_seen_at === null) await markSeen(tx, row.id, floor.now);
  const references = await referencesIn(tx, [row]);
  record(tx, {
    verb: 'consult',
    deed: 'getRecallNotice',
    reviewId: row.review_id,
    ids: { notices: [row.id] },
  });
  return noticeView({ ...row, first_seen_at: row.first_seen_at ?? floor.now }, { references, floor });
};

export const answerNotice: Deed<typeof answerRecallNotice> = async (tx, caller, input, floor) => {
  const { params, body, version } = input;
  const row = orNotFound(await noticeOf(tx, params.noticeId, caller.agencyId));
  if (row.superseded_at !== null) throw new Refusal(recallRules.superseded);
  if (row.answer === 'acknowledged') throw new Refusal(recallRules.answered);
  mustBeCurrent(version, row.version);
  const why = body.why === undefined ? null : floor.vault.seal(body.why, whyColumn, row.id);
  const answer = { answer: body.answer, why, by: caller.personId, at: floor.now };
  if (!(await setAnswer(tx, row, answer))) throw new Refusal(staleVersion);
  const answered = orNotFound(await noticeOf(tx, row.id, caller.agencyId));
  const references = await referencesIn(tx, [row]);
  record(tx, {
    verb: 'alter',
    deed: 'answerRecallNotice',
    reviewId: row.review_id,
    reason: body.answer,
    ids: { notices: [row.id], recalls: [row.recall_id] },
  });
  return noticeView(answered, { references, floor });
};
