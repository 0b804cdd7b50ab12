import { type Insertable, sql } from 'kysely';
import type { ProposalState } from '#platform/codes.ts';
import type { ReleaseProposal } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export type ProposalRow = Awaited<ReturnType<typeof proposalRows>>[number];
export type ProposalFilter = {
  id?: string;
  findingId?: string | undefined;
  state?: ProposalState | undefined;
  /** When the row before the page was proposed, and its id. */
  after?: readonly string[] | null;
  limit?: number;
};

/** As fine as an answer tells it, so that pages meet without a gap. */
const proposedAt = sql<string>`date_trunc('milliseconds', proposal.proposed_at)`;

/** The proposals of the agency that the caller may know of, newest first. */
export function proposalRows(tx: Transaction, unitId: string, filter: ProposalFilter) {
  const [at = '', afterId = ''] = filter.after ?? [];
  return tx
    .selectFrom('release_proposal as proposal')
    .innerJoin('case_review as review', 'review.id', 'proposal.review_id')
    .leftJoin('person as proposer', 'proposer.id', 'proposal.proposed_by')
    .leftJoin('person as decider', 'decider.id', 'proposal.decided_by')
    .selectAll('proposal')
    .select(['review.reference', 'proposer.name as proposer_name', 'decider.name as decider_name'])
    .where('proposal.unit_id', '=', unitId)
    .$if(filter.id !== undefined, (query) => query.where('proposal.id', '=', filter.id ?? ''))
    .$if(filter.findingId !== undefined, (query) =>
      query.where('proposal.finding_id', '=', filter.findingId ?? ''),
    )
    .$if(filter.state !== undefined, (query) =>
      query.where('proposal.state', '=', filter.state ?? 'proposed'),
    )
    .$if(at !== '', (query) =>
      query.where(sql<boolean>`(${proposedAt}, proposal.id) < (${at}::timestamptz, ${afterId}::uuid)`),
    )
    .orderBy(proposedAt, 'desc')
    .orderBy('proposal.id', 'desc')
    .limit(filter.limit ?? 1)
    .execute();
}

/** Holds a proposal, so that it is decided once; undefined where the caller does not know of it. */
export function lockProposal(tx: Transaction, id: string) {
  return tx.selectFrom('release_proposal').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The proposal on this finding that waits, if there is one. */
export function waitingOn(tx: Transaction, findingId: string) {
  return tx
    .selectFrom('release_proposal')
    .select(['id', 'version'])
    .where('finding_id', '=', findingId)
    .where('state', '=', 'proposed')
    .forUpdate()
    .executeTakeFirst();
}

/** False when somebody proposed at the same moment. The index is told by its own words: a parameter would not be it. */
export async function insertProposal(tx: Transaction, row: Insertable<ReleaseProposal>): Promise<boolean> {
  const rows = await tx
    .insertInto('release_proposal')
    .values(row)
    .onConflict((known) =>
      known
        .column('finding_id')
        .where(sql<boolean>`state = 'proposed'`)
        .doNothing(),
    )
    .returning('id')
    .execute();
  return rows.length > 0;
}

type Decided = { state: 'released' | 'refused' | 'withdrawn'; refusal_reason_ct?: Buffer };

/** Takes a proposal that waits to its end; who did, and when, is written by the database. False when it waits no longer. */
export async function setDecided(tx: Transaction, id: string, decided: Decided): Promise<boolean> {
  const rows = await tx
    .updateTable('release_proposal')
    .set(decided)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .returning('id')
    .execute();
  return rows.length > 0;
}
