import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { assignReview, endAssignment, listAssignments } from './contract.ts';
import { holdingRow, peopleInUnit } from './people-store.ts';
import { assignmentRules } from './rules.ts';
import { holderOf } from './standing.ts';
import { assignmentRows, endAssignment as end, giveReview, takeReview } from './store.ts';

export const readAssignments: Deed<typeof listAssignments> = async (tx, caller, { params }, { today }) => {
  const { reviewId } = params;
  const leads = caller.roles.includes('chair');
  const [found, rows, people] = await Promise.all([
    holdingRow(tx, reviewId),
    assignmentRows(tx, caller, reviewId),
    leads || caller.roles.includes('approver')
      ? peopleInUnit(tx, caller.unitId ?? '', leads ? null : caller.agencyId, today)
      : [],
  ]);
  const review = orNotFound(found);
  record(tx, {
    verb: 'consult',
    deed: 'listAssignments',
    reviewId,
    ids: { assignments: rows.map(({ id }) => id) },
  });
  return {
    items: rows.map(assignmentView),
    people: people
      .filter(({ person_id }) => person_id !== caller.personId && !review.closed_to.includes(person_id))
      .map(({ person_id, name, agency_id, roles }) => ({
        personId: person_id,
        name,
        agencyId: agency_id,
        roles,
      })),
  };
};

export const assignOneReview: Deed<typeof assignReview> = async (tx, caller, { params, body }, { today }) => {
  const { reviewId } = params;
  const personId = body.personId ?? caller.personId;
  const review = orNotFound(await holdingRow(tx, reviewId));
  if (!review.agencies.includes(caller.agencyId))
    throw new Refusal(assignmentRules.notParty, { contact: 'chair' });
  if (personId === caller.personId) {
    if (!caller.roles.includes('liaison')) throw new Refusal(assignmentRules.self);
    if (holderOf(review.held, caller) === 'me') throw new Refusal(assignmentRules.already);
    if (!(await takeReview(tx, caller, reviewId)))
      throw new Refusal(assignmentRules.taken, { contact: 'approver' });
  } else {
    if (!caller.roles.includes('approver'))
      throw new Refusal(assignmentRules.approverGives, { contact: 'approver' });
    const people = await peopleInUnit(tx, review.unit_id, caller.agencyId, today);
    const found = people.find(({ person_id }) => person_id === personId);
    const fits = found?.roles.some((role) => role === 'liaison' || role === 'approver') ?? false;
    if (!fits || review.closed_to.includes(personId)) throw new Refusal(assignmentRules.nobodyThere);
    if (!(await giveReview(tx, caller, reviewId, personId))) throw new Refusal(assignmentRules.already);
  }
  const rows = await assignmentRows(tx, caller, reviewId);
  const row = orNotFound(rows.find(({ person_id }) => person_id === personId));
  record(tx, {
    verb: 'alter',
    deed: 'assignReview',
    reviewId,
    ids: { assignments: [row.id], persons: [personId] },
  });
  return assignmentView(row);
};

export const endOneAssignment: Deed<typeof endAssignment> = async (tx, caller, { params }) => {
  const { reviewId, assignmentId } = params;
  const { person_id } = orNotFound(await end(tx, caller, reviewId, assignmentId));
  record(tx, {
    verb: 'alter',
    deed: 'endAssignment',
    reviewId,
    ids: { assignments: [assignmentId], persons: [person_id] },
  });
};

type Row = Awaited<ReturnType<typeof assignmentRows>>[number];
const assignmentView = ({ id, person_id, name, given_by, given_at }: Row) => ({
  id,
  personId: person_id,
  name,
  givenBy: given_by,
  givenAt: given_at,
});
