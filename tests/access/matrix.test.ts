import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { anApiWorld, type ApiWorld } from './api-world.ts';
import { totalsOf } from './matrix-row.ts';
import { askPages } from './matrix-pages.ts';
import { askRoutes, mayDo, sample } from './matrix-routes.ts';
import { probes } from './probes.ts';
import { disagreements } from './views.ts';

/**
 * A sample of the access matrix, a few seconds long: every address with some who may and some who may not, in some states; other
 * ones with another `SEED=…`. The whole of it is `npm run access:matrix`.
 */
const seed = Number(process.env['SEED'] ?? 1);
const choice = sample(seed);
const routes = endpoints.map(({ endpoint: { id, method, path } }) => ({ id, method, path }));

let api: ApiWorld;
beforeAll(async () => {
  api = await anApiWorld({
    standings: true,
    web: { publicUrl: () => 'http://localhost', secure: false, demoSignInPath: '/demo-idp/' },
  });
}, 180_000);
afterAll(() => api.close());

const wrongIn = (part: Awaited<ReturnType<typeof askRoutes>>) => [
  ...part.deviations,
  ...part.rows.flatMap(({ route, principal, state, deviations, leaks }) =>
    [...deviations, ...leaks].map((text) => `${route} as ${principal}, ${state}: ${text}`),
  ),
];

test('every endpoint has a row in probes, and every row an endpoint', () => {
  expect(Object.keys(probes).toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
});

test('every endpoint answers a sample of the principals as the oracle says, and tells nobody what is not theirs', async () => {
  const part = await askRoutes(api, routes, choice);
  process.stdout.write(`SEED=${seed} ${part.answers} answers ${JSON.stringify(totalsOf([part]))}\n`);
  expect(wrongIn(part).toSorted()).toEqual([]);
  expect(part.rows.length).toBeGreaterThan(400);
}, 60_000);

test('no page tells a sample of the principals what they may not know', async () => {
  const part = await askPages(api, { ...choice, states: (turn) => choice.states(turn).slice(0, 1) });
  expect(wrongIn(part).toSorted()).toEqual([]);
  expect(part.rows.filter(({ answered }) => answered === '200').length).toBeGreaterThan(10);
}, 60_000);

test('list, detail, dossier, agenda, queue, look-up and figures agree', async () => {
  const readers = api.principals.filter(
    ({ roles, barred, name }) =>
      barred === null &&
      mayDo(roles, 'liaison chair coordinator approver') &&
      /^(bif-liaison|politi-chair|skat-approver|fyn-liaison)$/.test(name),
  );
  const found: string[] = [];
  // One after the other: reading marks what was read for the first time, which its agency then sees.
  for (const reader of readers) found.push(...(await disagreements(api, reader)));
  expect(readers.length).toBe(4);
  expect(found).toEqual([]);
}, 60_000);
