import type { Principal } from './principal.ts';
import type { ApiWorld } from './api-world.ts';
import { ask, each, type Judged } from './matrix-ask.ts';
import type { Part, Row } from './matrix-row.ts';
import { type Cell, missingId, type Probe } from './probe.ts';
import { probes } from './probes.ts';
import { requestsFor, type State, states, type Targets, targetsOf } from './states.ts';

export type Route = { id: string; method: string; path: string };
/** Which part of the product is asked: who, in which states, and how many things of one state. */
export type Choice = {
  asks(p: Principal, may: boolean, turn: number): boolean;
  states(turn: number): readonly State[];
  most: number;
  /** Ends with the first cell that is wrong. */
  untilRed?: boolean;
};

/** Whether a part that ends with the first wrong cell has one. */
export const isOver = (part: Part, { untilRed = false }: Choice) =>
  untilRed &&
  (part.deviations.length > 0 ||
    part.rows.some(({ deviations, leaks }) => deviations.length + leaks.length > 0));

/** Those that every route answers, whether their role may use it or not. */
export const always =
  /^(politi|skat|bif|sof|bk)-liaison$|^(politi|bif)-(chair|coordinator|auditor)$|^(skat|bif|sof)-approver$|^(bif-(legal-officer|administrator|colleague|revoked|role-revoked))$|^fyn-(liaison|chair|coordinator|approver)$|^(national-reader|kk-without-role|stranger|anonymous|expired|forged)$/;

/** Everybody whose role may, and thirty of every kind who may not; every state. */
export const everything: Choice = {
  untilRed: process.env['UNTIL_RED'] === 'yes',
  asks: (p, may) => may || always.test(p.name),
  states: () => states,
  most: 2,
};
/** Some of it, other ones from route to route: two who may, two who may not, in four states. */
export const sample = (seed: number): Choice => ({
  asks: (p, may, turn) => {
    const place = p.name.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, seed);
    return (place + turn) % (may ? 16 : 40) === 0;
  },
  states: (turn) => states.filter((_state, index) => (index + turn + seed) % 3 === 0),
  most: 1,
});

export const mayDo = (roles: readonly string[], allowed: string) =>
  allowed === '*' || roles.some((role) => allowed.split(' ').includes(role));

/** What a principal is to be answered: the door first, then the role, then the object. */
function expectedOf(principal: Principal, roles: string, cell: Cell): number {
  if (principal.barred !== null) return principal.barred;
  return mayDo(principal.roles, roles) ? cell.expect : 403;
}

/** Every route of the contracts for every principal in every state, held against the oracle. */
export async function askRoutes(api: ApiWorld, routes: readonly Route[], choice: Choice): Promise<Part> {
  const part: Part = { name: 'routes', rows: [], others: [], answers: 0, deviations: [] };
  const targets = targetsOf(api.facts);
  const asked = routes.flatMap((route, turn) => {
    const probe = probes[route.id];
    if (!probe) part.deviations.push(`${route.id} has no row in probes: nobody says what it is to answer`);
    return probe
      ? api.principals
          .filter((p) => choice.asks(p, p.barred === null && mayDo(p.roles, probe.roles), turn))
          .map((p, index) => ({ route, probe, p, turn: turn + index }))
      : [];
  });
  await each(asked, async ({ route, probe, p, turn }) => {
    if (isOver(part, choice)) return;
    const { rows, answers } = await askOne(api, { route, probe, p, turn, choice, targets });
    part.rows.push(...rows);
    part.answers += answers;
  });
  return part;
}

/**
 * Where a probe asks only for what is missing: the same of everything of that kind that is hidden from who asks, which has to be
 * answered alike; and with a GET of what is shown.
 */
