import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type {
  confirmEmergencyAccess as confirming,
  endEmergencyAccess as ending,
  refuseEmergencyAccess as refusing,
} from './contract.ts';
import { emergencyRules } from './rules.ts';
import { accessRows, takeOn } from './store.ts';
import { accessOf, stateOf } from './view.ts';

export const confirmEmergencyAccess: Deed<typeof confirming> = async (tx, caller, { params }, floor) =>
  decide(tx, caller, floor, { id: params.emergencyAccessId, to: 'confirmed' });

export const refuseEmergencyAccess: Deed<typeof refusing> = async (tx, caller, { params }, floor) =>
  decide(tx, caller, floor, { id: params.emergencyAccessId, to: 'refused' });

async function decide(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  { id, to }: { id: string; to: 'confirmed' | 'refused' },
) {
  const row = await found(tx, caller, id);
  if (row.person_id === caller.personId)
    throw new Refusal(emergencyRules.secondPerson, { contact: 'approver' });
  const state = stateOf(row, floor.now);
  if (state === 'lapsed') throw new Refusal(emergencyRules.notInTime);
  if (state !== 'asked' || !(await takeOn(tx, id, 'asked', to)))
    throw new Refusal(emergencyRules.decidedAlready);
  return done(tx, caller, floor, {
    id,
    deed: to === 'confirmed' ? 'confirmEmergencyAccess' : 'refuseEmergencyAccess',
  });
}

export const endEmergencyAccess: Deed<typeof ending> = async (tx, caller, { params }, floor) => {
  const row = await found(tx, caller, params.emergencyAccessId);
  const takenBack = row.state === 'asked' && row.person_id === caller.personId;
  const ended = takenBack
    ? await takeOn(tx, row.id, 'asked', 'withdrawn')
    : row.state === 'confirmed' && (await takeOn(tx, row.id, 'confirmed', 'ended'));
  if (!ended) throw new Refusal(emergencyRules.notOpen);
  return done(tx, caller, floor, { id: row.id, deed: 'endEmergencyAccess' });
};

async function found(tx: Transaction, caller: PersonCaller, id: string) {
  const [row] = await accessRows(tx, orNotFound(caller.unitId), { id });
  return orNotFound(row);
}

async function done(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  { id, deed }: { id: string; deed: string },
) {
  const row = await found(tx, caller, id);
  record(tx, {
    verb: 'alter',
    deed,
    reviewId: row.review_id,
    ids: { emergencyAccesses: [id], persons: [row.person_id] },
  });
  return accessOf(row, caller, floor);
}
