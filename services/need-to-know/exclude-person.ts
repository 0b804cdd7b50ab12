import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { Vault } from '#platform/vault.ts';
import type { excludePerson, liftExclusion, listExclusions, recuse } from './contract.ts';
import {
  exclusionColumn,
  type ExclusionRow,
  exclusionRows,
  insertExclusion,
  liftExclusionRow,
} from './exclusion-store.ts';
import { holdingRow, peopleInUnit } from './people-store.ts';
import { exclusionRules } from './rules.ts';

/** Tells whom to contact before the door closes; afterwards the review is not there for the person. */
export const recuseOneself: Deed<typeof recuse> = async (tx, caller, { params, body }, { vault, today }) => {
  const { reviewId } = params;
  const review = orNotFound(await holdingRow(tx, reviewId));
  const people = await peopleInUnit(tx, review.unit_id, null, today);
  const id = randomUUID();
  await insertExclusion(tx, {
    id,
    review_id: reviewId,
    unit_id: review.unit_id,
    agency_id: caller.agencyId,
    person_id: caller.personId,
    kind: 'recusal',
    reason_ct: body.reason === undefined ? null : vault.seal(body.reason, exclusionColumn, id),
    set_by: caller.personId,
  });
  record(tx, {
    verb: 'alter',
    deed: 'recuse',
    reviewId,
    ids: { exclusions: [id], persons: [caller.personId] },
  });
  const others = people.filter(({ person_id }) => person_id !== caller.personId);
  const approvers = others.filter(
    ({ agency_id, roles }) => agency_id === caller.agencyId && roles.includes('approver'),
  );
  const chairs = others.filter(({ roles }) => roles.includes('chair'));
  return {
    contacts: [
      ...approvers.map(({ name, agency_id }) => ({ name, role: 'approver' as const, agencyId: agency_id })),
      ...chairs.map(({ name, agency_id }) => ({ name, role: 'chair' as const, agencyId: agency_id })),
    ],
  };
};

export const excludeOnePerson: Deed<typeof excludePerson> = async (tx, caller, { params, body }, floor) => {
  const { reviewId } = params;
  const { personId, reason } = body;
  const review = orNotFound(await holdingRow(tx, reviewId));
  if (personId === caller.personId) throw new Refusal(exclusionRules.self);
  const within = caller.roles.includes('chair') ? null : caller.agencyId;
  const people = await peopleInUnit(tx, review.unit_id, within, floor.today);
  const [person] = people.filter(({ person_id }) => person_id === personId);
  if (!person) throw new Refusal(exclusionRules.nobodyThere, { contact: 'chair' });
  if (review.closed_to.includes(personId)) throw new Refusal(exclusionRules.already);
  const id = randomUUID();
  await insertExclusion(tx, {
    id,
    review_id: reviewId,
    unit_id: review.unit_id,
    agency_id: person.agency_id,
    person_id: personId,
    kind: 'imposed',
    reason_ct: floor.vault.seal(reason, exclusionColumn, id),
    set_by: caller.personId,
  });
  record(tx, {
    verb: 'alter',
    deed: 'excludePerson',
    reviewId,
    ids: { exclusions: [id], persons: [personId] },
  });
  const rows = await exclusionRows(tx, reviewId);
  return exclusionView(orNotFound(rows.find((row) => row.id === id)), floor.vault);
};

export const readExclusions: Deed<typeof listExclusions> = async (tx, _caller, { query }, { vault }) => {
  const rows = await exclusionRows(tx, query.reviewId);
  record(tx, {
    verb: 'consult',
    deed: 'listExclusions',
    ids: { exclusions: rows.map(({ id }) => id), reviews: [...new Set(rows.map((row) => row.review_id))] },
  });
  return { items: rows.map((row) => exclusionView(row, vault)) };
};

export const liftOneExclusion: Deed<typeof liftExclusion> = async (tx, caller, { params }) => {
  const row = orNotFound(await liftExclusionRow(tx, params.exclusionId, caller.personId));
  record(tx, {
    verb: 'alter',
    deed: 'liftExclusion',
    reviewId: row.review_id,
    ids: { exclusions: [row.id], persons: [row.person_id] },
  });
  return { id: row.id, reviewId: row.review_id, personId: row.person_id };
};

const exclusionView = (row: ExclusionRow, vault: Vault) => ({
  id: row.id,
  reviewId: row.review_id,
  reference: row.reference,
  agencyId: row.agency_id,
  personId: row.person_id,
  name: row.name,
  kind: row.kind,
  reason: vault.openOptional(row.reason_ct, exclusionColumn, row.id),
  setAt: row.set_at,
  setBy: row.set_by_name,
});
