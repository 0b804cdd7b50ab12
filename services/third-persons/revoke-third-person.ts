import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { removeThirdPerson as removal, revokeThirdPerson as revocation } from './contract.ts';
import { holdOwn } from './own-third-person.ts';
import { thirdPersonRules } from './rules.ts';
import { findGiven, ownRow, setRemoved, setRevoked } from './store.ts';
import { ownView } from './view.ts';

export const revokeThirdPerson: Deed<typeof revocation> = async (tx, caller, { params }, floor) => {
  const given = orNotFound(await findGiven(tx, params.disclosureId));
  const { row } = await holdOwn(tx, caller, given.third_person_id);
  if (given.revoked_at !== null) throw new Refusal(thirdPersonRules.revokedAlready);
  await setRevoked(tx, [given.id], { at: floor.now, personId: caller.personId });
  record(tx, {
    verb: 'alter',
    deed: 'revokeThirdPerson',
    reviewId: row.review_id,
    recipient: given.to_agency_id,
    ids: { thirdPersons: [row.id], thirdPersonDisclosures: [given.id] },
  });
  return ownView(orNotFound(await ownRow(tx, row.id)), floor.vault);
};

/** Takes the person away for everybody: those who were told lose it at once. */
export const removeThirdPerson: Deed<typeof removal> = async (tx, caller, { params }, floor) => {
  const { row } = await holdOwn(tx, caller, params.thirdPersonId);
  const by = { at: floor.now, personId: caller.personId };
  const told = row.disclosures.map(({ id }) => id);
  await setRevoked(tx, told, by);
  await setRemoved(tx, row.id, by);
  record(tx, {
    verb: 'erase',
    deed: 'removeThirdPerson',
    reviewId: row.review_id,
    ids: { thirdPersons: [row.id], thirdPersonDisclosures: told },
  });
  return { id: row.id, removedAt: floor.now };
};
