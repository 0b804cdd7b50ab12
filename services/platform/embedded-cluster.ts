import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './embedded-account.ts';
import { EmbeddedDatabaseError } from './embedded-binaries.ts';
import type { Binaries } from './embedded-binaries.ts';
import { errorCode, syncFolder } from './folders.ts';

const run = promisify(execFile);

const workshop = /^postgres\.making-(\d+)-[0-9a-f]+$/;
const longestMakingMs = 10 * 60 * 1000;

/** All that the database's processes are made of. Paths are absolute and free of symbolic links. */
export type Site = {
  readonly dataDir: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly password: string;
};

/** Makes the database's folder when there is none: beside its place, then moved there in one step. */
export async function ensureCluster(site: Site): Promise<void> {
  await clearAbandonedWorkshops(site.dataDir);
  const made = await majorVersion(site.cluster);
  if (made === undefined) return makeCluster(site);
  const { file, args, ids } = site.account.as(site.binaries.postgres, ['--version']);
  const { stdout } = await run(file, args, { ...ids, cwd: '/' });
  const ours = /\d+/.exec(stdout)?.[0];
  if (made === ours) return;
  throw new EmbeddedDatabaseError(
    `Databasen i ${site.cluster} er lavet af PostgreSQL ${made}, men den indlejrede er ${ours}. Vælg en anden DATA_DIR, eller flyt data med den gamle version.`,
    `The database in ${site.cluster} was made by PostgreSQL ${made}, but the embedded one is ${ours}. Choose another DATA_DIR, or move the data with the old version.`,
  );
}

async function majorVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeCluster(site: Site): Promise<void> {
  const room = join(site.dataDir, `postgres.making-${process.pid}-${randomBytes(4).toString('hex')}`);
  const passwordFile = join(room, 'password');
  const draft = join(room, 'cluster');
  await mkdir(room, { mode: 0o700 });
  try {
    await writeFile(passwordFile, `${site.password}\n`, { mode: 0o600 });
    await giveTo(site.account, room, passwordFile);
    await initdb(site, draft, passwordFile);
    await rename(draft, site.cluster).catch((error: unknown) => refuseUnlessMadeByAnother(site, error));
    await syncFolder(site.dataDir);
  } finally {
    await rm(room, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function giveTo({ owner }: Account, ...paths: string[]): Promise<void> {
  if (owner === undefined) return;
  await Promise.all(paths.map((path) => chown(path, owner.uid, owner.gid)));
}

async function initdb({ account, binaries }: Site, folder: string, passwordFile: string): Promise<void> {
  const { file, args, ids } = account.as(binaries.initdb, [
    `--pgdata=${folder}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=da-DK',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ]);
  try {
    await run(file, args, { ...ids, cwd: '/', env: databaseEnvironment() });
  } catch (error) {
    const reason =
      error instanceof Error ? (/error: +(.*)/.exec(error.message)?.[1] ?? errorCode(error)) : '';
    throw new EmbeddedDatabaseError(
      `Databasen kunne ikke oprettes i ${folder} (${reason})`,
      `The database could not be made in ${folder} (${reason})`,
      { cause: error },
    );
  }
}

/** The database's processes get nothing of our environment but the path. */
export function databaseEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

async function refuseUnlessMadeByAnother(site: Site, error: unknown): Promise<void> {
  if ((await majorVersion(site.cluster)) !== undefined) return;
  throw new EmbeddedDatabaseError(
    `${site.cluster} er ikke en database, men ligger, hvor den skal være. Flyt den, eller vælg en anden DATA_DIR.`,
    `${site.cluster} is not a database, but lies where it should be. Move it, or choose another DATA_DIR.`,
    { cause: error },
  );
}

async function clearAbandonedWorkshops(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const maker = workshop.exec(name)?.[1];
    if (maker === undefined) continue;
    const room = join(dataDir, name);
    if (isAlive(Number(maker)) && !(await isOlderThan(room, longestMakingMs))) continue;
    // An orphaned initdb may still be writing; what is left then goes at the next start.
    await rm(room, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

async function isOlderThan(path: string, ageMs: number): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && Date.now() - status.mtimeMs > ageMs;
}

/** Whether a process of this number exists, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
