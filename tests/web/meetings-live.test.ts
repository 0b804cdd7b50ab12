import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '#demo/people.ts';
import { anOpenMeeting } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import type { Json } from '../support/world.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

const heartbeat = 100;
let web: WebWorld;
let base: string;
let meeting: Json;
let item: Json;
beforeAll(async () => {
  web = await aWebWorld({ liveHeartbeat: heartbeat });
  base = `http://127.0.0.1:${await web.api.listen(0, '127.0.0.1')}`;
  const { id } = await aCaseReview(web, { agencies: ['kk-bif'] });
  const opened = await anOpenMeeting(web, [id]);
  meeting = opened.meeting;
  item = opened.items[0];
});
afterAll(() => web.close());

const open: AbortController[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});

type Browser = Awaited<ReturnType<WebWorld['signedIn']>>;

/** A browser that follows the meeting; `heard` is all that the stream has said. */
async function following(browser: Browser, meetingId: string = meeting.id) {
  const ending = new AbortController();
  open.push(ending);
  const answer = await fetch(`${base}/meetings/${meetingId}/live`, {
    headers: { cookie: `session=${browser.jar.get('session')}`, accept: 'text/event-stream' },
    signal: ending.signal,
  });
  const stream = { status: answer.status, heard: '', over: false, headers: answer.headers };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of answer.body ?? []) stream.heard += decoder.decode(bytes, { stream: true });
  };
  void read()
    .catch(() => {})
    .finally(() => (stream.over = true));
  return stream;
}

/** Waits at most a second: that is how soon it has to be there. */
async function within(holds: () => boolean, longest = 1_000): Promise<void> {
  for (const begun = Date.now(); !holds() && Date.now() - begun < longest;) await sleep(5);
  expect(holds()).toBe(true);
}
const changesIn = (heard: string) => heard.split('event: changed').length - 1;

test('what the chair records is heard by the others within a second: that something changed, and nothing of what', async () => {
  const [leader, lis] = [await web.signedIn('politi-chair'), await web.signedIn('bif-liaison')];
  const [own, others] = [await following(leader), await following(lis)];
  expect(others.headers.get('content-type')).toBe('text/event-stream');
  expect(others.headers.get('cache-control')).toBe('no-store');
  const run = `/meetings/${meeting.id}/run`;
  const before = await lis.get(`${run}?part=run`);
  expect(before.text).toContain('Intet udfald endnu');
  const page = await leader.get(run);
  await leader.submit(page, `${run}/items/${item.id}/outcome`, { outcome: 'postponed' });
  await within(() => changesIn(others.heard) > 0 && changesIn(own.heard) > 0);
  await sleep(2 * heartbeat);
  for (const { heard } of [own, others])
    expect(heard.replaceAll(/^(retry: 1000|: |event: changed|data: \d+|)$/gm, '').trim()).toBe('');
  expect(others.heard).toContain('\n: \n\n');
  expect((await lis.get(`${run}?part=run`)).text).toContain('Udsat');
});

test('another meeting’s changes are not heard', async () => {
  const other = await anOpenMeeting(web, [(await aCaseReview(web, { agencies: ['kk-bif'] })).id]);
  const stream = await following(await web.signedIn('bif-liaison'), other.meeting.id);
  await sleep(100);
  const before = changesIn(stream.heard);
  await web.superuser.query('update app.meeting set capacity = capacity where id = $1', [meeting.id]);
  await sleep(150);
  expect(changesIn(stream.heard)).toBe(before);
});

test('it ends soon after sign-out', async () => {
  const lis = await web.signedIn('bif-liaison');
  const stream = await following(lis);
  await lis.submit(await lis.get('/meetings'), '/sign-out').catch(() => {});
  await within(() => stream.over);
  expect((await following(lis)).status).toBe(403);
});

test('it ends soon after the person is revoked, and cannot be opened again', async () => {
  const someone = await web.signedIn('sof-liaison');
  const stream = await following(someone);
  const subject = demoPeople.find(({ username }) => username === 'sof-liaison')?.subject;
  await web.superuser.query("update app.person set state = 'revoked' where subject = $1", [subject]);
  await within(() => stream.over);
  expect((await following(someone)).status).toBe(403);
});

test('it does not keep anybody signed in: its heartbeats are no use of the session', async () => {
  const lis = await web.signedIn('bif-approver');
  await following(lis);
  const seen = async () => {
    const { rows } = await web.superuser.query('select max(last_seen_at) as at from app.web_session');
    return String(rows[0].at);
  };
  await web.superuser.query("update app.web_session set last_seen_at = last_seen_at - interval '5 minutes'");
  const before = await seen();
  await sleep(3 * heartbeat);
  expect(await seen()).toBe(before);
});

test('nobody who is not signed in, or is of another unit, may listen; nor in many windows', async () => {
  expect((await following(web.visitor())).status).toBe(403);
  expect((await following(await web.signedIn('politi-auditor'))).status).toBe(403);
  expect(
    (await following(await web.signedIn('bif-liaison'), '00000000-0000-4000-8000-000000000000')).status,
  ).toBe(404);
  const lis = await web.signedIn('bif-liaison');
  const streams = await Promise.all([1, 2, 3, 4].map(() => following(lis)));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await following(lis)).status).toBe(429);
  open.at(-2)?.abort();
  await sleep(50);
  expect((await following(lis)).status).toBe(200);
});

test('when the database’s connection is lost and comes back, everybody is told to read again', async () => {
  const stream = await following(await web.signedIn('bif-liaison'));
  await sleep(50);
  const before = changesIn(stream.heard);
  await web.superuser.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like '% notices'",
  );
  await within(() => changesIn(stream.heard) > before, 2_000);
  expect(stream.over).toBe(false);
});

test('it ends when the service ends', async () => {
  const stream = await following(await web.signedIn('bif-liaison'));
  const begun = Date.now();
  await web.api.server.close();
  await within(() => stream.over);
  expect(Date.now() - begun).toBeLessThan(1_000);
});
