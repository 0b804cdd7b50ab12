import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

test('a signed-in person reads the units with municipalities and agencies', async () => {
  const answer = await world.as('bif-liaison').get('/v1/units/koebenhavn');
  expect(answer.status).toBe(200);
  expect(answer.json.municipalities.map(({ code }: { code: string }) => code)).toEqual([
    '0155',
    '0147',
    '0101',
    '0185',
  ]);
  expect(answer.json.agencies.map(({ name }: { name: string }) => name)).toEqual([
    'Betaling og Kontrol',
    'BIF',
    'Københavns Politi',
    'SKAT',
    'SOF',
  ]);
  const all = await world.as('national-reader').get('/v1/units');
  expect(all.json.items).toHaveLength(12);
});

test('nobody reads without a token, and an unknown unit is not found', async () => {
  const anonymous = await world.as(null).get('/v1/units');
  expect(anonymous.status).toBe(401);
  expect(anonymous.json).toMatchObject({
    ruleId: 'token.refused',
    title: expect.stringContaining('ikke logget ind'),
  });
  const unknown = await world.as('bif-liaison').get('/v1/units/atlantis');
  expect(unknown.status).toBe(404);
  expect(unknown.json.ruleId).toBe('not-found');
});

test('each read is in the trail with its actor, and so is each refusal', async () => {
  const { rows } = await world.superuser.query(
    "select outcome, agency_id, convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' as deed from audit.event order by id",
  );
  expect(rows).toEqual([
    { outcome: 'done', agency_id: 'kk-bif', deed: 'getUnit' },
    { outcome: 'done', agency_id: 'rigspolitiet', deed: 'listUnits' },
    { outcome: 'refused', agency_id: 'kk-bif', deed: 'getUnit' },
  ]);
});
