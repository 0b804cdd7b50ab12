import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { demoPeople } from '#demo/people.ts';
import { aWorld, type World } from '../support/world.ts';

// As many events as requests that came with a good token, whatever they were answered.
let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const reads = endpoints.flatMap(({ endpoint }) => (endpoint.method === 'GET' ? endpoint.path : []));
const usernames = demoPeople.map(({ username }) => username);
const value = fc.oneof(
  fc.constantFrom('koebenhavn', 'atlantis', '%2e%2e', '%00', 'x'.repeat(99)),
  fc.uuid({ version: 4 }),
  fc.integer().map(String),
);
const request = fc.record({
  route: fc.constantFrom(...reads),
  username: fc.option(fc.constantFrom(...usernames), { freq: 6, nil: null }),
  params: fc.array(value, { minLength: 4, maxLength: 4 }),
  query: fc.constantFrom(
    '',
    '',
    '',
    '?limit=1',
    '?limit=0',
    '?cursor=x',
    '?unknown=1',
    `?personId=${randomUUID()}`,
  ),
  headers: fc.constantFrom({}, {}, {}, { 'acting-unit': 'atlantis' }, { 'acting-agency': 'skat' }),
  purpose: fc.constantFrom('benefit_control' as const, 'tax_control' as const, null),
});

/** Which chance might leave out. */
const missing = {
  route: '/v1/units/:unitId',
  username: 'bif-liaison',
  params: ['atlantis', '', '', ''],
  query: '' as const,
  headers: {},
  purpose: null,
};

const events = async () =>
  Number((await world.superuser.query('select count(*) as events from audit.event')).rows[0].events);

test('each authenticated request is one event, and no other is', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
      const before = await events();
      const answers = await Promise.all(
        requests.map(({ route, username, params, query, headers, purpose }) => {
          let place = 0;
          const path = route.replaceAll(/:\w+/g, () => encodeURIComponent(params[place++] ?? ''));
          return world.send(username, 'GET', path + query, { headers, purpose });
        }),
      );
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect((await events()) - before).toBe(requests.filter(({ username }) => username !== null).length);
    }),
    { numRuns: 40, examples: [[[missing]]] },
  );
  // The run met all kinds of answers, or it showed less than it says.
  for (const status of [200, 400, 401, 403, 404])
    expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
});

test('somebody whom nobody registered leaves an event each time', async () => {
  await world.superuser.query("update app.person set subject = 'moved' where name = 'Gorm Modelberg'");
  const before = await events();
  const answer = await world.as('politi-approver').get('/v1/me');
  expect([answer.status, answer.json.ruleId]).toEqual([403, 'person.unknown']);
  expect((await events()) - before).toBe(1);
});
