import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import type { listSecurityAssessments } from './contract.ts';
import { assessmentRows, markNoticesRead, toldRows } from './security-store.ts';
import { assessmentView, receivedView } from './security-view.ts';

export const readSecurity: Deed<typeof listSecurityAssessments> = async (tx, caller, { params }, floor) => {
  const review = await mustKnow(tx, caller, params.reviewId);
  const [own, told] = await Promise.all([
    assessmentRows(tx, review.id),
    toldRows(tx, [review.id], floor.today),
  ]);
  const received = told.filter((row) => !row.own);
  await markNoticesRead(
    tx,
    received.flatMap(({ id, first_read_at }) => (first_read_at === null ? [id] : [])),
  );
  record(tx, {
    verb: 'consult',
    deed: 'listSecurityAssessments',
    reviewId: review.id,
    ids: { security: own.map(({ id }) => id), securityNotices: received.map(({ id }) => id) },
  });
  return {
    items: [
      ...own.map((row) => assessmentView(row, floor.vault, floor.today)),
      ...received.map((row) => receivedView(row, floor.vault)),
    ],
  };
};
