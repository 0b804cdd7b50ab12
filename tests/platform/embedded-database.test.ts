import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEmbeddedDatabase } from '#platform/embedded-database.ts';
import type { EmbeddedDatabase } from '#platform/embedded-database.ts';

const password = 'prøve/@:password';
let root: string;
let dataDir: string;
const open = new Set<EmbeddedDatabase>();
const children = new Set<ChildProcess>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'embedded-'));
  dataDir = join(root, 'data');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await Promise.all([...open].map((database) => database.release()));
  open.clear();
});
afterAll(async () => {
  const pid = await postmasterPid(dataDir);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await rm(root, { recursive: true, force: true, maxRetries: 10 });
});

async function start(folder = dataDir): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dataDir: folder, password });
  open.add(database);
  return database;
}

async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(folder: string): Promise<number | undefined> {
  const lock = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
  const pid = Number(lock?.split('\n')[0]);
  return pid > 0 ? pid : undefined;
}

async function runningPid(folder = dataDir): Promise<number> {
  const pid = await postmasterPid(folder);
  if (pid === undefined) throw new Error('no postmaster');
  return pid;
}

/** Every process that works in the folder and is nobody's backend: there must never be two. */
async function postmastersOn(folder: string): Promise<number[]> {
  const pid = await postmasterPid(folder);
  if (process.platform !== 'linux') return pid === undefined ? [] : [pid];
  const found = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const cwd = await readlink(`/proc/${name}/cwd`).catch(() => '');
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (cwd === join(folder, 'postgres') && command.includes('-D')) found.push(Number(name));
  }
  return found;
}

function otherProcess(folder = dataDir): { child: ChildProcess; url: Promise<string> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'embedded-user.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  children.add(child);
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', () => reject(new Error('ended before it was ready')));
  });
  url.catch(() => undefined);
  return { child, url };
}

async function until(condition: () => Promise<boolean>, patienceMs = 5000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await sleep(20);
  }
}

