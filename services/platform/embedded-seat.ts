import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedDatabaseError } from './embedded-binaries.ts';
import type { Site } from './embedded-cluster.ts';
import { findPostmaster, launchPostmaster, logFile } from './embedded-postmaster.ts';
import { choosePort } from './embedded-settings.ts';
import { errorCode } from './folders.ts';

/** Held shared by everyone who uses the database, exclusively by the one who stops it. */
export const seatLock = '7170421923645517';

const stepMs = 50;
const patienceMs = 20_000;

/** A place at the database: while its session lives, nobody else stops the postmaster. */
export type Seat = { readonly client: pg.Client; readonly port: number };

/**
 * Takes a seat at the running postmaster, or starts one. Others may start, stop or be killed meanwhile, so
 * each step only looks at what is there now, and tries again.
 */
export async function takeSeat(site: Site): Promise<Seat> {
  const deadline = performance.now() + patienceMs;
  let obstacle = '';
  while (performance.now() < deadline) {
    const found = await findPostmaster(site.cluster);
    if (found === 'none') {
      const failure = await launchPostmaster(site, await choosePort(site.cluster));
      if (failure === undefined) continue;
      if (!passes(failure)) throw cannotStart(site, failure);
      obstacle = failure;
    } else if (found !== 'unsettled') {
      const seat = await sit(site, found.port);
      if (typeof seat !== 'string') return seat;
      obstacle = seat;
    }
    await sleep(stepMs);
  }
  throw cannotStart(site, obstacle);
}

/** Failures that end by themselves: another start or stop, the killed one's last backends, a port just taken. */
function passes(failure: string): boolean {
  return /^exit SIG|lock file|shared memory block|could not bind|could not create any TCP\/IP sockets/.test(
    failure,
  );
}

async function sit(site: Site, port: number): Promise<Seat | string> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: site.password,
    database: 'postgres',
    application_name: 'al-capone seat',
    connectionTimeoutMillis: 2000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock_shared($1) as taken',
      [seatLock],
    );
    if (rows[0]?.taken === true) return { client, port };
    await client.end();
    return 'being stopped';
  } catch (error) {
    await client.end().catch(() => undefined);
    if (errorCode(error) === '28P01') throw wrongPassword(site, error);
    return errorCode(error) || String(error);
  }
}

function wrongPassword(site: Site, cause: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `Nøglefilen hører ikke til databasen i ${site.cluster}: adgangskoden passer ikke. Læg den rigtige nøglefil tilbage, eller vælg en anden DATA_DIR.`,
    `The key file does not belong to the database in ${site.cluster}: the password does not fit. Put the right key file back, or choose another DATA_DIR.`,
    { cause },
  );
}

function cannotStart(site: Site, failure: string): EmbeddedDatabaseError {
  const reason = /(?:FATAL|PANIC): +(.*)/.exec(failure)?.[1] ?? failure.trim().split('\n', 1)[0] ?? '';
  return new EmbeddedDatabaseError(
    `Databasen i ${site.cluster} kunne ikke startes (${reason}); se ${logFile(site)}`,
    `The database in ${site.cluster} could not be started (${reason}); see ${logFile(site)}`,
  );
}
