import type { Instant } from '#platform/danish-time.ts';
import type { Slot } from './job.ts';
import { slotsSince } from './plan.ts';
import { type Runner, runSlot } from './run-due.ts';
import { slotRule } from './slots.ts';

/** How many slots one process runs at once, so that one long report does not hold the agendas back. */
export const atOnce = 2;

/** One round: writes down what has come due by `now`, and runs what is open until nothing is left or `closing` says so. */
export async function oneRound(runner: Runner, now: Instant, closing: () => boolean): Promise<void> {
  const keys = [...runner.jobs.keys()];
  await planDue(runner, keys, now);
  let ran = 0;
  do {
    // Slots of one job and unit wait for each other, so those left out of one turn come in the next.
    const due = closing() ? [] : await runner.book.due(keys, now);
    ran = await runAll(runner, due, now, closing);
  } while (ran > 0);
}

async function planDue({ book, logger }: Runner, keys: string[], now: Instant): Promise<void> {
  for (const mark of await book.marks(keys)) {
    try {
      const { slots } = slotsSince(slotRule.parse(mark.rule), mark.through, now);
      if (slots.length > 0) await book.plan(mark.jobKey, mark.unitId, now);
    } catch (error) {
      logger.error({ job: mark.jobKey, unit: mark.unitId, err: error }, 'a job could not be planned');
    }
  }
}

async function runAll(runner: Runner, due: Slot[], now: Instant, closing: () => boolean): Promise<number> {
  const waiting = due.values();
  let ran = 0;
  async function work(): Promise<void> {
    // Both workers take from the same iterator.
    for (const slot of waiting) {
      if (closing()) return;
      if (await runSlot(runner, slot, now)) ran += 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return ran;
}
