import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aNominatedReview, anAdmittedReview, told } from '../case-reviews/reviews.ts';
import { aWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const lookUp = (who: string, cpr: string, body: object = { reason: 'follow_up' }) =>
  world.as(who).post('/v1/citizen-lookups', { cpr, ...body }, { key: null });

describe('a look-up', () => {
  test('finds the reviews that the caller may see', async () => {
    const { id } = await anAdmittedReview(world, ['skat'], 'bif-liaison', { cpr: '610775-1750' });
    for (const who of ['bif-liaison', 'skat-liaison', 'sof-coordinator', 'politi-chair']) {
      const { status, json } = await lookUp(who, ' 610775 1750 ');
      expect({ who, status }).toEqual({ who, status: 200 });
      expect(json).toMatchObject({ cprMasked: '610775-****', replacementNumber: true });
      expect(json.reviews).toMatchObject([{ id, unitId: 'koebenhavn', state: 'admitted' }]);
      expect(json.reviews[0].reference).toMatch(/^\d{4}-\d{4}$/);
    }
  });

  test('answers the same for a person whom nobody has and for one whom others have, and creates nothing', async () => {
    await aNominatedReview(world, 'bif-liaison', { cpr: '611175-1001' });
    const persons = async () =>
      (await world.superuser.query('select count(*) from app.citizen')).rows[0].count;
    const before = await persons();
    const [hidden, unknown] = [
      await lookUp('skat-liaison', '611175-1001'),
      await lookUp('skat-liaison', '611175-1001'.replace('611175', '621175')),
    ];
    expect(hidden.json.reviews).toEqual([]);
    const same = (answer: typeof hidden) => {
      const { text, headers, ...rest } = told(answer);
      return { ...rest, headers, text: text.replace(/6[12]1175/, 'DATE') };
    };
    expect(same({ ...hidden, text: JSON.stringify({ ...hidden.json, modulus11: null }) })).toEqual(
      same({ ...unknown, text: JSON.stringify({ ...unknown.json, modulus11: null }) }),
    );
    expect(await persons()).toBe(before);
  });

  test('is in the trail with its reason and what was found; the number and its index are not', async () => {
    const { id } = await aNominatedReview(world, 'bif-liaison', { cpr: '651175-1001' });
    await lookUp('bif-liaison', '651175-1001');
    await lookUp('bif-liaison', '651175-1001');
    const { rows } = await world.superuser.query(
      `select verb, convert_from(canon, 'UTF8')::jsonb -> 'event' as event, convert_from(canon, 'UTF8') as canon,
        (select encode(blind_index, 'hex') from app.citizen_number order by created_at desc limit 1) as index
       from audit.event order by id desc limit 2`,
    );
    expect(rows[0]).toMatchObject({ verb: 'search', event: { reason: 'follow_up', ids: { reviews: [id] } } });
    expect(rows[0].event.ids.term).toEqual(rows[1].event.ids.term);
    expect(rows[0].event.ids.term[0]).toMatch(/^[\w-]{22}$/);
    const index = Buffer.from(rows[0].index, 'hex').toString('base64url');
    for (const secret of ['6511751001', '651175-1001', rows[0].index, index.slice(0, 22)]) {
      expect(rows[0].canon).not.toContain(secret);
    }
  });

  test.each([
    ['310290-1234', 'cpr.date', 'begynder ikke med en dato', 'does not begin with a date'],
    ['420190-1234', 'cpr.day', 'dag skal være', 'day of the CPR number'],
    ['12345', 'cpr.length', 'ti cifre', 'ten digits'],
  ])('of %j is refused by %s and counts for nothing', async (cpr, rule, da, en) => {
    const answer = await lookUp('bk-liaison', cpr);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toEqual([
      { pointer: '/body/cpr', rule, da: expect.stringContaining(da), en: expect.stringContaining(en) },
    ]);
    expect(answer.text).not.toContain(cpr);
  });

  test('needs a reason, a purpose and a role', async () => {
    expect((await lookUp('bk-liaison', '610190-1001', {})).json.errors).toMatchObject([
      { pointer: '/body/reason' },
    ]);
    const body = { cpr: '610190-1001', reason: 'follow_up' };
    const without = await world.as('bk-liaison').post('/v1/citizen-lookups', body, { purpose: null });
    expect(without.json.errors).toMatchObject([{ pointer: '/headers/Purpose', rule: 'purpose.missing' }]);
    for (const who of ['bk-auditor', 'bk-administrator', 'bk-approver', 'national-reader']) {
      expect({ who, ...(await lookUp(who, '610190-1001')) }).toMatchObject({ who, status: 403 });
    }
  });
});

test('thirty an hour for each person, also when many come at once; refused ones do not count', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => lookUp('sof-liaison', `610190-${2000 + n}`)),
  );
  const passed = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 429);
  expect([passed.length, refused.length]).toEqual([30, 30]);
  expect(refused[0]?.json).toMatchObject({
    ruleId: 'citizens.quota',
    rateLimit: { limit: 30, windowSeconds: 3600, remaining: 0 },
  });
  expect(refused[0]?.json.rateLimit.resetSeconds).toBeGreaterThan(3500);
  expect(refused[0]?.json.rateLimit.resetSeconds).toBeLessThanOrEqual(3600);
  const { rows } = await world.superuser.query(
    `select l.person_id, count(*)::int from app.citizen_lookup l group by 1 having count(*) >= 30`,
  );
  expect(rows).toEqual([{ person_id: rows[0]?.person_id, count: 30 }]);
  // Another person has a quota of her own, and an hour later there is room again.
  expect((await lookUp('sof-chair', '610190-2000')).status).toBe(200);
  await world.superuser.query(
    "update app.citizen_lookup set at = at - interval '61 minutes' where id = (select id from app.citizen_lookup where person_id = $1 order by at limit 1)",
    [rows[0]?.person_id],
  );
  expect((await lookUp('sof-liaison', '610190-2000')).status).toBe(200);
  expect((await lookUp('sof-liaison', '610190-2000')).status).toBe(429);
});
