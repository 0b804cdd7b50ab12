import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import type { Principal } from './principal.ts';
import type { Reply } from './api-send.ts';
import { anApiWorld, type ApiWorld } from './api-world.ts';
import { leaksIn } from './canaries.ts';
import { type Cell, missingId } from './probe.ts';
import { probes } from './probes.ts';
import { disagreements } from './views.ts';

let api: ApiWorld;
let cells = 0;
beforeAll(async () => {
  api = await anApiWorld();
});
afterAll(() => api.close());

const contracts = endpoints.map(({ endpoint }) => endpoint);

/** Runs work on all of them, a few at a time: the API has four connections. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const worker = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

const addressOf = (path: string, { params = {}, query = '' }: Cell) =>
  path.replaceAll(/:(\w+)/g, (_all, name: string) => params[name] ?? missingId) + query;

/**
 * Where a role is refused, or the answer is the same for all, the agency does not matter: the agencies and the other unit
 * take turns, so that each is tried with each role.
 */
function takesTurn({ agency, barred, roles, unit }: Principal, allowed: string, turn: number): boolean {
  if (barred !== null || unit === null || (allowed !== '*' && mayDo(roles, allowed))) return true;
  const places = ['koebenhavns-politi', 'skat', 'kk-bif', 'kk-sof', 'kk-bk', 'fyn'];
  return places.indexOf(unit === 'fyn' ? unit : agency) === turn % places.length;
}
const mayDo = (roles: readonly string[], allowed: string) =>
  allowed === '*' || roles.some((role) => allowed.split(' ').includes(role));

/** What a principal is to be answered: the door first, then the role, then the object. */
function expectedOf(principal: Principal, roles: string, cell: Cell): number {
  if (principal.barred !== null) return principal.barred;
  return mayDo(principal.roles, roles) ? cell.expect : 403;
}

/** Everything of an answer but what differs by chance. */
function faceOf({ status, headers, text }: Reply): string {
  return JSON.stringify([
    status,
    Object.keys(headers).toSorted(),
    text.replaceAll(/"traceId":"[0-9a-f]{32}"/g, ''),
  ]);
}

test('every endpoint has a row in probes, and every row an endpoint', () => {
  expect(Object.keys(probes).toSorted()).toEqual(contracts.map(({ id }) => id).toSorted());
});

test('every endpoint answers every principal for every object as the oracle says', async () => {
  const wrong: string[] = [];
  const asked = contracts.flatMap((contract, turn) =>
    api.principals
      .filter((principal) => takesTurn(principal, probes[contract.id]?.roles ?? '*', turn))
      .map((principal) => ({ contract, principal, probe: probes[contract.id] })),
  );
  await each(asked, async ({ contract, principal, probe }) => {
    if (!probe) return;
    const all = probe.cells(api, principal);
    const mayNot = all.every((cell) => expectedOf(principal, probe.roles, cell) !== cell.expect);
    const faces = new Map<string, string>();
    // Where the role refuses, one object that is there and one that is not say the same as all of them.
    for (const cell of mayNot ? [...all.slice(0, 1), ...all.slice(-1)] : all) {
      const reply = await api.send(principal, contract.method, addressOf(contract.path, cell), cell);
      const expected = expectedOf(principal, probe.roles, cell);
      const what = `${contract.id} ${cell.relation} as ${principal.name}`;
      cells += 1;
      if (reply.status !== expected)
        wrong.push(`${what}: ${reply.status}, not ${expected} ${reply.text.slice(0, 120)}`);
      if (expected === 404 || mayNot) faces.set(faceOf(reply), what);
      wrong.push(...leaksIn(reply, principal, api.secrets).map((leak) => `${what}: ${leak}`));
    }
    if (faces.size > 1) wrong.push(`hidden and missing differ: ${[...faces.values()].join(' | ')}`);
  });
  expect(wrong.toSorted()).toEqual([]);
}, 120_000);

test('a method that an address does not have finds nothing, for anybody', async () => {
  const wrong: string[] = [];
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const paths = [...new Set(contracts.map(({ path }) => path))];
  const asked = paths.flatMap((path) =>
    methods
      .filter((method) => !contracts.some((one) => one.path === path && one.method === method))
      .flatMap((method, turn) =>
        api.principals
          .filter((principal) => takesTurn(principal, '', turn))
          .map((principal) => ({ path, method, principal })),
      ),
  );
  const [someone] = api.principals;
  await each(asked, async ({ path, method, principal }) => {
    const contract = contracts.find((one) => one.path === path);
    const [cell] = (contract && someone && probes[contract.id]?.cells(api, principal)) ?? [];
    const reply = await api.send(
      principal,
      method,
      addressOf(path, { relation: '', expect: 404, params: cell?.params ?? {} }),
    );
    cells += 1;
    const what = `${method} ${path} as ${principal.name}`;
    if (reply.status !== 404 && reply.status !== 405) wrong.push(`${what}: ${reply.status}`);
    wrong.push(...leaksIn(reply, principal, api.secrets).map((leak) => `${what}: ${leak}`));
  });
  expect(wrong.toSorted()).toEqual([]);
}, 60_000);

test('list, detail, dossier, agenda, queue, look-up and figures agree for everybody', async () => {
  const readers = api.principals.filter(
    ({ roles, barred }) => barred === null && mayDo(roles, 'liaison chair coordinator approver'),
  );
  const found: string[] = [];
  // One after the other: reading marks what was read for the first time, which its agency then sees.
  for (const reader of readers) found.push(...(await disagreements(api, reader)));
  expect(readers.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
}, 60_000);

test('the matrix has ten thousand cells and more', () => {
  process.stdout.write(`API matrix: ${cells} cells\n`);
  expect(cells).toBeGreaterThan(10_000);
});
