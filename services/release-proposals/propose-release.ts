import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { tryForApprover } from '#findings/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { mustAnswer } from '#requests/questions.ts';
import type { proposeRelease as contract } from './contract.ts';
import { proposalRules } from './rules.ts';
import { insertProposal, proposalRows, setDecided, waitingOn } from './store.ts';
import { citations } from './citation.ts';
import { necessityColumn, proposalOf } from './view.ts';

export const proposeRelease: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { findingId } = params;
  const { initiative, version, requestId, ...release } = body;
  const tried = await tryForApprover(tx, caller, floor, { findingId, version, release });
  if (!tried.needsApproval) throw new Refusal(proposalRules.notNeeded);
  const { reviewId } = tried;
  if (requestId !== undefined)
    await mustAnswer(tx, caller, floor, { requestId, reviewId, recipients: release.recipients });
  const waiting = await waitingOn(tx, findingId);
  if (waiting?.version === version) throw new Refusal(proposalRules.proposedAlready, { contact: 'approver' });
  if (waiting !== undefined) {
    await setDecided(tx, waiting.id, { state: 'withdrawn' });
    const ids = { proposals: [waiting.id], findings: [findingId] };
    record(tx, { verb: 'alter', deed: 'withdrawProposal', reviewId, ids });
  }
  const id = randomUUID();
  const proposed = await insertProposal(tx, {
    id,
    finding_id: findingId,
    version,
    review_id: reviewId,
    unit_id: unitId,
    agency_id: caller.agencyId,
    recipients: release.recipients,
    legal_basis_code: release.legalBasisCode,
    form: release.form,
    purpose: orNotFound(caller.purpose),
    necessity_ct: floor.vault.seal(release.necessity, necessityColumn, id),
    declared_not_for_investigation: release.declarationNotInvestigation,
    initiative,
    request_id: requestId ?? null,
    proposed_by: caller.personId,
  });
  if (!proposed) throw new Refusal(proposalRules.proposedAlready, { contact: 'approver' });
  record(tx, {
    verb: 'collect',
    deed: 'proposeRelease',
    reviewId,
    legalBasis: release.legalBasisCode,
    ids: {
      proposals: [id],
      findings: [findingId],
      recipients: release.recipients,
      ...(requestId === undefined ? {} : { requests: [requestId] }),
    },
  });
  const [row] = await proposalRows(tx, unitId, { id });
  return proposalOf(orNotFound(row), caller, await citations(tx, caller, floor));
};
