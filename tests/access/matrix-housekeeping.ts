import { always } from './matrix-routes.ts';
import type { ApiWorld } from './api-world.ts';
import { ask, each } from './matrix-ask.ts';
import type { Part } from './matrix-row.ts';
import type { Route } from './matrix-routes.ts';
import { states } from './states.ts';

/** Addresses that no contract is behind, and what they answer whoever asks: documentation and signs of life. */
const housekeeping: Readonly<Record<string, number>> = {
  'GET /health/live': 200,
  // A sign of life may be that the service is busy.
  'GET /health/ready': 200,
  'GET /openapi.json': 200,
  'GET /docs': 200,
  'GET /docs/json': 200,
  'GET /docs/yaml': 200,
  'GET /docs/static/index.html': 302,
  'GET /docs/static/swagger-initializer.js': 200,
  'GET /docs/static/*': 404,
  'HEAD /docs/static/*': 404,
};

/** Every route that the server has opened and no contract declares; one that nobody expects is a deviation. */
export async function askHousekeeping(api: ApiWorld, routes: readonly Route[]): Promise<Part> {
  const part: Part = { name: 'housekeeping', rows: [], others: [], answers: 0, deviations: [] };
  const declared = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  const open = [...api.world.api.server.routeTable].filter((route) => !declared.has(route));
  await each(open, async (route) => {
    const expected = housekeeping[route];
    if (expected === undefined) {
      part.deviations.push(`${route} is open, and nobody says what it is to answer`);
      return;
    }
    const [method = '', path = ''] = route.split(' ');
    for (const p of api.principals.filter(({ name }) => always.test(name))) {
      const cell = { relation: 'all', expect: expected };
      const answer = await ask(api, p, method, path.replace('*', 'nothing'), cell);
      part.answers += 1;
      for (const state of states)
        part.rows.push({
          route,
          principal: p.name,
          state,
          expected: String(expected),
          answered: String(answer.status),
          deviations:
            answer.status === expected || (path === '/health/ready' && answer.status === 503)
              ? []
              : [`${answer.status}, not ${expected}`],
          leaks: answer.leaks,
        });
    }
  });
  return part;
}
