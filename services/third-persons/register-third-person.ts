import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import { maskNumber, resolveCitizen, textWarningsOn } from '#citizens/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { registerThirdPerson as contract } from './contract.ts';
import { basisOfRegistration } from './decide.ts';
import { nameColumn, necessityColumn, numberColumn } from './places.ts';
import { thirdPersonRules } from './rules.ts';
import { insertThirdPerson, ownRow } from './store.ts';
import { ownView } from './view.ts';

export const registerThirdPerson: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const { vault, today } = floor;
  const review = await mustKnow(tx, caller, params.reviewId);
  if (!review.agencies.includes(caller.agencyId))
    throw new Refusal(thirdPersonRules.notParty, { contact: 'chair' });
  if (review.state !== 'admitted')
    throw new Refusal(thirdPersonRules.reviewNotAdmitted, { members: { state: review.state } });
  const purpose = caller.purpose ?? 'prevention';
  const basis = basisOfRegistration(
    caller,
    { ...body, purpose },
    await catalogueOfUnit(tx, review.unitId),
    today,
  );
  // Not before the basis holds: a number leaves no trace of having been tried.
  const citizenId = body.cpr === undefined ? null : await resolveCitizen(tx, vault, body.cpr);
  if (citizenId === review.citizenId) throw new Refusal(thirdPersonRules.mainCitizen);
  const id = randomUUID();
  await insertThirdPerson(tx, {
    id,
    review_id: review.id,
    unit_id: review.unitId,
    agency_id: caller.agencyId,
    relation: body.relation,
    name_ct: vault.seal(body.name, nameColumn, id),
    citizen_id: citizenId,
    number_ct: body.cpr === undefined ? null : vault.seal(maskNumber(body.cpr), numberColumn, id),
    legal_basis_id: basis.id,
    purpose,
    data_class: body.dataClass,
    necessity_ct: vault.seal(body.necessity, necessityColumn, id),
    registered_on: today,
    registered_by: caller.personId,
  });
  record(tx, {
    verb: 'collect',
    deed: 'registerThirdPerson',
    reviewId: review.id,
    legalBasis: `${basis.code}/${basis.version}`,
    ids: { thirdPersons: [id] },
  });
  const warnings = textWarningsOn({ '/body/necessity': body.necessity });
  return { ...ownView(orNotFound(await ownRow(tx, id)), vault), warnings };
};
