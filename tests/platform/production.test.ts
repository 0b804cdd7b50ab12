import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import {
  judgeServer,
  ProductionRefusal,
  refuseInProduction,
  type ServerFacts,
} from '#platform/production.ts';
import { checkProductionDatabase } from '#platform/production-database.ts';
import { cloneTemplate } from '../support/clone-template.ts';

const root = join(import.meta.dirname, '../..');
const keys = inject('keys');
const { superuserPassword: _superuser, ...parts } = keys;
let database: Awaited<ReturnType<typeof cloneTemplate>>;
let folder: string;
let keysFile: string;

beforeAll(async () => {
  database = await cloneTemplate(inject('databaseUrl'));
  folder = await mkdtemp(join(tmpdir(), 'production-'));
  keysFile = join(folder, 'keys.json');
  await writeFile(keysFile, JSON.stringify({ ...parts, demo: false }), { mode: 0o600 });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const good: ServerFacts = {
  version: 180_006,
  clusterName: '',
  fsync: 'on',
  fullPageWrites: 'on',
  synchronousCommit: 'on',
  encrypted: true,
  local: false,
  issuers: ['https://login.kk.example/adfs', 'https://login.kk.example/adfs/keys'],
};

test.each<[string, Partial<ServerFacts>]>([
  ['17.11', { version: 170_011 }],
  ['16.15', { version: 160_015 }],
  ['15.19', { version: 150_019 }],
  ['a later major', { version: 190_000 }],
  ['a standby that has applied', { synchronousCommit: 'remote_apply' }],
])('a server is accepted: %s', (_name, facts) => {
  expect(judgeServer({ ...good, ...facts })).toEqual({ problems: [], warnings: [] });
});

test.each<[string, Partial<ServerFacts>, RegExp]>([
  ['18.5', { version: 180_005 }, /18\.5 mangler .*18\.6 kræves \/ .*18\.6 is needed/],
  ['17.10', { version: 170_010 }, /17\.11/],
  ['16.14', { version: 160_014 }, /16\.15/],
  ['15.18', { version: 150_018 }, /15\.19/],
  ['14', { version: 140_024 }, /14 understøttes ikke.* \/ .*14 is not supported/],
  ['embedded', { clusterName: 'al-capone-embedded' }, /den indlejrede.* \/ .*the embedded one/],
  ['fsync', { fsync: 'off' }, /fsync er off.* \/ fsync is off/],
  ['full_page_writes', { fullPageWrites: 'off' }, /full_page_writes/],
  ['synchronous_commit', { synchronousCommit: 'off' }, /synchronous_commit/],
  [
    'a demo issuer',
    { issuers: ['https://x.example/demo-idp/kk'] },
    /x\.example\/demo-idp\/kk er en udsteder/,
  ],
  ['an issuer without TLS', { issuers: ['http://login.kk.example/adfs'] }, /without TLS/],
  ['keys without TLS', { issuers: [...good.issuers, 'http://login.kk.example/keys'] }, /example\/keys/],
  ['an address that is none', { issuers: ['kk'] }, /udsteder/],
])('a server is refused: %s', (_name, facts, reason) => {
  const { problems } = judgeServer({ ...good, ...facts });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(reason);
});

test('a connection over a network without TLS is warned of', () => {
  expect(judgeServer({ ...good, encrypted: false }).warnings).toHaveLength(1);
  expect(judgeServer({ ...good, encrypted: false, local: true }).warnings).toEqual([]);
});

test('npm start refuses production', () => {
  expect(() => refuseInProduction({ production: true })).toThrow(ProductionRefusal);
  expect(() => refuseInProduction({ production: false })).not.toThrow();
});

async function problemsFound(changes: { url?: string; password?: string } = {}): Promise<readonly string[]> {
  const password = changes.password ?? needPassword(keys, 'app');
  const url = changes.url ?? database.url;
  const error = await checkProductionDatabase({
    url,
    user: loginOf('app', password),
    password,
    issuers: true,
  }).catch((reason: unknown) => reason);
  if (!(error instanceof ProductionRefusal)) throw new Error('not refused');
  return error.problems;
}

test("the tests' own server is refused for all its faults at once", async () => {
  const login = loginOf('app', needPassword(keys, 'app'));
  const name = new URL(database.url).pathname.slice(1);
  const superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  await superuser.query(`alter role ${login} in database ${name} set synchronous_commit = off`);
  await superuser.end();
  const problems = (await problemsFound()).join('\n');
  expect(problems).toMatch(/18\.4 mangler sikkerhedsrettelser/);
  expect(problems).toMatch(/the embedded one/);
  expect(problems).toMatch(/synchronous_commit is off/);
  expect(problems).toMatch(/demo-idp/);
});

test('a database that is not there or not prepared is a clear refusal, without the password', async () => {
  const elsewhere = Object.assign(new URL(database.url), { port: '1' }).toString();
  expect(await problemsFound({ url: elsewhere })).toEqual([
    expect.stringMatching(/ECONNREFUSED.*DATABASE_URL/),
  ]);
  const unknown = 'x'.repeat(64);
  const [problem] = await problemsFound({ password: unknown });
  expect(problem).toMatch(/28P01.*npm run migrate/);
  expect(problem).not.toContain(unknown);
});

/** The production API with the guard of the database taken away, which would refuse the server of the tests. */
const unguarded = `import { startProductionApi } from '#api/production-api.ts';
  import { runProcess } from '#platform/production-process.ts';
  await runProcess(() => startProductionApi(process.env, async () => []), 10_000);`;

/** Starts an entry point; `said` fills with what it prints. */
function start(program: readonly string[], env: Record<string, string>) {
  const { NODE_ENV: _mode, ...inherited } = process.env;
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: {
      ...inherited,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      KEYS_FILE: keysFile,
      PUBLIC_URL: 'https://capone.example',
      ...env,
    },
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said.text += chunk));
  return { child, said, ended: once(child, 'close').then(([code]: unknown[]) => code) };
}

