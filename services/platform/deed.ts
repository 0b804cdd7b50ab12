import { z } from 'zod';
import type { Background } from './background.ts';
import type { PersonCaller } from './caller.ts';
import type { Endpoint, InputOf, OutputOf } from './contract.ts';
import type { Database, Transaction } from './database.ts';
import type { Vault } from './vault.ts';

/** What a deed may use besides its transaction. The clock is handed in, so that tests can set it. */
export type Floor = {
  readonly vault: Vault;
  /** Today's civil date in Denmark. */
  readonly today: string;
  /** This instant, ISO 8601 UTC. */
  readonly now: string;
  /** For a deed that works as the import of registers: in transactions of their own, which may outlast the request. */
  readonly register: { readonly database: Database; readonly begin: Background['begin'] };
};

/**
 * One deed: everything it does happens in `tx`, as `caller`, and is recorded in the trail by `record(tx, …)`.
 * It throws a Refusal when a rule says no; nothing of it is then kept.
 */
export type Deed<E> = (
  tx: Transaction,
  caller: PersonCaller,
  input: InputOf<E>,
  floor: Floor,
) => Promise<OutputOf<E>>;

type Parts = { params: unknown; query: unknown; body: unknown };
type Ready = {
  run: (tx: Transaction, caller: PersonCaller, floor: Floor, version: number) => Promise<unknown>;
};

/** A contract with the deed behind it, ready for a door. */
export type Served = {
  readonly endpoint: Endpoint;
  /** The database role that the deed runs under. */
  readonly role: 'app' | 'reporter';
  /** Checks all parts of a request at once: what is wrong by part, or the deed with its input. */
  prepare(given: Parts): Ready | { faults: [part: string, error: z.ZodError][] };
};

const nothing = z.strictObject({});
/** With what was sent, so that what is missing is told from what is of the wrong type; it is never repeated. */
const telling = { reportInput: true };

/** Puts a deed behind its contract. */
export function serve<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Output extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, Body, Output>,
  run: Deed<Endpoint<Params, Query, Body, Output>>,
  role: 'app' | 'reporter' = 'app',
): Served {
  return {
    endpoint,
    role,
    prepare(given) {
      const params = (endpoint.params ?? nothing).safeParse(given.params, telling);
      const query = (endpoint.query ?? nothing).safeParse(given.query, telling);
      const body = (endpoint.body ?? nothing).safeParse(
        given.body ?? (endpoint.body ? undefined : {}),
        telling,
      );
      if (params.success && query.success && body.success) {
        const input = { params: params.data, query: query.data, body: body.data };
        return {
          run: (tx, caller, floor, version) =>
            run(tx, caller, { ...input, version } as InputOf<Endpoint<Params, Query, Body, Output>>, floor),
        };
      }
      const faults: [string, z.ZodError][] = [];
      if (params.error) faults.push(['path', params.error]);
      if (query.error) faults.push(['query', query.error]);
      if (body.error) faults.push(['body', body.error]);
      return { faults };
    },
  };
}
