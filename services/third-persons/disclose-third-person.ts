import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { discloseThirdPerson as contract } from './contract.ts';
import { decideRelease } from './decide.ts';
import { holdOwn } from './own-third-person.ts';
import { nameColumn, numberColumn, toldNameColumn, toldNecessityColumn, toldNumberColumn } from './places.ts';
import { thirdPersonRules } from './rules.ts';
import { insertDisclosures, ownRow } from './store.ts';
import { ownView } from './view.ts';

export const discloseThirdPerson: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const { vault, today } = floor;
  const { row, review } = await holdOwn(tx, caller, params.thirdPersonId);
  if (review.state !== 'admitted')
    throw new Refusal(thirdPersonRules.reviewNotAdmitted, { members: { state: review.state } });
  const held = row.disclosures
    .filter((given) => given.revoked_at === null)
    .map((given) => given.to_agency_id);
  const twice = body.recipients.filter((agencyId) => held.includes(agencyId));
  if (twice.length > 0)
    throw new Refusal(thirdPersonRules.disclosedAlready, { members: { recipients: twice } });
  const [catalogue, taking] = await Promise.all([
    catalogueOfUnit(tx, row.unit_id),
    agenciesOfUnit(tx, row.unit_id, today),
  ]);
  const purpose = caller.purpose ?? row.purpose;
  const wish = { ...body, purpose, dataClass: row.data_class, registeredBy: row.registered_by };
  const decided = decideRelease(caller, wish, { catalogue, taking, review, today });
  const name = vault.open(row.name_ct, nameColumn, row.id);
  const number = vault.openOptional(row.number_ct, numberColumn, row.id);
  const given = decided.map(({ agencyId, decision }) => ({ id: randomUUID(), agencyId, decision }));
  await insertDisclosures(
    tx,
    given.map(({ id, agencyId, decision }) => ({
      id,
      third_person_id: row.id,
      review_id: row.review_id,
      unit_id: row.unit_id,
      from_agency_id: row.agency_id,
      to_agency_id: agencyId,
      relation: row.relation,
      name_ct: vault.seal(name, toldNameColumn, id),
      number_ct: number === null ? null : vault.seal(number, toldNumberColumn, id),
      data_class: row.data_class,
      legal_basis_id: decision.basis?.id ?? '',
      purpose,
      necessity_ct: vault.seal(body.necessity, toldNecessityColumn, id),
      declared_not_for_investigation: body.declarationNotInvestigation,
      use_restriction: decision.useRestriction?.code ?? null,
      disclosed_on: today,
      disclosed_by: caller.personId,
    })),
  );
  for (const { id, agencyId, decision } of given)
    record(tx, {
      verb: 'disclose',
      deed: 'discloseThirdPerson',
      reviewId: row.review_id,
      recipient: agencyId,
      legalBasis: decision.basis && `${decision.basis.code}/${decision.basis.version}`,
      ids: {
        thirdPersons: [row.id],
        thirdPersonDisclosures: [id],
        catalogueVersions: [decision.catalogueVersion],
      },
    });
  return ownView(orNotFound(await ownRow(tx, row.id)), vault);
};