const entries = ['services/api/main.ts', 'services/scheduler/main.ts', 'services/deploy/migrate-command.ts'];

test.each(entries)('%s refuses demo keys and the embedded database, also without NODE_ENV', async (entry) => {
  const demoKeys = join(folder, `demo-${entry.replaceAll('/', '-')}.json`);
  await writeFile(demoKeys, JSON.stringify(keys), { mode: 0o600 });
  const [withDemoKeys, embedded] = [start([entry], { KEYS_FILE: demoKeys }), start([entry], {})];
  expect(await Promise.all([withDemoKeys.ended, embedded.ended])).toEqual([1, 1]);
  expect(withDemoKeys.said.text).toMatch(/demonøgler.*demo keys/);
  expect(embedded.said.text).toMatch(/18\.4 mangler[^]*the embedded one/);
});

test('missing settings are named, all of them', async () => {
  const { ended, said } = start(['services/api/main.ts'], {
    KEYS_FILE: '',
    DATABASE_URL: '',
    PUBLIC_URL: '',
  });
  expect(await ended).toBe(1);
  expect(said.text).toMatch(/DATABASE_URL mangler[^]*KEYS_FILE mangler[^]*PUBLIC_URL mangler/);
});

test('the production API has no demo sign-in, and ends with 0 when it is told to', async () => {
  const { child, said, ended } = start(['--input-type=module', '-e', unguarded], { LOG_LEVEL: 'info' });
  await expect.poll(() => said.text, { timeout: 15_000 }).toMatch(/"port":\d+.*listening/);
  const port = /"port":(\d+)/.exec(said.text)?.[1];
  const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  expect((await at('/health/ready')).status).toBe(200);
  expect((await at('/demo-idp/')).status).toBe(404);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
