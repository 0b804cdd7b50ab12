import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alsoIn, atOnce } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

const path = '/v1/me/saved-filters';
let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const save = (who: string, name: string, filter: object = { state: 'admitted' }) =>
  world.as(who).post(path, { name, filter });
const namesOf = async (who: string, headers: Record<string, string> = {}): Promise<string[]> => {
  const { status, json } = await world.as(who).get(path, { purpose: null, headers });
  expect(status).toBe(200);
  return json.items.map(({ name }: Json) => name);
};

describe('a saved filter', () => {
  const everything = {
    state: 'concluded',
    outcome: 'follow_up',
    awaiting: 'my_agency',
    reference: '2026-0001',
    nominatedFrom: '2026-01-01',
    nominatedUntil: '2026-06-30',
    nominatingAgency: 'skat',
  };

  test('is kept as it was written, in the order of the Danish alphabet, until it is deleted', async () => {
    const saved = await save('bif-liaison', '  Ånden  ', everything);
    expect([saved.status, saved.json]).toEqual([
      201,
      { id: expect.any(String), name: 'Ånden', filter: everything },
    ]);
    await save('bif-liaison', 'Zebra', {});
    await save('bif-liaison', 'Afventer os');
    expect(await namesOf('bif-liaison')).toEqual(['Afventer os', 'Zebra', 'Ånden']);
    const gone = await world.as('bif-liaison').delete(`${path}/${saved.json.id}`, { purpose: null });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await namesOf('bif-liaison')).toEqual(['Afventer os', 'Zebra']);
    expect((await world.as('bif-liaison').delete(`${path}/${saved.json.id}`)).status).toBe(404);
    const { rows } = await world.superuser.query(
      `select convert_from(canon, 'UTF8')::jsonb as event from audit.event
       where convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' = 'deleteSavedFilter' and outcome = 'done'`,
    );
    expect(rows).toMatchObject([
      { event: { verb: 'alter', event: { ids: { savedFilters: [saved.json.id] } } } },
    ]);
    expect(JSON.stringify(rows)).not.toContain('Ånden');
  });

  test('is of one person in one seat: nobody else sees or deletes it', async () => {
    const { json } = await save('sof-liaison', 'Mit eget');
    for (const other of ['sof-chair', 'sof-coordinator', 'bif-liaison', 'skat-liaison'])
      expect(await world.as(other).delete(`${path}/${json.id}`)).toMatchObject({
        status: 404,
        json: { ruleId: 'not-found' },
      });
    expect(await namesOf('sof-chair')).toEqual([]);
    await alsoIn(world, 'skat-liaison', 'fyn', 'liaison');
    const inFyn = { 'acting-unit': 'fyn', 'acting-agency': 'skat' };
    const inKoebenhavn = { 'acting-unit': 'koebenhavn', 'acting-agency': 'skat' };
    const body = { name: 'Hos SKAT', filter: {} };
    const elsewhere = await world.as('skat-liaison').post(path, body, { headers: inFyn });
    expect(elsewhere.status).toBe(201);
    expect(await namesOf('skat-liaison', inKoebenhavn)).toEqual([]);
    expect(await namesOf('skat-liaison', inFyn)).toEqual(['Hos SKAT']);
    const away = await world
      .as('skat-liaison')
      .delete(`${path}/${elsewhere.json.id}`, { headers: inKoebenhavn });
    expect(away.status).toBe(404);
    expect(await namesOf('sof-liaison')).toEqual(['Mit eget']);
  });

  test('has a name of its own', async () => {
    expect((await save('bk-chair', 'Til mødet')).status).toBe(201);
    const again = await save('bk-chair', 'Til mødet', { state: 'nominated' });
    expect(again).toMatchObject({ status: 409, json: { ruleId: 'saved-filter.name-taken' } });
    expect((await save('bk-liaison', 'Til mødet')).status).toBe(201);
  });

  test('is one of at most twenty, also when the last ones are saved at once', async () => {
    for (let n = 1; n < 20; n += 1) expect((await save('politi-chair', `Nr. ${n}`)).status).toBe(201);
    const lock = { text: 'lock table app.saved_filter in share mode' };
    const last = await atOnce(world, lock, [
      () => save('politi-chair', 'En til'),
      () => save('politi-chair', 'Og en til'),
    ]);
    expect(new Set(last.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect(last.find(({ status }) => status === 409)?.json.ruleId).toBe('saved-filter.too-many');
    expect(await namesOf('politi-chair')).toHaveLength(20);
    expect((await save('politi-liaison', 'Andens')).status).toBe(201);
  });

  test.each<[string, object, string, string]>([
    ['no name', { name: ' ', filter: {} }, '/body/name', 'field.too-small'],
    ['a long name', { name: 'x'.repeat(61), filter: {} }, '/body/name', 'field.too-big'],
    ['a number in the name', { name: 'Sag om 780264-2812', filter: {} }, '/body/name', 'text.cpr-number'],
    [
      'a number for a reference',
      { name: 'x', filter: { reference: '7802642812' } },
      '/body/filter/reference',
      'text.cpr-number',
    ],
    [
      'a member that the list does not have',
      { name: 'x', filter: { sort: 'name' } },
      '/body/filter/sort',
      'field.unknown',
    ],
    ['a page', { name: 'x', filter: { limit: 5 } }, '/body/filter/limit', 'field.unknown'],
    [
      'an unknown state',
      { name: 'x', filter: { state: 'suspect' } },
      '/body/filter/state',
      'field.not-a-choice',
    ],
    [
      'a period that ends before it begins',
      { name: 'x', filter: { nominatedFrom: '2026-02-01', nominatedUntil: '2026-01-31' } },
      '/body/filter/nominatedUntil',
      'period.ends-before-it-begins',
    ],
  ])('with %s is refused', async (_what, body, pointer, rule) => {
    const answer = await world.as('bif-chair').post(path, body);
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer, rule }] } });
    expect(answer.text).not.toMatch(/780264.?2812/);
    expect(await namesOf('bif-chair')).toEqual([]);
  });

  test.each(['bif-auditor', 'bif-administrator', 'bif-legal-officer', 'national-reader'])(
    'is not for %s',
    async (who) => {
      expect((await world.as(who).get(path)).json.ruleId).toBe('permission.missing');
      expect((await save(who, 'x')).json.ruleId).toBe('permission.missing');
      expect((await world.as(who).delete(`${path}/${crypto.randomUUID()}`)).json.ruleId).toBe(
        'permission.missing',
      );
    },
  );
});
