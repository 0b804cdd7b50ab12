import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import type { Deed } from '#platform/deed.ts';
import type { listThirdPersons } from './contract.ts';
import { markRead, ownRows, receivedRows } from './store.ts';
import { ownView, receivedView } from './view.ts';

export const readThirdPersons: Deed<typeof listThirdPersons> = async (tx, caller, { params }, { vault }) => {
  const review = await mustKnow(tx, caller, params.reviewId);
  const [own, received] = await Promise.all([ownRows(tx, review.id), receivedRows(tx, review.id)]);
  await markRead(
    tx,
    received.flatMap(({ id, first_read_at }) => (first_read_at === null ? [id] : [])),
  );
  record(tx, {
    verb: 'consult',
    deed: 'listThirdPersons',
    reviewId: review.id,
    ids: { thirdPersons: [...own.map(({ id }) => id), ...received.map((row) => row.third_person_id)] },
  });
  return {
    items: [...own.map((row) => ownView(row, vault)), ...received.map((row) => receivedView(row, vault))],
  };
};
