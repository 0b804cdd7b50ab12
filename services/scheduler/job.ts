import type { SystemCaller } from '#platform/caller.ts';
import type { CivilDate, Instant } from '#platform/danish-time.ts';
import type { Database, Transaction } from '#platform/database.ts';
import type { CatchUpMode, SlotRule } from './slots.ts';

/** What one run may use. It acts for one unit, as the scheduler: ids, states and dates; no texts, no persons. */
export type Work = {
  /** The transaction that also marks the slot as done: both happen, or neither. */
  readonly tx: Transaction;
  readonly caller: SystemCaller;
  readonly unitId: string;
  /** The slot: when the run was due. */
  readonly at: Instant;
  /** The database's clock, and the Danish date on it. */
  readonly now: Instant;
  readonly today: CivilDate;
  /** The role of figures. What is written through it is kept even if the slot's own transaction is not: make it repeatable. */
  readonly reporter: Database;
};

/**
 * Something that happens unasked. `effect` does it for one unit and records it in the trail (a run that records nothing is
 * rolled back); whatever it throws is tried again later.
 */
export type Job = {
  readonly key: string;
  readonly rule: SlotRule;
  readonly catchUp: CatchUpMode;
  effect(work: Work): Promise<void>;
};

/** One run of one job for one unit. */
export type Slot = { readonly jobKey: string; readonly unitId: string; readonly at: Instant };
