import { afterAll, beforeAll, expect, test } from 'vitest';
import { absentReasons } from '#agendas/questions.ts';
import * as codes from '#platform/codes.ts';
import { reviewLife } from '#case-reviews/case-review.ts';
import * as texts from '#vocabulary/texts.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

test('every closed list is there in full, named in Danish and English', async () => {
  const { status, json } = await world.as('national-reader').get('/v1/meta/codes');
  expect(status).toBe(200);
  const expected: Record<string, readonly string[]> = { ...codes, absentReasons };
  const { partyKinds: _partOfAgencyKinds, ...lists } = expected;
  expect(Object.keys(json.lists).toSorted()).toEqual(Object.keys(lists).toSorted());
  for (const [name, list] of Object.entries(lists)) {
    expect(json.lists[name].map((one: Json) => one.code)).toEqual([...list]);
    for (const one of json.lists[name]) {
      expect(one.da.length).toBeGreaterThan(1);
      expect(one.en.length).toBeGreaterThan(1);
    }
  }
  expect(json.followUpTypes).toHaveLength(12);
  expect(json.followUpTypes[0]).toMatchObject({
    code: 'special_control',
    ownerKind: 'tax',
    name: { da: 'Særlig kontrol' },
  });
});

test('a state of a review has one name', () => {
  const names = reviewLife.states.map(({ state, da, en }) => [state, { da, en }]);
  expect(texts.reviewStates).toEqual(Object.fromEntries(names));
});

test('nobody reads it without a role', async () => {
  expect((await world.as(null).get('/v1/meta/codes')).status).toBe(401);
});
