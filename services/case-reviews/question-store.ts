import { sql } from 'kysely';
import type { ReplyKind } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { columns, queueLimit } from './store.ts';

export type Question = { agencyId: string; dueOn: string };

/** Asks agencies about a review; each of them may see it from now on. */
export async function insertQuestions(
  tx: Transaction,
  review: { id: string; unit_id: string },
  by: { personId: string; today: string },
  questions: readonly Question[],
): Promise<void> {
  if (questions.length === 0) return;
  await tx
    .insertInto('review_agency')
    .values(
      questions.map(({ agencyId, dueOn }) => ({
        review_id: review.id,
        unit_id: review.unit_id,
        agency_id: agencyId,
        asked_on: by.today,
        asked_by: by.personId,
        due_on: dueOn,
      })),
    )
    .execute();
}

/** Who was asked about the review and how far each is; the answer itself only of the caller's own agency. */
export function boardRows(tx: Transaction, reviewId: string) {
  return tx
    .selectFrom('review_agency as q')
    .leftJoin('reply as own', (join) =>
      join.onRef('own.review_id', '=', 'q.review_id').onRef('own.agency_id', '=', 'q.agency_id'),
    )
    .select(['q.agency_id', 'q.due_on', 'q.answered_on', 'q.shown_kind', 'own.kind as own_kind'])
    .where('q.review_id', '=', reviewId)
    .execute();
}

const replyColumns = ['agency_id', 'kind', 'shown_to_others', 'replied_at', 'version'] as const;

/** Whether the own agency has been asked about a review, the version of its answer, and whether it has a finding there. */
export function askedRow(tx: Transaction, reviewId: string, agencyId: string) {
  return tx
    .selectFrom('review_agency as q')
    .leftJoin('reply', (join) =>
      join.onRef('reply.review_id', '=', 'q.review_id').onRef('reply.agency_id', '=', 'q.agency_id'),
    )
    .select(['q.unit_id', 'reply.version'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('finding as f')
          .select('f.id')
          .whereRef('f.review_id', '=', 'q.review_id')
          .whereRef('f.agency_id', '=', 'q.agency_id')
          .where('f.withdrawn_at', 'is', null),
      ).as('has_finding'),
    )
    .where('q.review_id', '=', reviewId)
    .where('q.agency_id', '=', agencyId)
    .executeTakeFirst();
}

export type NewReply = {
  reviewId: string;
  unitId: string;
  agencyId: string;
  kind: ReplyKind;
  shownToOthers: boolean;
  personId: string;
  /** The version it replaces; 0 for the first answer. */
  version: number;
  now: string;
};

/** Writes an agency's answer over the version that was read; undefined when somebody else was first. */
export function writeReply(tx: Transaction, reply: NewReply) {
  if (reply.version === 0) {
    return tx
      .insertInto('reply')
      .values({
        review_id: reply.reviewId,
        unit_id: reply.unitId,
        agency_id: reply.agencyId,
        kind: reply.kind,
        shown_to_others: reply.shownToOthers,
        replied_by: reply.personId,
      })
      .onConflict((conflict) => conflict.columns(['review_id', 'agency_id']).doNothing())
      .returning(replyColumns)
      .executeTakeFirst();
  }
  return tx
    .updateTable('reply')
    .set({
      kind: reply.kind,
      shown_to_others: reply.shownToOthers,
      replied_by: reply.personId,
      replied_at: reply.now,
      version: reply.version + 1,
    })
    .where('review_id', '=', reply.reviewId)
    .where('agency_id', '=', reply.agencyId)
    .where('version', '=', reply.version)
    .returning(replyColumns)
    .executeTakeFirst();
}

/**
 * The reviews that the agency has been asked about and has not answered: those that the caller or nobody has before those of
 * colleagues, then by due day.
 */
export function unansweredRows(tx: Transaction, unitId: string, agencyId: string) {
  return tx
    .selectFrom('review_agency as q')
    .innerJoin('case_review as r', 'r.id', 'q.review_id')
    .select(columns.map((column) => `r.${column}` as const))
    .select('q.due_on')
    .where('q.unit_id', '=', unitId)
    .where('q.agency_id', '=', agencyId)
    .where('q.answered_on', 'is', null)
    .where('r.state', '=', 'admitted')
    .orderBy(sql`(select app.caller_scope()) = any (r.held) and (select app.caller_seat()) <> all (r.held)`)
    .orderBy('q.due_on')
    .orderBy('r.id')
    .limit(queueLimit)
    .execute();
}
