import { schedule } from 'node-cron';

/**
 * Calls `wake` every so many seconds (1 to 59). It only wakes: what is due is decided by the table of slots, so that a lost or
 * doubled call does no harm. Returns what stops it.
 */
export function startTicker(seconds: number, wake: () => Promise<void>): () => Promise<void> {
  const task = schedule(`*/${seconds} * * * * *`, wake, {
    noOverlap: true,
    suppressMissedWarning: true,
    logger: { info: quiet, warn: quiet, error: quiet, debug: quiet },
  });
  return async () => {
    await task.destroy();
  };
}

function quiet(): void {
  // Its messages go past the service's own log; a tick that fails is logged by who was woken.
}
