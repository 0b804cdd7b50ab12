import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { dueStateOf } from '#platform/due.ts';
import { mayDo } from '#platform/permissions.ts';
import type { readQueue as contract } from './contract.ts';
import { unansweredRows } from './question-store.ts';
import { waitingRows } from './store.ts';
import { viewsOf } from './view.ts';

export const readQueue: Deed<typeof contract> = async (tx, caller, _input, { vault, today }) => {
  const unitId = caller.unitId ?? '';
  const [asked, waiting] = await Promise.all([
    unansweredRows(tx, unitId, caller.agencyId),
    mayDo(caller.roles, 'case-reviews.decide') ? waitingRows(tx, unitId) : [],
  ]);
  const [toAnswer, toDecide] = await Promise.all([
    viewsOf(tx, caller, vault, asked),
    viewsOf(tx, caller, vault, waiting),
  ]);
  const shown = [...asked, ...waiting].map((row) => row.id);
  record(tx, { verb: 'consult', deed: 'readQueue', ids: { reviews: shown } });
  const dueOn = new Map(asked.map((row) => [row.id, row.due_on]));
  return {
    toAnswer: toAnswer.map((review) => {
      const due = dueOn.get(review.id) ?? today;
      return { review, dueOn: due, overdue: due < today, due: dueStateOf(due, today) };
    }),
    toDecide,
  };
};
