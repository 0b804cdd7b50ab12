import { execFile, spawn } from 'node:child_process';
import { link, open, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { databaseEnvironment, isAlive } from './embedded-cluster.ts';
import type { Site } from './embedded-cluster.ts';
import { postmasterArguments, readablePort } from './embedded-settings.ts';
import { errorCode } from './folders.ts';

const run = promisify(execFile);

/** `running`: a postmaster has the folder (its port may not be known yet); `none`: one may be started. */
export type Postmaster =
  { readonly state: 'running'; readonly pid: number; readonly port: number } | 'unsettled' | 'none';

/** Reads PostgreSQL's own lock file, and clears it when it is the remnant of a postmaster that was killed. */
export async function findPostmaster(cluster: string): Promise<Postmaster> {
  const file = lockFile(cluster);
  const content = await readIfThere(file);
  if (content === undefined) return 'none';
  const [pid, , , port] = content.split('\n').map(Number);
  if (pid === undefined || !Number.isInteger(pid) || pid <= 0) {
    // Killed between making the file and writing it; PostgreSQL itself would refuse it for ever.
    if (!(await isSettled(file))) return 'unsettled';
    await clear(file, content);
    return 'none';
  }
  if (!(await isPostgresOf(pid, cluster))) {
    // PostgreSQL overlooks a dead process by itself, but not another one that got its number.
    if (isAlive(pid)) await clear(file, content);
    return 'none';
  }
  return readablePort(port) ? { state: 'running', pid, port } : 'unsettled';
}

/** Starts a postmaster in a session of its own. Undefined when it has the folder, else why it has not. */
export async function launchPostmaster(site: Site, port: number): Promise<string | undefined> {
  const log = await openLog(site);
  try {
    const { file, args, ids } = site.account.as(
      site.binaries.postgres,
      postmasterArguments(site.cluster, port),
    );
    const from = (await log.stat()).size;
    const child = spawn(file, args, {
      ...ids,
      cwd: '/',
      env: databaseEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let ended: string | undefined;
    child.on('error', (error) => (ended = errorCode(error)));
    child.on('exit', (code, signal) => (ended = `exit ${code ?? signal}`));
    child.unref();
    while (ended === undefined) {
      const content = await readIfThere(lockFile(site.cluster));
      if (child.pid !== undefined && content?.startsWith(`${child.pid}\n`)) return undefined;
      await sleep(10);
    }
    return `${ended}\n${(await readFile(logFile(site), 'utf8')).slice(from)}`;
  } finally {
    await log.close();
  }
}

/** Asks the postmaster for a fast stop and waits for it, at most `patienceMs`; it finishes by itself then. */
export async function stopPostmaster(cluster: string, patienceMs: number): Promise<void> {
  const found = await findPostmaster(cluster);
  if (typeof found === 'string') return;
  process.kill(found.pid, 'SIGINT');
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const content = await readIfThere(lockFile(cluster));
    // It takes its lock file away a moment before it ends.
    if (!content?.startsWith(`${found.pid}\n`) && !(await isPostgresOf(found.pid, cluster))) return;
    await sleep(10);
  }
}

const lockFile = (cluster: string): string => join(cluster, 'postmaster.pid');
export const logFile = (site: Site): string => join(site.dataDir, 'postgres.log');

async function openLog(site: Site) {
  const log = await open(logFile(site), 'a', 0o600);
  if ((await log.stat()).size > 1_000_000) await log.truncate();
  return log;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function isSettled(file: string): Promise<boolean> {
  const status = await stat(file).catch(() => undefined);
  return status !== undefined && Date.now() - status.mtimeMs > 1000;
}

async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') {
    const command = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return command.stdout.includes(cluster);
  }
  try {
    // A postmaster works in its data folder; a zombie works nowhere.
    return (await readlink(`/proc/${pid}/cwd`)) === cluster;
  } catch (error) {
    return errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ESRCH';
  }
}

/** Removes the lock file unless it has become another's meanwhile. */
async function clear(file: string, seen: string): Promise<void> {
  const aside = `${file}.stale-${process.pid}`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) !== seen) await link(aside, file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
