import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildAgendas } from '#agendas/questions.ts';
import { listenForMeetings, type NoticeOptions } from '#platform/notices.ts';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { anOpenMeeting, aMeeting, asScheduler, inDays } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type World } from '../support/world.ts';

let world: World;
let meetingId: string;
let itemId: string;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aCaseReview(world, { agencies: ['skat'] })).id;
  const { meeting, items } = await anOpenMeeting(world, [reviewId]);
  meetingId = meeting.id;
  itemId = items[0].id;
});
afterAll(() => world.close());

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const errors: Error[] = [];
/** Listens as the API does; `heard` counts the calls for the meeting. */
async function aListener(changes: Partial<NoticeOptions> = {}) {
  errors.length = 0;
  const password = needPassword(world.keys, 'app');
  const notices = listenForMeetings({
    url: world.url,
    user: loginOf('app', password),
    password,
    onError: (error) => errors.push(error),
    ...changes,
  });
  open.push(notices);
  const heard = { calls: 0 };
  const end = notices.subscribe(meetingId, () => (heard.calls += 1));
  await until(() => heard.calls > 0);
  heard.calls = 0;
  return { ...notices, heard, end };
}

/** Waits at most a second: that is how soon a notice has to be there. */
async function until(holds: () => boolean, longest = 1_000): Promise<void> {
  for (const begun = Date.now(); !holds() && Date.now() - begun < longest;) await sleep(5);
  expect(holds()).toBe(true);
}
/** Long enough for a notice that should not come. */
const aWhile = () => sleep(150);
const sql = (text: string, values: unknown[] = [meetingId]) => world.superuser.query(text, values);
const touch = () => sql('update app.meeting set capacity = capacity where id = $1');
const action = () => ({ agencyId: 'kk-bk', type: 'benefit_stop', dueOn: inDays(8) });
const listening = async () =>
  (
    await sql(
      "select pid from pg_stat_activity where datname = current_database() and application_name like '%notices'",
      [],
    )
  ).rows.map(({ pid }) => Number(pid));

describe('a notice', () => {
  test.each<[string, () => Promise<{ status: number }>]>([
    [
      'an outcome',
      () =>
        world
          .as('politi-chair')
          .put(`/v1/agenda-items/${itemId}/outcome`, { outcome: 'follow_up' }, { version: 1 }),
    ],
    [
      'a follow-up assigned at the meeting',
      () => world.as('politi-chair').post(`/v1/agenda-items/${itemId}/follow-ups`, action()),
    ],
    [
      'a change of that follow-up, by its own agency',
      async () => {
        const { json } = await world.as('bk-liaison').get('/v1/follow-ups?mine=true');
        const [{ id, version }] = json.items;
        return world.as('bk-liaison').patch(`/v1/follow-ups/${id}`, { dueOn: inDays(9) }, { version });
      },
    ],
    [
      'the close of the meeting',
      async () => {
        const { version } = (await world.as('politi-chair').get(`/v1/meetings/${meetingId}`)).json;
        return world.as('politi-chair').post(`/v1/meetings/${meetingId}/closing`, {}, { version });
      },
    ],
  ])('comes within a second of %s', async (_what, deed) => {
    const { heard } = await aListener();
    const answer = await deed();
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) });
    await until(() => heard.calls > 0);
  });

  test('comes of a new revision by the scheduler, and of settling it', async () => {
    const planned = await aMeeting(world, inDays(4));
    const { subscribe } = await aListener();
    let calls = 0;
    subscribe(planned.id, () => (calls += 1));
    await asScheduler(world, (tx) => buildAgendas(tx, 'koebenhavn', new Date().toISOString()));
    await until(() => calls === 1);
    const settled = await world
      .as('politi-chair')
      .post(`/v1/meetings/${planned.id}/agenda-settlement`, {}, { version: planned.version });
    expect(settled.status).toBe(200);
    await until(() => calls === 2);
  });

  test('comes of nothing that is rolled back, not before the commit, and not of another meeting', async () => {
    const { heard, subscribe } = await aListener();
    const other = await aMeeting(world, inDays(40));
    let others = 0;
    subscribe(other.id, () => (others += 1));
    const client = await world.superuser.connect();
    const write = () => client.query('update app.meeting set capacity = 9 where id = $1', [meetingId]);
    await client.query('begin');
    await write();
    await client.query('rollback');
    await client.query('begin');
    await write();
    await aWhile();
    expect(heard.calls).toBe(0);
    await client.query('commit');
    client.release();
    await until(() => heard.calls === 1);
    expect(others).toBe(0);
  });

  test('does not come of a follow-up outside a meeting, and holds the id and nothing else', async () => {
    const { heard } = await aListener();
    const payloads: unknown[] = [];
    const client = new pg.Client({ connectionString: world.url });
    open.push({ close: () => client.end() });
    await client.connect();
    client.on('notification', ({ channel, payload }) => payloads.push([channel, payload]));
    await client.query('listen meeting_changed');
    const assigned = await world.as('bk-liaison').post(`/v1/case-reviews/${reviewId}/follow-ups`, action());
    expect(assigned.status).toBe(201);
    await aWhile();
    expect([heard.calls, payloads]).toEqual([0, []]);
    await touch();
    await until(() => payloads.length > 0 && heard.calls > 0);
    expect(payloads).toEqual([['meeting_changed', meetingId]]);
  });
});

