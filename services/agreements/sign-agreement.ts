import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { discardAgreement as discarding, signAgreement as signing } from './contract.ts';
import { agreementRules } from './rules.ts';
import { agreementRows, decideDraft, lockAgency } from './store.ts';
import { agreementOf } from './view.ts';

export const signAgreement: Deed<typeof signing> = async (tx, caller, { params }, floor) => {
  const draft = await heldDraft(tx, caller, params.agreementId);
  if (draft.drafted_by === caller.personId)
    throw new Refusal(agreementRules.fourEyes, { contact: 'legal_officer' });
  if (draft.valid_to < floor.today) throw new Refusal(agreementRules.overAlready);
  return decided(tx, caller, draft.id, 'signed');
};

export const discardAgreement: Deed<typeof discarding> = async (tx, caller, { params }) => {
  const draft = await heldDraft(tx, caller, params.agreementId);
  return decided(tx, caller, draft.id, 'discarded');
};

/** A draft of the caller's authority, held until the decision is made. Refuses `not-found` and `agreement.not-draft`. */
async function heldDraft(tx: Transaction, caller: PersonCaller, id: string) {
  const unitId = orNotFound(caller.unitId);
  const [asked] = await agreementRows(tx, unitId, { id });
  await lockAgency(tx, unitId, orNotFound(asked).agency_id);
  const [current] = await agreementRows(tx, unitId, { id });
  const draft = orNotFound(current);
  if (draft.state !== 'draft')
    throw new Refusal(agreementRules.notDraft, { members: { state: draft.state } });
  return draft;
}

async function decided(tx: Transaction, caller: PersonCaller, id: string, state: 'signed' | 'discarded') {
  if (!(await decideDraft(tx, id, state))) throw new Refusal(agreementRules.notDraft);
  const deed = state === 'signed' ? 'signAgreement' : 'discardAgreement';
  record(tx, { verb: 'alter', deed, ids: { agreements: [id] } });
  const [row] = await agreementRows(tx, orNotFound(caller.unitId), { id });
  return agreementOf(orNotFound(row), caller.personId);
}