function withThings(api: ApiWorld, p: Principal, method: string, cells: readonly Cell[]): Cell[] {
  const more = cells
    .filter(({ relation }) => relation.startsWith('missing'))
    .flatMap((missing) =>
      api.facts.things
        .filter(({ param }) => missing.params?.[param] === missingId)
        .flatMap((thing): Cell[] => {
          const { name: relation, param, id, under = {} } = thing;
          const cell = { ...missing, relation, params: { ...missing.params, ...under, [param]: id } };
          const on =
            api.facts.findings.find((one) => one.name === thing.finding)?.on ??
            api.facts.reviews.find((one) => one.name === thing.review);
          const closed = p.unit !== thing.unit || on?.excluded.includes(p.name);
          if (closed || thing.hiddenFrom(p)) return [cell];
          return method === 'GET' && thing.shownTo?.(p) ? [{ ...cell, expect: 200 }] : [];
        }),
    );
  return [...more, ...cells];
}

type One = { route: Route; probe: Probe; p: Principal; turn: number; choice: Choice; targets: Targets };

async function askOne(api: ApiWorld, { route, probe, p, turn, choice, targets }: One) {
  const { method, path } = route;
  const cells = withThings(api, p, method, probe.cells(api, p));
  const reference = api.principals.find(({ name }) => name === 'bif-liaison') ?? p;
  const answers = new Map<Cell, Judged & { expected: number }>();
  const rows: Row[] = [];
  for (const state of choice.states(turn)) {
    const requests = requestsFor(state, { p, reference, cells, targets });
    const from = turn % Math.max(1, requests.length);
    const taken = [...requests.slice(from), ...requests.slice(0, from)].slice(0, choice.most);
    const judged: (Judged & { expected: number; relation: string })[] = [];
    // What one answer tells counts once, however many states it is judged for.
    const isNew = taken.some((cell) => !answers.has(cell));
    for (const cell of taken) {
      const expected = expectedOf(p, probe.roles, cell);
      const known = answers.get(cell) ?? { ...(await ask(api, p, method, path, cell)), expected };
      answers.set(cell, known);
      judged.push({ ...known, relation: cell.relation });
    }
    rows.push({
      route: `${method} ${path}`,
      principal: p.name,
      state,
      expected: [...new Set(judged.map(({ expected }) => expected))].join('/'),
      answered: [...new Set(judged.map(({ status }) => status))].join('/'),
      deviations: isNew ? deviationsOf(judged) : [],
      leaks: isNew ? [...new Set(judged.flatMap(({ leaks }) => leaks))] : [],
    });
  }
  const [first] = rows;
  const hidden = [...answers].filter(([, { expected }]) => expected === 404);
  const conditional = await askConditionally(api, { route, p, cells: hidden.map(([cell]) => cell) });
  for (const faces of [hidden.map(([, { face }]) => face), conditional.map(({ face }) => face)])
    if (first && new Set(faces).size > 1)
      rows[0] = {
        ...first,
        deviations: [...first.deviations, `hidden and missing differ: ${[...new Set(faces)].join(' | ')}`],
      };
  return { rows, answers: answers.size + conditional.length };
}

function deviationsOf(judged: readonly (Judged & { expected: number; relation: string })[]): string[] {
  if (judged.length === 0) return ['nothing to ask'];
  return judged.flatMap(({ status, expected, relation, text, undeclared }) => [
    ...(status === expected ? [] : [`${relation}: ${status}, not ${expected} ${text}`]),
    ...[...new Set(undeclared.map((place) => place.replaceAll(/\d+/g, '0')))].map(
      (place) => `${relation}: ${place} is not in the published description`,
    ),
  ]);
}

/** What is hidden and what is missing say the same to who asks whether it has changed, too. */
async function askConditionally(
  api: ApiWorld,
  { route, p, cells }: { route: Route; p: Principal; cells: readonly Cell[] },
): Promise<Judged[]> {
  const [one, other] = [cells[0], cells.findLast(({ relation }) => relation.startsWith('missing'))];
  if (route.method !== 'GET' || !one || !other || one === other) return [];
  const headers = { 'if-none-match': '"1"', 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' };
  return Promise.all([one, other].map((cell) => ask(api, p, route.method, route.path, { ...cell, headers })));
}
