import { beforeCommit, type Transaction } from '#platform/database.ts';
import type { Verb } from './verbs.ts';

export type { Verb } from './verbs.ts';

/** One entry of the trail. Ids and codes only: never a name, a number or a text. */
export type TrailEntry = {
  readonly verb: Verb;
  /** The endpoint or job, e.g. `attachFinding`. */
  readonly deed: string;
  readonly reviewId?: string | null;
  /** The ids of what was returned or changed, by kind: `{ findings: ["…"] }`. */
  readonly ids?: Readonly<Record<string, readonly string[]>>;
  readonly legalBasis?: string | null;
  readonly recipient?: string;
  /** Which group of fields was read, where it matters: `cpr`. */
  readonly fields?: readonly string[];
  /** The code of a reason that the caller had to give, or why a token was refused; never a text. */
  readonly reason?: string;
  readonly ruleId?: string;
  readonly outcome?: 'done' | 'refused';
  readonly counts?: Readonly<Record<string, number>>;
};

/**
 * Records in the deed's own transaction; sent together with COMMIT, so that a deed that cannot be recorded is not done.
 * Who acts, when and for what purpose is added by audit.append() from the signed caller.
 */
export function record(tx: Transaction, entry: TrailEntry): void {
  const { verb, reviewId = null, outcome = 'done', ...event } = entry;
  if (reviewId !== null) recorded.set(tx, reviewId);
  beforeCommit(tx, {
    text: 'select audit.append($1, $2, $3, $4) as leaf',
    values: [verb, outcome, reviewId, JSON.stringify(event)],
  });
}

const recorded = new WeakMap<Transaction, string>();

/** The review that was last recorded in this transaction, if any. */
export const reviewRecorded = (tx: Transaction): string | null => recorded.get(tx) ?? null;
