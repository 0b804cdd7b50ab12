import type { ReplyKind, Standing } from '#platform/codes.ts';
import { type DueState, dueStateOf } from '#platform/due.ts';

/** What is known of one agency's answer; null where it was not asked. */
export type Answering = {
  readonly dueOn: string;
  readonly answered: boolean;
  /** What the agency lets the others see. */
  readonly shownKind: ReplyKind | null;
  /** What it answered, where the reader is of that agency. */
  readonly ownKind: ReplyKind | null;
} | null;

type Row = {
  readonly due_on: string;
  readonly answered_on: string | null;
  readonly shown_kind: ReplyKind | null;
};

/** A row of review_agency, and what the reader's own agency answered where it is that agency's. */
export const answeringOf = (row: Row, ownKind: ReplyKind | null) => ({
  dueOn: row.due_on,
  answered: row.answered_on !== null,
  shownKind: row.shown_kind,
  ownKind,
});

/**
 * How far the agency is, as this reader may see it. An answer that is not shown is `answered`, whichever it was: nothing to
 * add cannot be told from may not answer, nor either from a finding (retsplejeloven § 115, stk. 4).
 */
export function readinessOf(question: Answering): Standing {
  if (question === null) return 'not_asked';
  if (!question.answered) return 'awaiting';
  return question.ownKind ?? question.shownKind ?? 'answered';
}

/** How near its deadline is; null once it has answered: nobody is reminded of what is done. */
export function dueOfAnswer(question: NonNullable<Answering>, today: string): DueState | null {
  return question.answered ? null : dueStateOf(question.dueOn, today);
}
