import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { SystemCaller } from '#platform/caller.ts';
import { type Instant, toDanishDate } from '#platform/danish-time.ts';
import type { Database } from '#platform/database.ts';
import type { Job, Slot } from './job.ts';
import { mostAttempts, nameOfFailure } from './retries.ts';
import { claim, markDone, type SlotBook } from './store.ts';

export type Runner = {
  readonly book: SlotBook;
  readonly scheduler: Database;
  readonly reporter: Database;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly logger: Logger;
};

/** Another runner has the slot, or has done it: nothing happens here. */
class Taken extends Error {}

/**
 * Runs one slot: claim, effect and "done" in one transaction, as the scheduler of that unit. A failure takes the effect with
 * it and is then counted on its own. False when another runner has the slot.
 */
export async function runSlot(runner: Runner, slot: Slot, now: Instant): Promise<boolean> {
  const job = runner.jobs.get(slot.jobKey);
  if (!job) return false;
  const { unitId, at } = slot;
  const requestId = randomUUID().replaceAll('-', '');
  const caller: SystemCaller = { kind: 'system', system: 'scheduler', unitId, requestId };
  try {
    await runner.scheduler.as(caller, async (tx) => {
      if (!(await claim(tx, slot, now))) throw new Taken();
      await job.effect({ tx, caller, unitId, at, now, today: toDanishDate(now), reporter: runner.reporter });
      await markDone(tx, slot, now);
    });
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    await remember(runner, slot, error, now);
    return true;
  }
}

async function remember({ book, logger }: Runner, slot: Slot, error: unknown, now: Instant): Promise<void> {
  const failure = { job: slot.jobKey, unit: slot.unitId, at: slot.at, failed: nameOfFailure(error) };
  const attempts = await book.fail(slot, failure.failed, now);
  if (attempts === undefined) return;
  const entry = { ...failure, attempts, err: error };
  if (attempts < mostAttempts) logger.warn(entry, 'a job failed and is tried again');
  else logger.error(entry, 'a job was given up: somebody must look at it');
}
