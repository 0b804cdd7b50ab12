import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audience, startApi } from '#api/run.ts';
import { demoPeople } from '#demo/people.ts';
import { startScheduler } from '#scheduler/run.ts';
import { testIdentityProviders } from '../support/global-setup.ts';
import { inject } from 'vitest';
import type { World } from '../support/world.ts';
import { anApiWorld, coordinator, ended, imports, preview } from './api-world.ts';
import { goodRow, headings } from './support.ts';

let world: World;
beforeAll(async () => {
  world = await anApiWorld();
});
afterAll(() => world.close());

let cases = 0;
/** Rows that nobody has sent before. */
const fresh = (rows = 1) => {
  const lines = Array.from({ length: rows }, () => goodRow.reviews.replace('2016-0001', `L-${++cases}`));
  return [{ name: 'reviews', content: [headings.reviews, ...lines].join('\n') }];
};
const commit = (id: string, sent = {}) => coordinator(world).post(`${imports}/${id}/commit`, {}, sent);
const read = (id: string) => coordinator(world).get(`${imports}/${id}`);
const sql = (text: string, values: unknown[] = []) => world.superuser.query(text, values);
const kept = async (id: string) =>
  Number(
    (await sql('select count(*) from app.register_import_part where import_id = $1', [id])).rows[0].count,
  );
const known = async () =>
  Number((await sql("select count(*) from app.case_review where source = 'register'")).rows[0].count);

