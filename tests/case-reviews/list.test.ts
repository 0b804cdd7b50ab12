import { afterAll, beforeAll, expect, test } from 'vitest';
import { lapseNominations } from '#case-reviews/lapse-nominations.ts';
import { openDatabase } from '#platform/database.ts';
import { need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { aWorld, type World } from '../support/world.ts';
import { aNominatedReview, anAdmittedReview, type Known } from './reviews.ts';

let world: World;
const bif: Known[] = [];
const skat: Known[] = [];
beforeAll(async () => {
  world = await aWorld();
  for (let n = 0; n < 3; n += 1) {
    bif.push(await aNominatedReview(world, 'bif-liaison'));
    skat.push(await anAdmittedReview(world, ['kk-bif'], 'skat-liaison'));
  }
  bif.push(await aNominatedReview(world, 'bif-liaison'));
  // Nominated on different days, two of them on the same.
  await world.superuser.query(
    'update app.case_review set nominated_on = nominated_on - 40 where id = any($1)',
    [[bif[0]?.id, bif[1]?.id]],
  );
});
afterAll(() => world.close());

type Row = { id: string; nominatedOn: string; name: string | null; cprMasked: string | null };
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).toSorted();

async function allPages(who: string, query: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor = ''; ;) {
    const { status, json } = await world.as(who).get(`/v1/case-reviews?limit=2${query}${cursor}`);
    expect(status).toBe(200);
    expect(json.items.length).toBeLessThanOrEqual(2);
    rows.push(...json.items);
    if (json.next === null) return rows;
    cursor = `&cursor=${encodeURIComponent(json.next)}`;
  }
}

test('each caller pages through what it may see: all of it, once, newest first', async () => {
  const seen = await allPages('bif-liaison', '');
  expect(ids(seen)).toEqual(ids([...bif, ...skat]));
  const order = seen.map(({ nominatedOn, id }) => [nominatedOn, id] as const);
  expect(order).toEqual(order.toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a > b ? -1 : 1)));
  expect(ids(await allPages('skat-liaison', ''))).toEqual(ids(skat));
  expect(await allPages('sof-liaison', '')).toEqual([]);
  expect(ids(await allPages('sof-chair', ''))).toEqual(ids([...bif, ...skat]));
});

test('names and masked numbers are for who is to know the person', async () => {
  expect((await allPages('bif-liaison', '')).every(({ name, cprMasked }) => name && cprMasked)).toBe(true);
  const coordinator = await allPages('sof-coordinator', '');
  expect(coordinator).toHaveLength(7);
  expect(coordinator.every(({ name, cprMasked }) => name === null && cprMasked === null)).toBe(true);
});

test('filters: state, outcome, and what waits for my agency', async () => {
  expect(ids(await allPages('bif-liaison', '&state=nominated'))).toEqual(ids(bif));
  expect(ids(await allPages('bif-liaison', '&state=admitted'))).toEqual(ids(skat));
  expect(await allPages('bif-liaison', '&outcome=follow_up')).toEqual([]);
  expect(ids(await allPages('bif-liaison', '&awaiting=my_agency'))).toEqual(ids(skat));
  expect(await allPages('skat-liaison', '&awaiting=my_agency')).toEqual([]);
  const unknown = await world.as('bif-liaison').get('/v1/case-reviews?sort=name&limit=500');
  expect(unknown.json.errors).toMatchObject([{ pointer: '/query/limit' }, { pointer: '/query/sort' }]);
});

test('filters: reference, days of nomination, and who nominated', async () => {
  const [older, other] = bif;
  const { reference, nominatedOn } = (await world.as('bif-liaison').get(`/v1/case-reviews/${skat[0]?.id}`))
    .json;
  const old = (await world.as('bif-liaison').get(`/v1/case-reviews/${older?.id}`)).json.nominatedOn;
  const found = async (query: string, who = 'bif-liaison') => ids(await allPages(who, query));
  expect(await found(`&reference=${reference}`)).toEqual([skat[0]?.id]);
  expect(await found(`&reference=${reference.slice(0, -1)}`)).toEqual([]);
  expect(await found(`&reference=${reference}`, 'sof-liaison')).toEqual([]);
  expect(await found('&nominatingAgency=skat')).toEqual(ids(skat));
  expect(await found('&nominatingAgency=kk-bif', 'skat-liaison')).toEqual([]);
  expect(await found('&nominatingAgency=atlantis')).toEqual([]);
  expect(await found(`&nominatedUntil=${old}`)).toEqual(ids([older, other].flatMap((one) => one ?? [])));
  expect(await found(`&nominatedFrom=${nominatedOn}`)).toHaveLength(5);
  expect(await found(`&nominatedFrom=${old}&nominatedUntil=${nominatedOn}&nominatingAgency=kk-bif`)).toEqual(
    ids(bif),
  );
  expect(await found(`&nominatedFrom=${old}&nominatedUntil=${old}&state=admitted`)).toEqual([]);
});

