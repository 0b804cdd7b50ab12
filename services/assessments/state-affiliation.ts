import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import { textWarningsOn } from '#citizens/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal } from '#platform/errors.ts';
import { mustBeAssessable, mustBeReviewDate } from './affiliation.ts';
import { insertStatement, lockStatements, statementRows } from './affiliation-store.ts';
import { statementViews } from './affiliation-view.ts';
import type { stateAffiliation as contract } from './contract.ts';
import { groundColumn } from './places.ts';
import { mustBePolice } from './police.ts';
import { assessmentRules } from './rules.ts';

export const stateAffiliation: Deed<typeof contract> = async (tx, caller, input, floor) => {
  mustBePolice(caller);
  const { params, body, version } = input;
  const review = await mustKnow(tx, caller, params.reviewId);
  mustBeAssessable(review.state, 'affiliation');
  await lockStatements(tx, review.id);
  const [newest] = await statementRows(tx, review.id);
  mustBeCurrent(version, newest?.version ?? 0);
  const withdraws = body.value === 'withdrawn';
  if (withdraws && (newest === undefined || newest.value === 'withdrawn'))
    throw new Refusal(assessmentRules.nothingToWithdraw);
  mustBeReviewDate(body.value, body.reviewDueOn, floor.today);
  const id = randomUUID();
  await insertStatement(tx, {
    id,
    review_id: review.id,
    unit_id: review.unitId,
    agency_id: caller.agencyId,
    version: (newest?.version ?? 0) + 1,
    value: body.value,
    carries_review: (withdraws ? newest?.carries_review : body.carriesReview) ?? true,
    ground_ct: body.ground === undefined ? null : floor.vault.seal(body.ground, groundColumn, id),
    stated_on: floor.today,
    stated_by: caller.personId,
    review_due_on: body.reviewDueOn ?? null,
  });
  const [stated] = statementViews(await statementRows(tx, review.id), floor.vault, floor.today);
  record(tx, { verb: 'collect', deed: 'stateAffiliation', reviewId: review.id, ids: { affiliations: [id] } });
  return { ...orNotFound(stated), warnings: textWarningsOn({ '/body/ground': body.ground }) };
};
