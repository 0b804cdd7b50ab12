import type { PersonCaller } from '#platform/caller.ts';
import type { Cite } from './citation.ts';
import type { ProposalRow } from './store.ts';

export const necessityColumn = 'release_proposal.necessity_ct';
export const refusalColumn = 'release_proposal.refusal_reason_ct';

/** A proposal as this caller may see it in a list: no texts. */
export function proposalOf(row: ProposalRow, { personId, roles }: PersonCaller, cite: Cite) {
  const byYou = row.proposed_by === personId;
  return {
    id: row.id,
    findingId: row.finding_id,
    version: row.version,
    reviewId: row.review_id,
    reference: row.reference,
    recipients: row.recipients,
    legalBasisCode: row.legal_basis_code,
    citation: cite(row),
    requestId: row.request_id,
    form: row.form,
    purpose: row.purpose,
    declarationNotInvestigation: row.declared_not_for_investigation,
    initiative: row.initiative,
    proposedBy: row.proposer_name,
    proposedByYou: byYou,
    proposedAt: row.proposed_at,
    state: row.state,
    decidedBy: row.decider_name,
    decidedAt: row.decided_at,
    youCanDecide: row.state === 'proposed' && !byYou && roles.includes('approver'),
  };
}