test('filters that cannot be meant are refused, and a number is not repeated', async () => {
  const ask = (query: string) => world.as('bif-liaison').get(`/v1/case-reviews?${query}`);
  expect((await ask('nominatedFrom=2026-02-01&nominatedUntil=2026-01-31')).json.errors).toMatchObject([
    { pointer: '/query/nominatedUntil', rule: 'period.ends-before-it-begins' },
  ]);
  const number = await ask('reference=780264-2812');
  expect(number.json.errors).toMatchObject([{ pointer: '/query/reference', rule: 'text.cpr-number' }]);
  expect(number.text).not.toMatch(/780264.?2812/);
  const wrong = await ask('nominatedFrom=i-dag&nominatingAgency=SKAT&reference=');
  expect(wrong.json.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/query/nominatedFrom',
    '/query/nominatingAgency',
    '/query/reference',
  ]);
  const { next } = (await ask('limit=1&nominatingAgency=skat')).json;
  expect((await ask(`limit=1&nominatingAgency=kk-bif&cursor=${next}`)).json.ruleId).toBe('cursor.invalid');
});

test('a cursor that was changed, or belongs to another person or filter, is refused', async () => {
  const { next } = (await world.as('bif-liaison').get('/v1/case-reviews?limit=2')).json;
  const [body = '', signature = ''] = String(next).split('.');
  const forged = Buffer.from('["2999-01-01","00000000-0000-0000-0000-000000000000"]').toString('base64url');
  const attempts: [string, string][] = [
    ['bif-liaison', `cursor=${forged}.${signature}`],
    ['bif-liaison', `cursor=${body}.${signature.slice(0, -2)}AA`],
    ['bif-liaison', `cursor=${body}`],
    ['bif-liaison', 'cursor=x'],
    ['bif-liaison', `cursor=${next}&state=nominated`],
    ['skat-liaison', `cursor=${next}`],
    ['bif-chair', `cursor=${next}`],
  ];
  for (const [who, query] of attempts) {
    const answer = await world.as(who).get(`/v1/case-reviews?limit=2&${query}`);
    expect({ who, query, ...answer.json }).toMatchObject({ status: 400, ruleId: 'cursor.invalid' });
  }
});

test('the queue: what my agency must answer, soonest first, and the nominations for the chair', async () => {
  await world.superuser.query("update app.review_agency set due_on = '2026-01-02' where review_id = $1", [
    skat[1]?.id,
  ]);
  const mine = (await world.as('bif-liaison').get('/v1/me/queue')).json;
  expect(mine.toAnswer).toHaveLength(3);
  expect(mine.toAnswer[0]).toMatchObject({ dueOn: '2026-01-02', overdue: true, review: { id: skat[1]?.id } });
  expect(mine.toDecide).toEqual([]);
  const chair = (await world.as('skat-chair').get('/v1/me/queue')).json;
  expect(chair.toAnswer).toEqual([]);
  expect(ids(chair.toDecide)).toEqual(ids(bif));
  await world
    .as('bif-liaison')
    .put(`/v1/case-reviews/${skat[1]?.id}/replies/kk-bif`, { kind: 'nothing_to_add' }, { version: 0 });
  expect((await world.as('bif-liaison').get('/v1/me/queue')).json.toAnswer).toHaveLength(2);
  expect(await allPages('bif-liaison', '&awaiting=my_agency')).toHaveLength(2);
});

test('the scheduler lets expired nominations lapse, and nothing else', async () => {
  const password = needPassword(world.keys, 'scheduler');
  const database = openDatabase({
    url: world.url,
    user: loginOf('scheduler', password),
    password,
    signingKey: need(world.keys, 'callerSigning'),
    connections: 1,
  });
  const [expired, ending] = bif;
  await world.superuser.query("update app.case_review set expires_on = '2026-02-01' where id = any($1)", [
    [expired?.id, skat[0]?.id],
  ]);
  await world.superuser.query("update app.case_review set expires_on = '2026-02-02' where id = $1", [
    ending?.id,
  ]);
  const scheduler = { kind: 'system', system: 'scheduler', unitId: 'koebenhavn', requestId: 'test' } as const;
  const lapse = () => database.as(scheduler, (tx) => lapseNominations(tx, 'koebenhavn', '2026-02-02'));
  expect(await lapse()).toEqual([expired?.id]);
  expect(await lapse()).toEqual([]);
  await database.close();
  const lapsed = (await world.as('bif-liaison').get(`/v1/case-reviews/${expired?.id}`)).json;
  expect(lapsed).toMatchObject({ state: 'lapsed', version: 2 });
});
