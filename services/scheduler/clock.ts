import type { Logger } from 'pino';
import type { Instant } from '#platform/danish-time.ts';

/** More than this between the clocks of the database and of this machine is worth somebody's attention. */
const mostSkewMs = 2_000;

/** How far apart the clocks must be, whatever the question's way took: milliseconds, positive when the database is ahead. */
export function skewOf(asked: number, said: number, answered: number): number {
  if (said > answered) return said - answered;
  return said < asked ? said - asked : 0;
}

/** Asks the database for the time, and warns when this machine's clock is another: signed callers would soon be refused. */
export async function databaseTime(now: () => Promise<Instant>, logger: Logger): Promise<Instant> {
  const asked = Date.now();
  const said = await now();
  const skew = skewOf(asked, Date.parse(said), Date.now());
  if (Math.abs(skew) > mostSkewMs) {
    logger.warn(
      { skewMs: skew },
      "the clocks of the database and of this machine disagree; the database's counts",
    );
  }
  return said;
}
