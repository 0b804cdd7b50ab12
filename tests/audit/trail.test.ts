import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
let liaison: string;
beforeAll(async () => {
  world = await aWorld();
  liaison = (await world.as('bif-liaison').get('/v1/me')).json.id;
  await world.as('bif-liaison').get('/v1/units/koebenhavn', { purpose: 'tax_control' });
  await world.as('bif-liaison').get('/v1/units/atlantis');
  await world.as('bif-chair').get('/v1/people');
  await world.as('sof-liaison').get('/v1/me');
  await world.as('skat-liaison').get('/v1/me');
});
afterAll(() => world.close());

const trail = (query = '', username = 'bif-auditor') => world.as(username).get(`/v1/trail${query}`);
const deeds = (answer: Json) => answer.json.items.map(({ deed }: Json) => deed);

describe('an auditor', () => {
  test('reads what the own agency did, newest first, and the reading is in the trail', async () => {
    const first = await trail();
    expect(deeds(first)).toEqual(['listPeople', 'getUnit', 'getUnit', 'getMe']);
    expect(first.json.items[1]).toMatchObject({ outcome: 'refused', ruleId: 'not-found', personId: liaison });
    expect(first.json.items[2]).toMatchObject({
      verb: 'consult',
      outcome: 'done',
      purpose: 'tax_control',
      roles: ['liaison'],
      personId: liaison,
      system: null,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const second = await trail();
    expect(deeds(second)).toEqual(['readTrail', ...deeds(first)]);
    const leaves = first.json.items.map(({ leaf }: Json) => leaf);
    expect(second.json.items[0]).toMatchObject({ roles: ['auditor'], ids: { events: leaves } });
  });

  test('can check each event: leaf is the hash of the exact text that was stored', async () => {
    const { items } = (await trail('?limit=100')).json;
    expect(items.length).toBeGreaterThan(4);
    for (const { leaf, canon } of items) {
      const bytes = Buffer.concat([Buffer.from([0]), Buffer.from(canon, 'utf8')]);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(leaf);
    }
  });

  test('sees no other agency, also not of the same authority', async () => {
    for (const username of ['sof-auditor', 'skat-auditor', 'politi-auditor']) {
      const { items } = (await trail('?limit=100', username)).json;
      expect(items.filter(({ personId }: Json) => personId === liaison)).toEqual([]);
    }
    expect(deeds(await trail('', 'sof-auditor'))).toEqual(['readTrail', 'getMe']);
  });

  test('learns the names of the civil servants in the events, of the own unit only', async () => {
    const { people, reviews } = (await trail(`?personId=${liaison}`)).json;
    expect(people).toEqual([{ id: liaison, name: 'Lis Eksempelholm' }]);
    expect(reviews).toEqual([]);
  });

  test('turns pages without meeting an event twice, also while events arrive', async () => {
    const all = (await trail('?limit=100')).json.items.map(({ leaf }: Json) => leaf);
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const { json } = await trail(`?limit=2${cursor}`);
      seen.push(...json.items.map(({ leaf }: Json) => leaf));
      if (json.next === null) break;
      cursor = `&cursor=${json.next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((leaf) => all.includes(leaf))).toEqual(all);
  });

  test('gets cursors that tell nobody how much is recorded, and that fit no other list', async () => {
    const { next } = (await trail('?limit=1')).json;
    const [sealed] = JSON.parse(Buffer.from(next.split('.')[0], 'base64url').toString());
    expect(sealed).not.toMatch(/^\d+$/);
    expect((await trail(`?limit=1&cursor=${next}`)).status).toBe(200);
    for (const answer of [
      await trail(`?limit=2&cursor=${next}`),
      await trail(`?limit=1&verb=alter&cursor=${next}`),
      await trail(`?limit=1&cursor=${next}`, 'sof-auditor'),
      await trail(`?limit=1&cursor=${next.slice(0, -2)}xx`),
    ])
      expect([answer.status, answer.json.ruleId]).toEqual([400, 'cursor.invalid']);
  });

  test('filters by person, verb and time', async () => {
    const own = (await trail(`?personId=${liaison}`)).json.items;
    expect(own.map(({ personId }: Json) => personId)).toEqual([liaison, liaison, liaison]);
    expect((await trail('?verb=disclose')).json.items).toEqual([]);
    const [, , middle] = (await trail(`?personId=${liaison}`)).json.items;
    const until = (await trail(`?personId=${liaison}&until=${middle.at}`)).json.items;
    const from = (await trail(`?personId=${liaison}&from=${middle.at}`)).json.items;
    expect(until.length + from.length).toBe(3);
    expect((await trail('?reviewId=8b0f0f6e-0f53-4b58-9d9e-0d3f3b8a7c11')).json.items).toEqual([]);
    const refused = (await trail('?outcome=refused')).json.items;
    expect(new Set(refused.map(({ outcome }: Json) => outcome))).toEqual(new Set(['refused']));
    expect((await trail('?outcome=perhaps')).json.errors).toMatchObject([{ pointer: '/query/outcome' }]);
    expect((await trail('?from=yesterday')).json.errors).toMatchObject([{ pointer: '/query/from' }]);
  });
});

test.each(['bif-liaison', 'bif-chair', 'bif-administrator', 'bif-legal-officer', 'national-reader'])(
  '%s does not read the trail',
  async (username) => {
    const answer = await trail('', username);
    expect([answer.status, answer.json.ruleId]).toEqual([403, 'permission.missing']);
  },
);

describe('a refused sign-in', () => {
  const latest = async () => {
    const { rows } = await world.superuser.query(
      `select system, person_id, agency_id, verb, outcome, convert_from(canon, 'UTF8')::jsonb -> 'event' as event
       from audit.event where system = 'api' order by id`,
    );
    return rows;
  };
  const withToken = (token: string) =>
    world.send(null, 'GET', '/v1/units', { headers: { authorization: `Bearer ${token}` } });

  test('is recorded with the reason, which the sender is not told', async () => {
    const good = await world.providers.accessTokenFor('bif-liaison');
    const forged = `${good.slice(0, -6)}AAAAAA`;
    const answers = [await withToken(forged), await withToken('not-a-token')];
    for (const { status, json } of answers) {
      expect(status).toBe(401);
      expect(json).toMatchObject({ ruleId: 'token.refused' });
      expect(JSON.stringify(json)).not.toMatch(/signature|malformed/);
    }
    await vi.waitFor(async () => expect(await latest()).toHaveLength(2));
    expect(await latest()).toEqual([
      {
        system: 'api',
        person_id: null,
        agency_id: null,
        verb: 'sign_in',
        outcome: 'refused',
        event: { deed: 'listUnits', reason: 'signature_or_claims' },
      },
      expect.objectContaining({ event: { deed: 'listUnits', reason: 'malformed' } }),
    ]);
  });

  test('without a token is not', async () => {
    const before = await latest();
    expect((await world.as(null).get('/v1/units')).status).toBe(401);
    await world.as('bif-liaison').get('/v1/me');
    expect(await latest()).toEqual(before);
  });

  test('in a flood costs few entries, and what was left out is counted', async () => {
    const before = (await latest()).length;
    const answers = await Promise.all(Array.from({ length: 60 }, () => withToken('x.y.z')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await withToken('x.y.z');
    await vi.waitFor(async () =>
      expect((await latest()).at(-1).event.counts).toEqual({ leftOut: expect.any(Number) }),
    );
    const entries = (await latest()).slice(before);
    expect(entries.length).toBeLessThan(30);
    const counted = entries.reduce((sum, { event }) => sum + 1 + (event.counts?.leftOut ?? 0), 0);
    expect(counted).toBe(61);
  });
});