describe('the listener', () => {
  test('comes back when its connection is lost, calls everybody once, and hears on', async () => {
    const { heard, subscribe } = await aListener();
    let others = 0;
    subscribe(crypto.randomUUID(), () => (others += 1));
    const pids = await listening();
    expect(pids).toHaveLength(1);
    await sql('select pg_terminate_backend($1)', [pids[0]]);
    await until(() => heard.calls === 1 && others === 1);
    expect(errors.length).toBeGreaterThan(0);
    await touch();
    await until(() => heard.calls === 2);
    await aWhile();
    expect([heard.calls, others, (await listening()).length]).toEqual([2, 1, 1]);
  });

  test('finds out that a connection has fallen silent', async () => {
    const sockets: Socket[] = [];
    const dead = new Set<Socket>();
    const target = new URL(world.url);
    const proxy = createServer((near) => {
      const far = connect(Number(target.port || 5432), target.hostname);
      sockets.push(near, far);
      const pass = (from: Socket, to: Socket) =>
        from.on('error', () => {}).on('data', (bytes) => void (dead.has(from) || to.write(bytes)));
      pass(near, far);
      pass(far, near);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const url = Object.assign(new URL(world.url), { hostname: '127.0.0.1', port }).toString();
    const { heard, close } = await aListener({ url, heartbeat: 150 });
    for (const socket of sockets) dead.add(socket);
    await touch();
    await until(() => heard.calls === 1, 3_000);
    await touch();
    await until(() => heard.calls === 2);
    expect(errors).not.toEqual([]);
    await close();
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });

  test('does not call who has left, nor the others because of somebody who fails', async () => {
    const { heard, subscribe, end } = await aListener();
    const calls: string[] = [];
    const shared = () => void calls.push('shared');
    const endFirst = subscribe(meetingId, shared);
    subscribe(meetingId, () => {
      throw new Error('broken');
    });
    subscribe(meetingId, shared);
    await touch();
    await until(() => calls.length === 2 && heard.calls === 1);
    expect(errors.map(({ message }) => message)).toEqual(['broken']);
    endFirst();
    endFirst();
    end();
    await touch();
    await until(() => calls.length === 3);
    expect(heard.calls).toBe(1);
  });

  test('ends when it is closed, and calls nobody afterwards', async () => {
    const { heard, close } = await aListener();
    expect(await listening()).toHaveLength(1);
    await close();
    await touch();
    await aWhile();
    expect([heard.calls, await listening(), errors]).toEqual([0, [], []]);
    await close();
  });

  test('tries again while there is no database, says so, and can be closed', async () => {
    const notices = listenForMeetings({
      url: 'postgres://127.0.0.1:1/none',
      user: 'nobody',
      password: 'x',
      onError: (error) => errors.push(error),
    });
    let calls = 0;
    errors.length = 0;
    notices.subscribe(meetingId, () => (calls += 1));
    await until(() => errors.length >= 2);
    await notices.close();
    expect(calls).toBe(0);
    expect(errors.map((error) => JSON.stringify([error.message, error])).join()).not.toContain('password');
  });
});
