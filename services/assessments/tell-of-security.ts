import { mustKnow } from '#case-reviews/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { tellOfSecurity as contract } from './contract.ts';
import { tellRecipients } from './notices.ts';
import { holdInForce } from './own-security.ts';
import { conditionTextColumn, contactColumn, necessityColumn } from './places.ts';
import { mustBePolice } from './police.ts';
import { assessmentRules } from './rules.ts';
import { decideTelling } from './security.ts';
import { assessmentRow } from './security-store.ts';
import { assessmentView } from './security-view.ts';

export const tellOfSecurity: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  mustBePolice(caller);
  const row = await holdInForce(tx, params.assessmentId, floor.today);
  const twice = body.recipients.filter((id) => row.notices.some((notice) => notice.to_agency_id === id));
  if (twice.length > 0) throw new Refusal(assessmentRules.toldAlready, { members: { recipients: twice } });
  const [review, catalogue, taking] = await Promise.all([
    mustKnow(tx, caller, row.review_id),
    catalogueOfUnit(tx, row.unit_id),
    agenciesOfUnit(tx, row.unit_id, floor.today),
  ]);
  const { vault } = floor;
  const wish = {
    legalBasisCode: row.code,
    purpose: row.purpose,
    necessity: vault.open(row.necessity_ct, necessityColumn, row.id),
    validUntil: row.valid_until,
    declarationNotInvestigation: body.declarationNotInvestigation,
    recipients: body.recipients,
  };
  const decided = decideTelling(caller, wish, { catalogue, review, taking, today: floor.today });
  const told = {
    assessmentId: row.id,
    reviewId: row.review_id,
    unitId: row.unit_id,
    conditions: row.conditions,
    text: vault.openOptional(row.text_ct, conditionTextColumn, row.id),
    contact: vault.open(row.contact_ct, contactColumn, row.id),
    assessedOn: row.assessed_on,
    validUntil: row.valid_until,
    purpose: row.purpose,
    declared: body.declarationNotInvestigation,
  };
  await tellRecipients(tx, caller, floor, told, decided);
  return assessmentView(orNotFound(await assessmentRow(tx, row.id)), vault, floor.today);
};
