import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signCaller } from '#platform/caller.ts';
import { aCaller, aDatabase, asCaller, type TestDatabase } from './sql.ts';

let db: TestDatabase;
let app: pg.Client;
let pid: number;
beforeAll(async () => {
  db = await aDatabase();
  app = await db.session('app');
  pid = Number((await app.query('select pg_backend_pid() as pid')).rows[0].pid);
});
afterAll(() => db.close());

/** Who the database takes this setting for. */
async function scopeOf(setting: string | null): Promise<string | null> {
  await app.query('begin');
  if (setting !== null) await app.query("select set_config('app.caller', $1, true)", [setting]);
  const scope = (await app.query('select app.caller_scope() as scope')).rows[0].scope;
  await app.query('rollback');
  return scope;
}

test('the signed caller is known, on its own connection and in its own minute', async () => {
  expect(await scopeOf(signCaller(aCaller('kk-bif'), db.signingKey, pid, Date.now()))).toBe(
    'koebenhavn/kk-bif',
  );
});

test.each([
  ['nobody was announced', () => null],
  ['an empty setting', () => ''],
  [
    'a setting without signature',
    () => 'v1|koebenhavn/koebenhavns-politi|koebenhavn|koebenhavns-politi||liaison|||||',
  ],
  ['a signature of another key', () => signCaller(aCaller('kk-bif'), 'ab'.repeat(32), pid, Date.now())],
  [
    'another agency under the same signature',
    () => signCaller(aCaller('kk-bif'), db.signingKey, pid, Date.now()).replaceAll('kk-bif', 'kk-sof'),
  ],
  ['another connection', () => signCaller(aCaller('kk-bif'), db.signingKey, pid + 1, Date.now())],
  ['two minutes old', () => signCaller(aCaller('kk-bif'), db.signingKey, pid, Date.now() - 120_000)],
  ['two minutes ahead', () => signCaller(aCaller('kk-bif'), db.signingKey, pid, Date.now() + 120_000)],
  ['a shortened signature', () => signCaller(aCaller('kk-bif'), db.signingKey, pid, Date.now()).slice(0, -1)],
])('is nobody: %s', async (_case, setting) => {
  expect(await scopeOf(setting())).toBeNull();
});

test('the caller ends with the transaction', async () => {
  await asCaller(app, aCaller('kk-bif'), db.signingKey, 'select 1');
  expect(await scopeOf(null)).toBeNull();
});

test.each([
  'select * from app.caller_key',
  'select app.verified_caller() from app.caller_key',
  "update app.caller_key set inner_pad = ''",
  'set role cap_guard',
  'set role cap_owner',
  'set session authorization postgres',
  'alter table app.case_review disable row level security',
  'alter table app.case_review no force row level security',
  'create policy all_of_it on app.case_review using (true)',
  "create function app.verified_caller() returns text[] language sql as $$ select array['v1'] $$",
  'create table app.mine (x int)',
  'create temp table mine (x int)',
  'create table public.mine (x int)',
  'drop trigger event_append_only on audit.event',
  'grant cap_owner to current_user',
  'select pg_sleep(1)',
  "copy app.case_review to '/dev/null'",
  'do $$ begin perform 1; end $$',
])('injected SQL as the app role cannot: %s', async (statement) => {
  await expect(asCaller(app, aCaller('kk-bif'), db.signingKey, statement)).rejects.toMatchObject({
    code: expect.stringMatching(/^(42501|42P17|0A000)$/),
  });
});
