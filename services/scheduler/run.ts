import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#platform/danish-time.ts';
import { openDatabase } from '#platform/database.ts';
import { type DatabaseRole, type Keys, need, needPassword } from '#platform/keys.ts';
import { makeLogger } from '#platform/log.ts';
import { loginOf } from '#platform/migrate.ts';
import { databaseTime } from './clock.ts';
import type { Job } from './job.ts';
import { jobs as allJobs } from './jobs.ts';
import type { Runner } from './run-due.ts';
import { openSlotBook } from './store.ts';
import { atOnce, oneRound } from './tick.ts';
import { startTicker } from './ticker.ts';

export type SchedulerOptions = {
  /** Its user name and password are not used: each role logs in with its own. */
  databaseUrl: string;
  keys: Keys;
  logLevel: string;
  /** Seconds between two rounds, 15 when nothing is said; 0 for none but those asked for by tick(). */
  tickEvery?: number;
  /** How long close() waits for what is running, milliseconds; after that the database undoes it. */
  patienceMs?: number;
  jobs?: readonly Job[];
  /** Asks for the time; the database's own clock unless a test sets another. */
  clock?: () => Promise<Instant>;
};

export type Scheduler = {
  /** One round at once; joins the one that is running. Throws when the database cannot be asked. */
  tick(): Promise<void>;
  /** Takes nothing new, waits for what is running, and ends the connections. */
  close(): Promise<void>;
};

/** Puts the jobs down and wakes every 15 seconds. Any number of these may run at once on one database. */
export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const logger = makeLogger(options.logLevel);
  const onIdleError = (error: Error) => logger.warn({ err: error }, 'a database connection was lost');
  const login = (role: DatabaseRole) => {
    const password = needPassword(options.keys, role);
    return { user: loginOf(role, password), password };
  };
  const open = (role: DatabaseRole, connections: number) =>
    openDatabase({
      ...login(role),
      url: options.databaseUrl,
      signingKey: need(options.keys, 'callerSigning'),
      connections,
      onIdleError,
    });
  const book = openSlotBook(options.databaseUrl, login('scheduler'), onIdleError);
  const jobs = options.jobs ?? allJobs;
  const runner: Runner = {
    book,
    scheduler: open('scheduler', atOnce),
    reporter: open('reporter', atOnce),
    jobs: new Map(jobs.map((job) => [job.key, job])),
    logger,
  };
  const clock = options.clock ?? (() => databaseTime(book.now, logger));
  let closing = false;
  let running: Promise<void> | undefined;
  let ending: Promise<void> | undefined;
  let givenUp = 0;

  async function round(): Promise<void> {
    await oneRound(runner, await clock(), () => closing);
    const number = await book.givenUp();
    if (number > givenUp) logger.error({ slots: number }, 'slots were given up and wait for somebody');
    givenUp = number;
  }
  function tick(): Promise<void> {
    if (closing) return Promise.resolve();
    running ??= round().finally(() => (running = undefined));
    return running;
  }
  const wake = () => tick().catch((error: unknown) => logger.error({ err: error }, 'a round failed'));
  const closeAll = () => Promise.all([book, runner.scheduler, runner.reporter].map((one) => one.close()));

  try {
    await book.putJobs(jobs, await clock());
  } catch (error) {
    await closeAll();
    throw error;
  }
  const every = options.tickEvery ?? 15;
  const stopTicker = every > 0 ? startTicker(every, wake) : undefined;
  // What came due while nobody was there does not wait for the first quarter of a minute.
  if (every > 0) void wake();

  async function end(): Promise<void> {
    closing = true;
    await stopTicker?.();
    const ended = running?.catch(() => undefined).then(closeAll) ?? closeAll();
    await Promise.race([ended, pause(options.patienceMs ?? 500, undefined, { ref: false })]);
  }
  return { tick, close: () => (ending ??= end()) };
}
