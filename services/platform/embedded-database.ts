import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseAccount } from './embedded-account.ts';
import { findBinaries } from './embedded-binaries.ts';
import { ensureCluster } from './embedded-cluster.ts';
import type { Site } from './embedded-cluster.ts';
import { stopPostmaster } from './embedded-postmaster.ts';
import { seatLock, takeSeat } from './embedded-seat.ts';
import type { Seat } from './embedded-seat.ts';
import { makeFolder } from './folders.ts';

export { EmbeddedDatabaseError } from './embedded-binaries.ts';

const stopPatienceMs = 800;

/** A database in use: the superuser's address, and the deed that ends the use. */
export type EmbeddedDatabase = { readonly url: string; release(): Promise<void> };

/**
 * Starts the PostgreSQL of the data folder, or joins the one that is running there. Several processes share
 * it: the first starts it, the last to release stops it. A crash of the database is mended while it is used.
 * @throws EmbeddedDatabaseError (Danish and English) when it cannot be installed, reached or started.
 */
export async function startEmbeddedDatabase(options: {
  readonly dataDir: string;
  readonly password: string;
}): Promise<EmbeddedDatabase> {
  await makeFolder(options.dataDir);
  const dataDir = await realpath(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  const binaries = await findBinaries();
  const account = await chooseAccount(binaries.postgres, dataDir, cluster);
  const site: Site = { dataDir, cluster, binaries, account, password: options.password };
  await ensureCluster(site);
  return keepSeat(site, await takeSeat(site));
}

function keepSeat(site: Site, first: Seat): EmbeddedDatabase {
  let current: Promise<Seat | undefined> = Promise.resolve(first);
  let releasing: Promise<void> | undefined;

  const watch = (seat: Seat): Seat => {
    seat.client.once('end', () => {
      if (releasing === undefined) current = regainSeat(site).then((next) => next && watch(next));
    });
    return seat;
  };
  watch(first);

  return {
    url: `postgres://postgres:${encodeURIComponent(site.password)}@127.0.0.1:${first.port}/postgres`,
    release: () =>
      (releasing ??= current.then((seat) => (seat === undefined ? undefined : leave(site, seat)))),
  };
}

/** After a crash of the database; not when its folder is gone. Failure shows in the users' own connections. */
async function regainSeat(site: Site): Promise<Seat | undefined> {
  try {
    await stat(site.cluster);
    return await takeSeat(site);
  } catch {
    return undefined;
  }
}

async function leave(site: Site, { client }: Seat): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [seatLock]);
    const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [
      seatLock,
    ]);
    if (rows[0]?.last === true) await stopPostmaster(site.cluster, stopPatienceMs);
  } catch {
    // The session is gone, and with it our claim: there is nothing left to give back.
  }
  await client.end().catch(() => undefined);
}
