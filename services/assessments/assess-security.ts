import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import { textWarningsOn } from '#citizens/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { mustBeAssessable } from './affiliation.ts';
import type { assessSecurity as contract } from './contract.ts';
import { holdOwn } from './own-security.ts';
import { tellRecipients } from './notices.ts';
import { conditionTextColumn, contactColumn, necessityColumn } from './places.ts';
import { mustBePolice } from './police.ts';
import { basisOfAssessment, decideTelling, mustBeValidity } from './security.ts';
import { assessmentRow, insertAssessment, setEnded } from './security-store.ts';
import { assessmentView } from './security-view.ts';

export const assessSecurity: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  mustBePolice(caller);
  const review = await mustKnow(tx, caller, params.reviewId);
  mustBeAssessable(review.state, 'security');
  mustBeValidity(body.validUntil, floor.today);
  const purpose = caller.purpose ?? 'prevention';
  const [catalogue, taking] = await Promise.all([
    catalogueOfUnit(tx, review.unitId),
    agenciesOfUnit(tx, review.unitId, floor.today),
  ]);
  const wish = { ...body, purpose };
  const facts = { catalogue, review, taking, today: floor.today };
  const basis = basisOfAssessment(caller, wish, facts);
  const decided = decideTelling(caller, wish, facts);
  if (body.replaces !== undefined) {
    const older = await holdOwn(tx, body.replaces, review.id);
    if (older.ended_at === null) await setEnded(tx, older.id, { at: floor.now, personId: caller.personId });
  }
  const id = randomUUID();
  const { vault, today } = floor;
  await insertAssessment(tx, {
    id,
    review_id: review.id,
    unit_id: review.unitId,
    agency_id: caller.agencyId,
    conditions: [...new Set(body.conditions)],
    text_ct: body.text === undefined ? null : vault.seal(body.text, conditionTextColumn, id),
    contact_ct: vault.seal(body.contact, contactColumn, id),
    legal_basis_id: basis.id,
    purpose,
    necessity_ct: vault.seal(body.necessity, necessityColumn, id),
    assessed_on: today,
    assessed_by: caller.personId,
    valid_until: body.validUntil,
    replaces: body.replaces ?? null,
  });
  record(tx, {
    verb: 'collect',
    deed: 'assessSecurity',
    reviewId: review.id,
    legalBasis: `${basis.code}/${basis.version}`,
    ids: { security: [id, ...(body.replaces === undefined ? [] : [body.replaces])] },
  });
  const told = {
    assessmentId: id,
    reviewId: review.id,
    unitId: review.unitId,
    conditions: [...new Set(body.conditions)],
    text: body.text ?? null,
    contact: body.contact,
    assessedOn: today,
    validUntil: body.validUntil,
    purpose,
    declared: body.declarationNotInvestigation,
  };
  await tellRecipients(tx, caller, floor, told, decided);
  const written = assessmentView(orNotFound(await assessmentRow(tx, id)), vault, today);
  const warnings = textWarningsOn({ '/body/text': body.text, '/body/necessity': body.necessity });
  return { ...written, warnings };
};
