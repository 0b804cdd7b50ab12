import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { anApiWorld, type ApiWorld } from '../api-world.ts';
import { askRoutes, everything, isOver, mayDo } from '../matrix-routes.ts';
import { probes } from '../probes.ts';
import { disagreements } from '../views.ts';
import { keep } from './keep.ts';

const routes = endpoints.map(({ endpoint: { id, method, path } }) => ({ id, method, path }));
let api: ApiWorld;
beforeAll(async () => {
  api = await anApiWorld({ standings: true });
});
afterAll(() => api.close());

test('every route answers every principal in every state as the oracle says', async () => {
  const part = await askRoutes(api, routes, everything);
  const idle = Object.keys(probes).filter((id) => !routes.some((route) => route.id === id));
  part.deviations.push(...idle.map((id) => `${id} is in probes, and no route`));
  // One reader after the other: reading marks what was read for the first time, which its agency then sees.
  let views = 0;
  for (const p of api.principals)
    if (
      !isOver(part, everything) &&
      p.barred === null &&
      mayDo(p.roles, 'liaison chair coordinator approver')
    ) {
      part.deviations.push(...(await disagreements(api, p)));
      views += 1;
    }
  part.others.push({
    what: 'list, detail, dossier, agenda, queue, look-up and figures agree, readers',
    cells: views,
  });
  await keep(part);
  expect(views).toBeGreaterThan(20);
});