test('two processes at once make one database and share one postmaster', async () => {
  const first = otherProcess();
  const second = otherProcess();
  expect(await first.url).toBe(await second.url);
  expect(await postmastersOn(dataDir)).toEqual([await runningPid()]);
  expect((await readdir(dataDir)).toSorted()).toEqual(['postgres', 'postgres.log']);
  first.child.stdin?.write('release\n');
  await once(first.child, 'exit');
  expect(await ask(await second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  second.child.stdin?.write('release\n');
  await once(second.child, 'exit');
  await until(async () => (await postmasterPid(dataDir)) === undefined);
  expect(await postmastersOn(dataDir)).toEqual([]);
});

test('keeps what was written, sorts in Danish, and logs nothing that people typed', async () => {
  const before = await start();
  await ask(before.url, `create table kept as select 'hans' as name`);
  await before.release();
  const after = await start();
  expect(await ask(after.url, 'table kept')).toEqual([{ name: 'hans' }]);
  const order = await ask(after.url, `select x from unnest(array['Å','Z','Ø','Aa','Æ','A']) x order by x`);
  expect(order.map(({ x }) => x)).toEqual(['A', 'Z', 'Æ', 'Ø', 'Å', 'Aa']);
  const settings = await ask(
    after.url,
    `select name, setting from pg_settings where name in ('data_checksums', 'fsync', 'log_parameter_max_length',
       'log_parameter_max_length_on_error', 'log_min_error_statement', 'server_encoding', 'synchronous_commit')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
  });
  await expect(ask(after.url, `select '010190-canary'::int`)).rejects.toThrow('canary');
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('canary');
});

test('refuses another password, and the users of the database notice nothing', async () => {
  const database = await start();
  await expect(startEmbeddedDatabase({ dataDir, password: 'wrong' })).rejects.toThrow(
    /adgangskoden.*password/,
  );
  await expect(ask(database.url.replace(/:[^:]*@/, ':wrong@'), 'select 1')).rejects.toThrow('password');
  expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the process that started it is killed: the next adopts the orphan and stops it at the end', async () => {
  const { child, url } = otherProcess();
  await ask(await url, 'create table written_by_child (id int)');
  const pid = await runningPid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await start();
  expect(await runningPid()).toBe(pid);
  expect(await ask(database.url, 'table written_by_child')).toEqual([]);
  const from = performance.now();
  await database.release();
  await until(async () => (await postmasterPid(dataDir)) === undefined);
  expect(performance.now() - from).toBeLessThan(5000);
});

test('Ctrl-C in the terminal does not reach the postmaster', async () => {
  const { child, url } = otherProcess();
  await url;
  const pid = await runningPid();
  process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
  await once(child, 'exit');
  await start();
  expect(await runningPid()).toBe(pid);
});

test('the postmaster is killed: those who use it get it back, at the same address', async () => {
  const database = await start();
  const pid = await runningPid();
  process.kill(pid, 'SIGKILL');
  await until(async () => (await postmasterPid(dataDir)) !== pid);
  await until(
    () =>
      ask(database.url, 'select 1').then(
        () => true,
        () => false,
      ),
    15_000,
  );
  // And it has taken its seat again: one who comes and goes does not stop it.
  await until(
    async () => (await ask(database.url, `select from pg_locks where locktype = 'advisory'`)).length === 1,
  );
  await (await start()).release();
  expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.release();
  expect(await postmastersOn(dataDir)).toEqual([]);
});

test('everything is killed: the next start recovers, with one postmaster', async () => {
  const { child, url } = otherProcess();
  await ask(await url, 'create table survives (id int)');
  const pid = await runningPid();
  child.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  const database = await start();
  expect(await ask(database.url, 'table survives')).toEqual([]);
  expect(await postmastersOn(dataDir)).toEqual([await runningPid()]);
  expect(await runningPid()).not.toBe(pid);
});

test('a backend is killed, so all sessions end: the seat is taken again', async () => {
  const database = await start();
  const seat = () =>
    ask(database.url, `select pid from pg_locks where locktype = 'advisory'`).catch(() => []);
  const [before] = await seat();
  process.kill(Number(before?.['pid']), 'SIGKILL');
  await until(async () => (await seat()).length === 1, 15_000);
  expect(await seat()).not.toEqual([before]);
});

test.each(['is empty', 'names a living process that is no database', 'names a dead process'])(
  'a lock file that %s does not stop the start',
  async (kind) => {
    await (await start()).release();
    await until(async () => (await postmastersOn(dataDir)).length === 0);
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const bystander = spawn('sleep', ['60'], { uid, gid });
    children.add(bystander);
    const pid = kind.includes('living') ? bystander.pid : 4194304;
    const content = kind === 'is empty' ? '' : `${pid}\n/elsewhere\n0\n5432\n\n127.0.0.1\n`;
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), content);
    const database = await start();
    expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(bystander.exitCode).toBe(null);
  },
);

test('killed while the database is being made: the next start makes it and clears up', async () => {
  const folder = join(root, 'half');
  const { child } = otherProcess(folder);
  const making = async () =>
    (await readdir(folder).catch(() => [])).filter((name) => name.includes('making'));
  await until(async () => {
    const [room] = await making();
    return room !== undefined && (await readdir(join(folder, room))).includes('cluster');
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await making()).toHaveLength(1);
  const database = await start(folder);
  expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.release();
  // Had the orphaned initdb still been writing, its last files go at the start after.
  await (await start(folder)).release();
  expect(await making()).toEqual([]);
});

test('refuses a folder of another major version, and leaves it alone', async () => {
  const folder = join(root, 'old');
  await mkdir(join(folder, 'postgres'), { recursive: true });
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '15\n');
  await chmod(root, 0o755);
  await expect(start(folder)).rejects.toThrow(/lavet af PostgreSQL 15.*made by PostgreSQL 15/);
  expect(await readdir(join(folder, 'postgres'))).toEqual(['PG_VERSION']);
});

test('refuses a folder that is no database, and leaves it alone', async () => {
  const folder = join(root, 'strange');
  await mkdir(join(folder, 'postgres'), { recursive: true });
  await writeFile(join(folder, 'postgres', 'letter.txt'), 'dear');
  await expect(start(folder)).rejects.toThrow(/er ikke en database.*is not a database/);
  expect(await readdir(folder)).toEqual(['postgres']);
});
