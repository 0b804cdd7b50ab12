import { afterAll, beforeAll, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { anApiWorld, type ApiWorld } from '../api-world.ts';
import { everything } from '../matrix-routes.ts';
import { askVerbs } from '../matrix-verbs.ts';
import { askHousekeeping } from '../matrix-housekeeping.ts';
import { keep } from './keep.ts';

const routes = endpoints.map(({ endpoint: { id, method, path } }) => ({ id, method, path }));
let api: ApiWorld;
beforeAll(async () => {
  api = await anApiWorld({ standings: true });
});
afterAll(() => api.close());

test('a method that an address does not have finds nothing, for anybody; what is no contract tells nobody anything', async () => {
  const part = await askVerbs(api, routes, everything);
  const rest = await askHousekeeping(api, routes);
  part.rows.push(...rest.rows);
  part.answers += rest.answers;
  part.deviations.push(...rest.deviations);
  await keep(part);
});
