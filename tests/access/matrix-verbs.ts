import type { Principal } from './principal.ts';
import type { ApiWorld } from './api-world.ts';
import { ask, each } from './matrix-ask.ts';
import type { Part } from './matrix-row.ts';
import { type Choice, isOver, type Route } from './matrix-routes.ts';
import type { Cell } from './probe.ts';
import { probes } from './probes.ts';
import { requestsFor, targetsOf } from './states.ts';

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'];

/** The methods that an address does not have: they find nothing, whatever is asked about, and say the same of all of it. */
export async function askVerbs(api: ApiWorld, routes: readonly Route[], choice: Choice): Promise<Part> {
  const part: Part = { name: 'methods', rows: [], others: [], answers: 0, deviations: [] };
  const targets = targetsOf(api.facts);
  const paths = [...new Set(routes.map(({ path }) => path))];
  const asked = paths.flatMap((path, at) =>
    verbs
      .filter((method) => !routes.some((one) => one.method === method && matches(one.path, path)))
      .flatMap((method, index) =>
        api.principals
          .filter((p) => choice.asks(p, false, at * verbs.length + index))
          .map((p) => ({ path, method, p, turn: at + index })),
      ),
  );
  const reference = api.principals.find(({ name }) => name === 'bif-liaison');
  await each(asked, async ({ path, method, p, turn }) => {
    if (isOver(part, choice)) return;
    const cells = cellsAt(api, routes, path, p);
    const faces = new Set<string>();
    // The router refuses a QUERY that asks nothing before it looks for the address.
    const expected = method === 'QUERY' ? 400 : 404;
    const known = new Map<Cell, Awaited<ReturnType<typeof ask>>>();
    for (const state of choice.states(turn)) {
      const [cell] = requestsFor(state, { p, reference: reference ?? p, cells, targets });
      if (!cell) continue;
      const bare = { relation: state, params: cell.params ?? {}, expect: 404 };
      const answer = known.get(cell) ?? (await ask(api, p, method, path, bare));
      known.set(cell, answer);
      faces.add(answer.face);
      part.rows.push({
        route: `${method} ${path}`,
        principal: p.name,
        state,
        expected: String(expected),
        answered: String(answer.status),
        deviations: answer.status === expected ? [] : [`${answer.status}, not ${expected} ${answer.text}`],
        leaks: answer.leaks,
      });
    }
    part.answers += known.size;
    if (faces.size > 1) part.deviations.push(`${method} ${path} as ${p.name}: ${[...faces].join(' | ')}`);
  });
  return part;
}

/** Whether the router takes an address for this pattern: its own, or one with an open step in the same place. */
const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path);

/** What the address is asked about with a method that it has. */
function cellsAt(api: ApiWorld, routes: readonly Route[], path: string, p: Principal): Cell[] {
  const route = routes.find((one) => one.path === path);
  return (route && probes[route.id]?.cells(api, p)) ?? [];
}
