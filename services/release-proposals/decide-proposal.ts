import { record } from '#audit/record.ts';
import { discloseNow } from '#findings/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { citations } from './citation.ts';
import type { refuseProposal, releaseProposal, withdrawProposal } from './contract.ts';
import { releaseOf } from './read-proposals.ts';
import { proposalRules } from './rules.ts';
import { lockProposal, proposalRows, setDecided } from './store.ts';
import { proposalOf, refusalColumn } from './view.ts';

export const releaseOne: Deed<typeof releaseProposal> = async (
  tx,
  caller,
  { params, body: { seen } },
  floor,
) => {
  const row = await waiting(tx, caller, params.proposalId);
  mustBeAnother(caller, row.proposed_by);
  if (caller.purpose !== row.purpose)
    throw new Refusal(proposalRules.otherPurpose, { members: { purpose: row.purpose } });
  // The deed of every disclosure, with what was proposed; what was seen of it can only stand in the way.
  const answer = row.request_id === null ? {} : { requestId: row.request_id };
  const body = { ...releaseOf(row, floor), initiative: row.initiative, ...answer, seen };
  await discloseNow(
    tx,
    caller,
    { params: { findingId: row.finding_id }, query: {}, body, version: 0 },
    floor,
  );
  return decided(tx, caller, floor, row.id, { state: 'released', deed: 'releaseProposal' });
};

export const refuseOne: Deed<typeof refuseProposal> = async (tx, caller, { params, body }, floor) => {
  const row = await waiting(tx, caller, params.proposalId);
  mustBeAnother(caller, row.proposed_by);
  const reason = floor.vault.seal(body.reason, refusalColumn, row.id);
  return decided(tx, caller, floor, row.id, { state: 'refused', deed: 'refuseProposal', reason });
};

export const withdrawOne: Deed<typeof withdrawProposal> = async (tx, caller, { params }, floor) => {
  const row = await waiting(tx, caller, params.proposalId);
  return decided(tx, caller, floor, row.id, { state: 'withdrawn', deed: 'withdrawProposal' });
};

/** The proposal, held until it is decided. Refuses `not-found` and `release-proposal.decided-already`. */
async function waiting(tx: Transaction, caller: PersonCaller, id: string) {
  orNotFound(await lockProposal(tx, id));
  const [found] = await proposalRows(tx, orNotFound(caller.unitId), { id });
  const row = orNotFound(found);
  if (row.state !== 'proposed')
    throw new Refusal(proposalRules.decidedAlready, { members: { state: row.state } });
  return row;
}

function mustBeAnother({ personId }: PersonCaller, proposedBy: string): void {
  if (personId === proposedBy) throw new Refusal(proposalRules.secondPerson, { contact: 'approver' });
}

type Decision = { state: 'released' | 'refused' | 'withdrawn'; deed: string; reason?: Buffer };

async function decided(
  tx: Transaction,
  caller: PersonCaller,
  floor: Pick<Floor, 'today'>,
  id: string,
  { state, deed, reason }: Decision,
) {
  const kept = await setDecided(
    tx,
    id,
    reason === undefined ? { state } : { state, refusal_reason_ct: reason },
  );
  if (!kept) throw new Refusal(proposalRules.decidedAlready);
  const [row] = await proposalRows(tx, orNotFound(caller.unitId), { id });
  const made = orNotFound(row);
  record(tx, {
    verb: 'alter',
    deed,
    reviewId: made.review_id,
    ids: { proposals: [id], findings: [made.finding_id] },
  });
  return proposalOf(made, caller, await citations(tx, caller, floor));
}
