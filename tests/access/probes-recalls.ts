import { missingId, plain, type Probe, stale } from './probe.ts';

const readers = 'liaison chair approver';
/** One that nobody was told of: what is hidden is answered in the same way. */
const missing = (roles: string, param: string, sent: { body?: unknown; version?: number } = {}): Probe => ({
  roles,
  cells: () => [{ relation: 'missing', params: { [param]: missingId }, ...sent, expect: 404 }],
});

/** Recalls of findings, and the notices of them. */
export const recallProbes: Readonly<Record<string, Probe>> = {
  listRecalls: plain(readers, 200),
  listRecallNotices: plain(readers, 200),
  readRecallQueue: plain(readers, 200),
  getRecall: missing(readers, 'recallId'),
  getRecallNotice: missing(readers, 'noticeId'),
  answerRecallNotice: missing('liaison', 'noticeId', { body: { answer: 'acknowledged' }, version: stale }),
};
