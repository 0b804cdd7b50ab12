import { record } from '#audit/record.ts';
import { meetingLife } from '#meetings/questions.ts';
import { requestLife } from '#requests/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { reviewLife } from './case-review.ts';
import type { readStates as contract } from './contract.ts';

export const readStates: Deed<typeof contract> = async (tx) => {
  record(tx, { verb: 'consult', deed: 'readStates' });
  return { caseReview: reviewLife, meeting: meetingLife, request: requestLife };
};
