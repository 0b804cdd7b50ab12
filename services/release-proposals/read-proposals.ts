import { record } from '#audit/record.ts';
import { getReview } from '#case-reviews/questions.ts';
import { previewNow } from '#findings/questions.ts';
import { openForTask } from '#need-to-know/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import { type CursorPlace, pageOf, readCursor } from '#platform/cursor.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { notFound, orNotFound, Refusal } from '#platform/errors.ts';
import { citations } from './citation.ts';
import type { getReleaseProposal, listReleaseProposals } from './contract.ts';
import { type ProposalRow, proposalRows } from './store.ts';
import { necessityColumn, proposalOf, refusalColumn } from './view.ts';

export const readProposals: Deed<typeof listReleaseProposals> = async (tx, caller, { query }, floor) => {
  const { cursor, limit, state, findingId } = query;
  const place: CursorPlace = {
    caller,
    endpoint: 'listReleaseProposals',
    filters: { limit, state, findingId },
  };
  const after = readCursor(floor.vault, place, cursor);
  const found = await proposalRows(tx, orNotFound(caller.unitId), {
    state,
    findingId,
    after,
    limit: limit + 1,
  });
  const { rows, next } = pageOf(found, limit, floor.vault, place, (row) => [row.proposed_at, row.id]);
  record(tx, {
    verb: 'consult',
    deed: 'listReleaseProposals',
    ids: { proposals: rows.map(({ id }) => id), reviews: [...new Set(rows.map((row) => row.review_id))] },
  });
  const cite = await citations(tx, caller, floor);
  return { items: rows.map((row) => proposalOf(row, caller, cite)), next };
};

/** What stands as the reason where an approver opens a case to decide on a proposal. */
const task = 'Godkendelse af et forslag til videregivelse / Approval of a proposal to disclose';

export const readProposal: Deed<typeof getReleaseProposal> = async (tx, caller, { params }, floor) => {
  const [found] = await proposalRows(tx, orNotFound(caller.unitId), { id: params.proposalId });
  const row = orNotFound(found);
  if (caller.roles.includes('approver') && row.state === 'proposed') {
    const review = await getReview(tx, row.review_id);
    await openForTask(tx, caller, floor.vault, { review, task });
  }
  const shown = row.state === 'proposed' ? await shownNow(tx, caller, floor, row) : notShown;
  record(tx, {
    verb: 'consult',
    deed: 'getReleaseProposal',
    reviewId: row.review_id,
    ids: { proposals: [row.id], findings: [row.finding_id] },
  });
  return {
    ...proposalOf(row, caller, await citations(tx, caller, floor)),
    necessity: floor.vault.open(row.necessity_ct, necessityColumn, row.id),
    refusalReason: floor.vault.openOptional(row.refusal_reason_ct, refusalColumn, row.id),
    ...shown,
  };
};

const notShown = { preview: null, obstacle: null };

/** What each recipient would get now, under the purpose that was proposed; or why it can no longer be disclosed like this. */
async function shownNow(tx: Transaction, caller: PersonCaller, floor: Floor, row: ProposalRow) {
  const body = releaseOf(row, floor);
  const input = { params: { findingId: row.finding_id }, query: {}, body, version: 0 };
  try {
    const { items } = await previewNow(tx, { ...caller, purpose: row.purpose }, input, floor);
    return { preview: items, obstacle: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.rule === notFound) throw error;
    const { id: ruleId, title } = error.rule;
    return { preview: null, obstacle: { ruleId, ...title } };
  }
}

/** Exactly what was proposed, as a disclosure takes it. */
export function releaseOf(row: ProposalRow, { vault }: Pick<Floor, 'vault'>) {
  return {
    recipients: row.recipients,
    legalBasisCode: row.legal_basis_code,
    necessity: vault.open(row.necessity_ct, necessityColumn, row.id),
    declarationNotInvestigation: row.declared_not_for_investigation,
    form: row.form,
    version: row.version,
  };
}
