import { hash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeSessions, type Sessions } from '#web/sessions.ts';
import { aWorld, type World } from '../support/world.ts';

// Sessions of browsers on a real database, with a clock that the test sets.
let world: World;
let sessions: Sessions;
let now = Date.parse('2026-11-02T08:00:00Z');
let liaison: { issuer: string; subject: string; authorityId: string };
let personId: string;
const minute = 60_000;

beforeAll(async () => {
  world = await aWorld();
  const { databases, vault } = world.api;
  sessions = makeSessions({ database: databases.app, vault, clock: () => now });
  const me = (await world.as('bif-liaison').get('/v1/me')).json;
  personId = me.id;
  const { rows } = await world.superuser.query(
    'select issuer, subject, authority_id as "authorityId" from app.person where id = $1',
    [personId],
  );
  liaison = rows[0];
});
afterAll(() => world.close());
beforeEach(async () => {
  now += 24 * 60 * minute;
  await world.superuser.query('delete from app.web_session');
});

const stored = async () => (await world.superuser.query('select * from app.web_session')).rows;
const opened = async () => (await sessions.open(liaison)) ?? expect.fail('a session was refused');

describe('a session', () => {
  test('says who signed in, where that person acts and for what purpose', async () => {
    const cookie = await opened();
    const session = await sessions.find(cookie);
    expect(session).toEqual({
      ...liaison,
      acting: null,
      purpose: null,
      csrf: expect.stringMatching(/^[\w-]{43}$/),
      since: new Date(now).toISOString(),
    });
    const acting = { unitId: 'koebenhavn', agencyId: 'kk-bif' };
    expect(await sessions.change(cookie, { acting })).toBe(true);
    expect(await sessions.change(cookie, { purpose: 'tax_control' })).toBe(true);
    expect(await sessions.find(cookie)).toEqual({ ...session, acting, purpose: 'tax_control' });
    const nationally = { unitId: null, agencyId: 'rigspolitiet' };
    await sessions.change(cookie, { acting: nationally });
    expect(await sessions.find(cookie)).toMatchObject({ acting: nationally, purpose: 'tax_control' });
  });

  test('is kept without the value that the browser has, and each sign-in has its own', async () => {
    const [one, other] = [await opened(), await opened()];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(other).not.toBe(one);
    const rows = await stored();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(one);
    expect(rows.map(({ id_hash }) => id_hash)).toContainEqual(hash('sha256', one, 'buffer'));
    expect((await sessions.find(one))?.csrf).not.toBe((await sessions.find(other))?.csrf);
    // The hash, which a reader of the table has, opens nothing.
    expect(await sessions.find(hash('sha256', one, 'base64url'))).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['something too short', 'abc'],
    ['a value nobody was given', 'A'.repeat(43)],
    ['a value with other characters', `${'A'.repeat(42)}'`],
    ['a very long one', 'A'.repeat(10_000)],
  ])('is not found by %s', async (_what, cookie) => {
    await opened();
    expect(await sessions.find(cookie)).toBeNull();
    expect(await sessions.change(cookie, { purpose: 'prevention' })).toBe(false);
    expect(await sessions.end(cookie)).toBeNull();
    expect(await stored()).toHaveLength(1);
  });
});

describe('a session ends', () => {
  test('after 30 minutes without use, and not before', async () => {
    const [used, unused] = [await opened(), await opened()];
    now += 29 * minute;
    expect(await sessions.find(used)).not.toBeNull();
    now += 29 * minute;
    expect(await sessions.find(used)).not.toBeNull();
    expect(await sessions.find(unused)).toBeNull();
    now += 30 * minute;
    expect(await sessions.change(used, { purpose: 'prevention' })).toBe(false);
    expect(await sessions.find(used)).toBeNull();
    expect(await stored()).toEqual([]);
  });

  test('after 8 hours, however much it is used', async () => {
    const cookie = await opened();
    for (let quarter = 1; quarter < 32; quarter += 1) {
      now += 15 * minute;
      expect(await sessions.find(cookie)).not.toBeNull();
    }
    now += 15 * minute;
    expect(await sessions.find(cookie)).toBeNull();
  });

  test('with sign-out, which says whose it was, once', async () => {
    const [cookie, another] = [await opened(), await opened()];
    expect(await sessions.end(cookie)).toEqual(liaison);
    expect(await sessions.end(cookie)).toBeNull();
    expect(await sessions.find(cookie)).toBeNull();
    expect(await sessions.find(another)).not.toBeNull();
  });

  test('with the revocation of the person, and does not come back with the reinstatement', async () => {
    const cookie = await opened();
    const administrator = world.as('bif-administrator');
    await administrator.post(`/v1/people/${personId}/revocation`);
    expect(await sessions.find(cookie)).toBeNull();
    expect(await sessions.open(liaison)).toBeNull();
    await administrator.post(`/v1/people/${personId}/reinstatement`);
    expect(await sessions.find(cookie)).toBeNull();
    expect(await sessions.open(liaison)).not.toBeNull();
  });

  test('for all that have run out when somebody signs in', async () => {
    await opened();
    await opened();
    now += 31 * minute;
    await opened();
    expect(await stored()).toHaveLength(1);
  });
});

test('its use is noted once a minute at most', async () => {
  const cookie = await opened();
  const seen = async () => Date.parse((await stored())[0].last_seen_at);
  const first = now;
  now += 59_000;
  await sessions.find(cookie);
  expect(await seen()).toBe(first);
  now += 1_000;
  await sessions.find(cookie);
  expect(await seen()).toBe(now);
});

describe('nobody is let in', () => {
  test('who is not registered', async () => {
    expect(await sessions.open({ ...liaison, subject: 'b1f2c3d4-0000-4000-8000-000000000000' })).toBeNull();
    expect(await stored()).toEqual([]);
  });

  test('by a row that SQL alone has written or changed', async () => {
    const cookie = await opened();
    const chair = await world.superuser.query(
      `select issuer, subject from app.person where authority_id = $1 and subject <> $2 limit 1`,
      [liaison.authorityId, liaison.subject],
    );
    const { subject } = chair.rows[0];
    await world.superuser.query('update app.web_session set subject = $1', [subject]);
    expect(await sessions.find(cookie)).toBeNull();
    expect(await stored()).toEqual([]);
    // As the API's own login, with a cookie that one has made up and the proof of a session that one has.
    const own = await opened();
    const { proof } = (await stored())[0];
    const [made, at] = ['B'.repeat(43), new Date(now).toISOString()];
    await world.api.databases.app.unannounced({
      name: 'injected',
      text: 'select app.open_web_session($1, $2, $3, $4, $5)',
      values: [hash('sha256', made, 'buffer'), liaison.issuer, subject, proof, at],
    });
    expect(await stored()).toHaveLength(2);
    expect(await sessions.find(made)).toBeNull();
    expect(await sessions.find(own)).toMatchObject(liaison);
  });

  test('longer than from the moment of signing in', async () => {
    const cookie = await opened();
    await world.superuser.query(`update app.web_session set created_at = created_at + interval '1 hour'`);
    expect(await sessions.find(cookie)).toBeNull();
  });
});
