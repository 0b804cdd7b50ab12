import { setTimeout } from 'node:timers/promises';
import { record } from '#audit/record.ts';
import type { Caller } from '#platform/caller.ts';
import type { Database, Transaction } from '#platform/database.ts';
import { errorCode } from '#platform/folders.ts';
import { CaseBook } from './case-book.ts';
import { readImportWorld, type ImportWorld } from './import-world.ts';
import type { RowKeys } from './row-keys.ts';
import { registerCases } from './store.ts';

/** The name under which the trail knows an import. */
export const deed = 'register:import';

/** What one import knows and has to hand. */
export type ImportRun = {
  readonly unitId: string;
  readonly dryRun: boolean;
  readonly keys: RowKeys;
  readonly world: ImportWorld;
  readonly cases: CaseBook;
  /** The review behind each reference; null for one that a dry run would have made. */
  readonly reviewIds: Map<string, string | null>;
  /** The reviews that this import has made. */
  readonly madeHere: Set<string>;
  /** One transaction as the import of this unit. `work` may run more than once; only its last run counts. */
  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
};

export type RunOptions = {
  readonly database: Database;
  readonly keys: RowKeys;
  readonly unitId: string;
  readonly requestId: string;
  readonly dryRun: boolean;
};

const unitName = /^[a-z][a-z-]{1,60}$/u;

/** Reads what the unit's rows are checked against. @throws ImportError when there is no such unit. */
export async function beginRun(options: RunOptions): Promise<ImportRun> {
  const { database, unitId, requestId } = options;
  const caller: Caller = { kind: 'system', system: 'register-import', unitId, requestId };
  // What cannot be the name of a unit cannot be announced as one.
  const asking = { ...caller, unitId: unitName.test(unitId) ? unitId : null };
  const { world, cases } = await database.as(asking, async (tx) => {
    record(tx, { verb: 'consult', deed });
    return { world: await readImportWorld(tx, unitId), cases: await registerCases(tx, unitId) };
  });
  const reviewIds = new Map<string, string | null>();
  for (const { id, reference } of cases) if (reference !== null) reviewIds.set(reference, id);
  return {
    unitId,
    dryRun: options.dryRun,
    keys: options.keys,
    world,
    cases: new CaseBook(reviewIds.keys()),
    reviewIds,
    madeHere: new Set(),
    inTransaction: (work) => untilFree(() => database.as(caller, work)),
  };
}

/** Serialization, deadlock, a lock that was waited for too long, and a row that somebody else put in first. */
const passing = new Set(['40001', '40P01', '55P03', '23505']);
const mostAttempts = 12;

/** Another import of the same rows may be in the way for a moment: what it has put in is seen at the next attempt. */
async function untilFree<T>(attempt: () => Promise<T>): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (made === mostAttempts || !passing.has(errorCode(error))) throw error;
      await setTimeout(20 * made + Math.random() * 80);
    }
  }
}
