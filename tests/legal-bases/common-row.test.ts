import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, toDanishDate } from '#platform/danish-time.ts';
import { said } from '../agreements/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const today = toDanishDate(new Date().toISOString());
/** When the agencies of the other authorities that give under it take part. */
const othersTakePart = (from: string, to: string | null) =>
  world.superuser.query(
    `update app.unit_agency u set valid_from = $1, valid_to = $2 from app.agency a
     where a.id = u.agency_id and u.unit_id = 'koebenhavn' and a.authority_id = 'koebenhavns-kommune'`,
    [from, to],
  );
const retire = async (code: string) => {
  const { items } = (await world.as('skat-legal-officer').get('/v1/legal-bases')).json;
  const { id } = items.find((one: Json) => one.code === code);
  return world.as('skat-legal-officer').post(`/v1/legal-bases/${id}/retirement`);
};

describe('a common row is retired only by the authority that alone gives under it today', () => {
  test.each([
    ['the others take part', '2016-01-01', null, '403 legal-basis.another-authority'],
    ['for the last day', '2016-01-01', today, '403 legal-basis.another-authority'],
    ['until yesterday', '2016-01-01', addDays(today, -1), '200'],
    ['from tomorrow', addDays(today, 1), null, '200'],
  ])('%s', async (name, from, to, expected) => {
    await othersTakePart(from, to);
    expect(said(await retire(name === 'from tomorrow' ? 'DBL8-2-3' : 'PDL6'))).toBe(expected);
  });

  test('the database has the last word, and its no is told like the rule’s', async () => {
    await othersTakePart('2016-01-01', addDays(today, -1));
    await world.superuser.query(
      'create policy not_now on app.legal_basis as restrictive for update to cap_app using (false)',
    );
    expect(said(await retire('DBL6-GDPR6E'))).toBe('403 legal-basis.another-authority');
  });
});
