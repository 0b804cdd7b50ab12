import { setImmediate, setTimeout } from 'node:timers/promises';

/** Longer than a quick answer takes, shorter than people notice. */
const stepMs = 20;

/**
 * Waits for the next full step after `since` (milliseconds of `performance.now()`). What is hidden costs the database a little more than
 * what is not there: it looks at the row before it says no. Answered in steps, one takes as long as the other.
 */
export async function evenOut(since: number): Promise<void> {
  const until = since + Math.ceil((performance.now() - since) / stepMs) * stepMs;
  for (let left = until - performance.now(); left > 0; left = until - performance.now())
    // A timer is a millisecond late or so; that would be a difference again.
    await (left > 2 ? setTimeout(Math.floor(left) - 1) : setImmediate());
}