describe('whoever sent it', () => {
  test('is the only one who sees it, and nobody else can read it in, have its rows or discard it', async () => {
    const { json } = await preview(world, [
      { name: 'reviews', content: `${headings.reviews}\n${goodRow.reviews.replace('BIF', '?')}` },
    ]);
    const of = `${imports}/${json.id}`;
    for (const name of ['bif-coordinator', 'skat-coordinator']) {
      const other = world.as(name);
      const answers = [
        await other.get(of),
        await other.post(`${of}/commit`),
        await other.get(`${of}/refused-rows?sheet=reviews`),
        await other.delete(of),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      expect((await other.get(imports)).json.items).toEqual([]);
    }
    for (const name of [
      'politi-liaison',
      'politi-chair',
      'politi-auditor',
      'politi-administrator',
      'national-reader',
    ])
      expect((await world.as(name).get(of)).status).toBe(403);
    expect((await world.as(null).get(of)).status).toBe(401);
    expect((await read(json.id)).json.state).toBe('preview');
  });

  test('says for what purpose', async () => {
    const answer = await coordinator(world).post(imports, { sheets: fresh() }, { purpose: null });
    expect(answer.status).toBe(400);
  });

  test('sends one at a time, and the six latest are kept but the first', async () => {
    const answers = await Promise.all([preview(world, fresh(2_000)), preview(world, fresh(2_000))]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.json.ruleId).toBe('register.busy');
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push((await preview(world, fresh())).json.id);
    const states = await Promise.all(ids.map(async (id) => (await read(id)).json.state));
    expect(states).toEqual(['discarded', ...Array.from({ length: 5 }, () => 'preview')]);
    expect(await kept(ids[0] ?? '')).toBe(0);
    const { items } = (await coordinator(world).get(imports)).json;
    expect(items.slice(0, 6).map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
    expect(items[0]).not.toHaveProperty('refusals');
  });
});

describe('reading it in', () => {
  test('happens once, however often it is asked for', async () => {
    const { json } = await preview(world, fresh(300));
    const before = await known();
    const key = randomUUID();
    const answers = await Promise.all([commit(json.id, { key }), commit(json.id, { key }), commit(json.id)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(statuses.filter((status) => status === 409).length).toBeGreaterThanOrEqual(1);
    expect((await ended(world, json.id)).json).toMatchObject({
      state: 'done',
      progress: { done: 300, total: 300 },
    });
    expect(await known()).toBe(before + 300);
  });

  test('of two equal imports at once puts every row in once', async () => {
    const sheets = fresh(800);
    const [one, two] = [(await preview(world, sheets)).json.id, (await preview(world, sheets)).json.id];
    const before = await known();
    await Promise.all([commit(one), commit(two)]);
    const done = await Promise.all([ended(world, one), ended(world, two)]);
    expect(done.map(({ json }) => json.state)).toEqual(['done', 'done']);
    expect(done.reduce((sum, { json }) => sum + json.sheets[0].new, 0)).toBe(800);
    expect(await known()).toBe(before + 800);
  });

  test('that goes wrong says that it is safe to try again, and trying again is', async () => {
    const { json } = await preview(world, fresh(3));
    const piece = await sql('select text_ct from app.register_import_part where import_id = $1', [json.id]);
    const spoil = (bytes: Buffer) =>
      sql('update app.register_import_part set text_ct = $2 where import_id = $1', [json.id, bytes]);
    await spoil(Buffer.alloc(64));
    await commit(json.id);
    const failed = (await ended(world, json.id)).json;
    expect(failed).toMatchObject({ state: 'failed', mayCommit: true, failure: { code: 'fault' } });
    expect(failed.failure.da).toMatch(/intet kommer ind to gange/);
    expect(failed.failure.en).toMatch(/nothing goes in twice/);
    await spoil(piece.rows[0].text_ct);
    expect((await commit(json.id)).status).toBe(200);
    expect((await ended(world, json.id)).json).toMatchObject({ state: 'done', failure: null });
  });

  test('by a process that is gone has failed when it is silent for a minute; until then it runs', async () => {
    const { json } = await preview(world, fresh(4));
    const heard = (ago: string) =>
      sql(
        `update app.register_import set state = 'running', run_id = gen_random_uuid(), started_at = now(),
           heard_at = now() - $2::interval where id = $1`,
        [json.id, ago],
      );
    await heard('50 seconds');
    expect((await read(json.id)).json).toMatchObject({ state: 'running', mayCommit: false });
    expect((await commit(json.id)).json.ruleId).toBe('register.not-ready');
    expect((await coordinator(world).delete(`${imports}/${json.id}`)).json.ruleId).toBe('register.not-ready');
    await heard('70 seconds');
    expect((await read(json.id)).json).toMatchObject({
      state: 'failed',
      failure: { code: 'process_gone' },
      mayCommit: true,
    });
    expect((await commit(json.id)).status).toBe(200);
    expect((await ended(world, json.id)).json.sheets[0].new).toBe(4);
  });

  test('stops between two batches when the service is stopped, and another process finishes it', async () => {
    const keys = inject('keys');
    const providers = await testIdentityProviders(inject('demoIdentityKeys'), audience, demoPeople);
    const other = await startApi({
      databaseUrl: world.url,
      keys,
      logLevel: 'silent',
      fetchKeys: providers.fetchKeys,
    });
    await other.server.ready();
    const { json } = await preview(world, fresh(2_000));
    const before = await known();
    const begun = await other.server.inject({
      method: 'POST',
      url: `${imports}/${json.id}/commit`,
      headers: {
        authorization: `Bearer ${await providers.accessTokenFor('politi-coordinator')}`,
        'idempotency-key': randomUUID(),
        purpose: 'benefit_control',
      },
    });
    expect(begun.statusCode).toBe(200);
    await other.close();
    providers.close();
    const stopped = (await read(json.id)).json;
    expect(stopped).toMatchObject({ state: 'failed', failure: { code: 'stopped' }, mayCommit: true });
    expect(await known()).toBeLessThan(before + 2_000);
    await commit(json.id);
    expect((await ended(world, json.id)).json).toMatchObject({ state: 'done' });
    expect(await known()).toBe(before + 2_000);
  }, 60_000);
});

describe('what was sent', () => {
  test('is gone when it is discarded', async () => {
    const { json } = await preview(world, fresh());
    expect((await coordinator(world).delete(`${imports}/${json.id}`)).status).toBe(204);
    expect(await kept(json.id)).toBe(0);
    expect((await read(json.id)).json).toMatchObject({ state: 'discarded', mayCommit: false });
    expect((await commit(json.id)).json.ruleId).toBe('register.expired');
  });

  test('takes the refused rows with it when it has been read in, and what was read in stays', async () => {
    const [sheet] = fresh();
    const bad = `${sheet?.content}\n${goodRow.reviews.replace('BIF', '?')}`;
    const { json } = await preview(world, [{ name: 'reviews', content: bad }]);
    await commit(json.id);
    await ended(world, json.id);
    expect((await coordinator(world).delete(`${imports}/${json.id}`)).status).toBe(204);
    expect((await read(json.id)).json.state).toBe('done');
    const rows = await coordinator(world).get(`${imports}/${json.id}/refused-rows?sheet=reviews`);
    expect([rows.status, rows.json.ruleId]).toEqual([409, 'register.expired']);
  });

  test('cannot be used after a day, and is deleted within it; what is known of it after thirty', async () => {
    const { json } = await preview(world, fresh());
    const age = async (interval: string) => {
      for (const [table, column] of [
        ['register_import', 'id'],
        ['register_import_part', 'import_id'],
      ])
        await sql(`update app.${table} set created_at = now() - $2::interval where ${column} = $1`, [
          json.id,
          interval,
        ]);
    };
    const forget = async () => {
      await sql("delete from app.job_run where job_key = 'forget-register-imports'");
      await sql(
        "update app.job set considered_through = now() - interval '2 hours' where job_key = 'forget-register-imports'",
      );
      await scheduler.tick();
    };
    const scheduler = await startScheduler({
      databaseUrl: world.url,
      keys: world.keys,
      logLevel: 'silent',
      tickEvery: 0,
    });
    await age('22 hours 55 minutes');
    await forget();
    expect(await kept(json.id)).toBe(1);
    await age('25 hours');
    expect((await read(json.id)).json).toMatchObject({ state: 'discarded', mayCommit: false });
    expect((await commit(json.id)).json.ruleId).toBe('register.expired');
    await age('23 hours 5 minutes');
    await forget();
    expect(await kept(json.id)).toBe(0);
    expect((await commit(json.id)).json.ruleId).toBe('register.expired');
    await age('31 days');
    await forget();
    expect((await read(json.id)).status).toBe(404);
    await scheduler.close();
  });
});
