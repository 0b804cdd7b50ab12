import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import { textWarningsOn } from '#citizens/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { askForInformation as contract } from './contract.ts';
import { decideQuestion } from './decide-question.ts';
import { expiryOf, requestRules } from './information-request.ts';
import { necessityColumn, questionColumn } from './places.ts';
import { findRequest, insertRequest } from './store.ts';
import { viewOf } from './view.ts';

export const askForInformation: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const review = await mustKnow(tx, caller, params.reviewId);
  if (!review.agencies.includes(caller.agencyId)) throw new Refusal(requestRules.notParty);
  if (review.state !== 'admitted')
    throw new Refusal(requestRules.reviewNotAdmitted, { members: { state: review.state } });
  if (body.wishedOn < floor.today)
    throw new Refusal(requestRules.wishedTooEarly, { members: { today: floor.today } });
  const expiresOn = expiryOf(body.wishedOn);
  const days = { today: floor.today, expiresOn };
  const { basis, useRestriction, catalogueVersion } = await decideQuestion(tx, caller, review, body, days);
  const id = randomUUID();
  await insertRequest(tx, {
    id,
    review_id: review.id,
    unit_id: review.unitId,
    from_agency_id: caller.agencyId,
    to_agency_id: body.agencyId,
    legal_basis_id: basis?.id ?? '',
    purpose: caller.purpose ?? 'prevention',
    data_class: body.dataClass,
    question_ct: floor.vault.seal(body.question, questionColumn, id),
    necessity_ct: floor.vault.seal(body.necessity, necessityColumn, id),
    declared_not_for_investigation: body.declarationNotInvestigation,
    use_restriction: useRestriction?.code ?? null,
    asked_on: floor.today,
    asked_by: caller.personId,
    wished_on: body.wishedOn,
    expires_on: expiresOn,
  });
  record(tx, {
    verb: 'disclose',
    deed: 'askForInformation',
    reviewId: review.id,
    recipient: body.agencyId,
    legalBasis: basis && `${basis.code}/${basis.version}`,
    ids: { requests: [id], catalogueVersions: [catalogueVersion] },
  });
  return {
    ...viewOf(orNotFound(await findRequest(tx, id)), caller, floor),
    warnings: textWarningsOn({ '/body/question': body.question, '/body/necessity': body.necessity }),
  };
};
