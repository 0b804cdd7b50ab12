import type { Principal } from './principal.ts';
import type { Reply } from './api-send.ts';
import type { ApiWorld } from './api-world.ts';
import { leaksIn } from './canaries.ts';
import { undeclared } from './matrix-fields.ts';
import { type Cell, missingId } from './probe.ts';

const addressOf = (path: string, { params = {}, query = '' }: Cell) =>
  path.replaceAll(/:(\w+)/g, (_all, name: string) => params[name] ?? missingId) + query;

/** Everything of an answer but what differs by chance: trace, date. */
function faceOf({ status, headers, text }: Reply): string {
  const { traceparent: _trace, date: _date, ...rest } = headers;
  return JSON.stringify([
    status,
    Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    text.replaceAll(/"traceId":"[0-9a-f]{32}"/g, ''),
  ]);
}

/** Runs work on all of them, a few at a time: the API has four connections. */
export async function each<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all[Symbol.iterator]();
  const worker = async () => {
    for (let one = waiting.next(); !one.done; one = waiting.next()) await work(one.value);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

export type Judged = { status: number; face: string; leaks: string[]; undeclared: string[]; text: string };

/** Asks and looks for what the reader may not know in all bytes of the answer. */
export async function ask(
  api: ApiWorld,
  principal: Principal,
  method: string,
  path: string,
  cell: Cell,
): Promise<Judged> {
  const reply = await api.send(principal, method, addressOf(path, cell), cell);
  return {
    status: reply.status,
    face: faceOf(reply),
    leaks: leaksIn(reply, principal, api.secrets, path),
    undeclared: undeclared(method, path, reply.status, reply.json),
    text: reply.text.slice(0, 160),
  };
}
