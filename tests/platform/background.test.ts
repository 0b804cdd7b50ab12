import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { record } from '#audit/record.ts';
import { openBackground } from '#platform/background.ts';
import { afterCommit, type Database, openDatabase } from '#platform/database.ts';
import { loginOf } from '#platform/migrate.ts';
import { cloneTemplate } from '../support/clone-template.ts';

let copy: Awaited<ReturnType<typeof cloneTemplate>>;
let database: Database;
beforeAll(async () => {
  copy = await cloneTemplate(inject('databaseUrl'));
  const keys = inject('keys');
  const password = keys.databasePasswords.register;
  database = openDatabase({
    url: copy.url,
    user: loginOf('register', password),
    password,
    signingKey: keys.callerSigning,
    connections: 2,
  });
});
afterAll(async () => {
  await database.close();
  await copy.drop();
});

const caller = { kind: 'system', system: 'register-import', unitId: 'koebenhavn', requestId: 'r' } as const;

test('what is to happen after a commit happens then, once, and not after a rollback or without the trail', async () => {
  const happened: string[] = [];
  await database.as(caller, async (tx) => {
    afterCommit(tx, () => happened.push('done'));
    record(tx, { verb: 'consult', deed: 'test' });
    await setTimeout(20);
    expect(happened).toEqual([]);
  });
  expect(happened).toEqual(['done']);
  const refused = database.as(caller, async (tx) => {
    afterCommit(tx, () => happened.push('rolled back'));
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  const unrecorded = database.as(caller, async (tx) => {
    afterCommit(tx, () => happened.push('unrecorded'));
  });
  await expect(unrecorded).rejects.toThrow('recorded nothing');
  expect(happened).toEqual(['done']);
});

test('closing asks what is under way to stop and waits for it; a failure ends nothing else', async () => {
  const said: unknown[] = [];
  const background = openBackground((error) => said.push(error));
  const ended: string[] = [];
  background.begin(async () => Promise.reject(new Error('failed')));
  background.begin(async (signal) => {
    while (!signal.aborted) await setTimeout(5);
    await setTimeout(20);
    ended.push('stopped in order');
  });
  await setTimeout(20);
  expect(ended).toEqual([]);
  await background.close();
  expect(ended).toEqual(['stopped in order']);
  expect(said).toEqual([new Error('failed')]);
});
