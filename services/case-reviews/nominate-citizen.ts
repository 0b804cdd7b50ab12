import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { resolveCitizen } from '#citizens/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import { takeIfNobodyHas } from '#need-to-know/questions.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { Refusal } from '#platform/errors.ts';
import { agenciesOfUnit, municipalities } from '#units/questions.ts';
import { expiryOf, isOpen } from './case-review.ts';
import type { nominateCitizen as contract } from './contract.ts';
import { basisForNomination } from './nomination-basis.ts';
import { nominationRules } from './rules.ts';
import { groundColumn, insertReview, lockNomination, nameColumn, reviewsOfCitizenRows } from './store.ts';
import { viewOf } from './view.ts';

export const nominateCitizen: Deed<typeof contract> = async (tx, caller, { body }, floor) => {
  const { vault, today } = floor;
  const unitId = caller.unitId ?? '';
  const [known, catalogue, taking] = await Promise.all([
    municipalities(tx),
    catalogueOfUnit(tx, unitId),
    agenciesOfUnit(tx, unitId, today),
  ]);
  if (taking.find(({ id }) => id === caller.agencyId)?.sharing !== 'in_force')
    throw new Refusal(nominationRules.agreementLapsed, { contact: 'administrator' });
  mustBeMunicipality(body.municipalityCode, known);
  const basis = basisForNomination(caller, body, catalogue, today);
  const citizenId = await resolveCitizen(tx, vault, body.cpr);
  await lockNomination(tx, `${unitId}/${caller.agencyId}`, citizenId);
  await mustNotBeOpen(tx, unitId, caller.agencyId, citizenId);
  const id = randomUUID();
  const row = await insertReview(tx, {
    id,
    unit_id: unitId,
    citizen_id: citizenId,
    name_ct: vault.seal(body.name, nameColumn, id),
    municipality_code: body.municipalityCode,
    nominating_agency_id: caller.agencyId,
    nominated_by: caller.personId,
    nominated_on: today,
    ground_ct: vault.seal(body.ground, groundColumn, id),
    purpose: basis.purpose,
    legal_basis_id: basis.id,
    expires_on: expiryOf(today),
  });
  const held = [...(await takeIfNobodyHas(tx, caller, row))];
  record(tx, {
    verb: 'collect',
    deed: 'nominateCitizen',
    reviewId: id,
    legalBasis: `${basis.code} v${basis.version}`,
    ids: { citizens: [citizenId] },
  });
  return viewOf(tx, caller, vault, { ...row, held });
};

function mustBeMunicipality(code: string, known: readonly { code: string }[]): void {
  if (known.some((municipality) => municipality.code === code)) return;
  const { municipalityUnknown } = nominationRules;
  const error = {
    pointer: '/body/municipalityCode',
    rule: municipalityUnknown.id,
    ...municipalityUnknown.title,
  };
  throw new Refusal(municipalityUnknown, { errors: [error] });
}

/** One open review of a citizen for each agency. What others nominate is neither looked at nor told. */
async function mustNotBeOpen(
  tx: Transaction,
  unitId: string,
  agencyId: string,
  citizenId: string,
): Promise<void> {
  const reviews = await reviewsOfCitizenRows(tx, unitId, citizenId);
  const open = reviews.find((review) => isOpen(review.state) && review.agencies.includes(agencyId));
  if (open) throw new Refusal(nominationRules.alreadyOpen, { members: { reviewId: open.id } });
}
