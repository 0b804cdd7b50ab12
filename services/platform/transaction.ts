import { createHash } from 'node:crypto';
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './database-types.ts';

declare const announced: unique symbol;
/** A transaction whose caller the database knows. Made only here, so that nothing can touch data as nobody. */
export type Transaction = Kysely<DB> & { readonly [announced]: true };

const names = new Map<string, string>();
/** A statement's name is the hash of its text: PostgreSQL then plans it once a connection and not at every call. */
export function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 40);
    if (names.size < 2_000) names.set(text, name);
  }
  return name;
}

/** Kysely's way to one connection that is already inside its transaction. */
class OpenConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    this.#client = client;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answer = await this.#client.query({
      name: nameOf(query.sql),
      text: query.sql,
      values: [...query.parameters],
    });
    return { rows: answer.rows, numAffectedRows: BigInt(answer.rowCount ?? 0) };
  }
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a deed reads whole answers');
  }
}

const kyselys = new WeakMap<pg.PoolClient, Transaction>();
/** The query builder of a connection that is inside a transaction; made once a connection. */
export function kyselyOn(client: pg.PoolClient): Transaction {
  let tx = kyselys.get(client);
  if (!tx) {
    const connection = new OpenConnection(client);
    const nothing = async () => {};
    const refuse = async () => {
      throw new Error('the transaction is opened and closed by Database.as');
    };
    const kysely = new Kysely<DB>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createDriver: () => ({
          init: nothing,
          acquireConnection: async () => connection,
          beginTransaction: refuse,
          commitTransaction: refuse,
          rollbackTransaction: refuse,
          releaseConnection: nothing,
          destroy: nothing,
        }),
      },
    });
    tx = kysely.withSchema('app') as Transaction;
    kyselys.set(client, tx);
  }
  return tx;
}

/**
 * A statement whose form never changes: built and compiled at the first call, and from then on only given its values.
 * `compile` may use them as values, never to choose the form.
 */
export function compiledOnce<Values extends readonly unknown[], Row>(
  compile: (tx: Transaction, ...values: Values) => CompiledQuery<Row>,
): (tx: Transaction, ...values: Values) => Promise<Row[]> {
  // Stand-ins for the values show where in the statement each of them goes.
  const standIns = Array.from({ length: compile.length - 1 }, () => ({}));
  let form: { query: CompiledQuery<Row>; places: number[] } | undefined;
  return async (tx, ...values) => {
    if (!form) {
      const query = compile(tx, ...(standIns as unknown[] as [...Values]));
      form = {
        query,
        places: query.parameters.map((parameter) => standIns.findIndex((it) => it === parameter)),
      };
    }
    const { query, places } = form;
    const parameters = query.parameters.map((parameter, index) => {
      const place = places[index] ?? -1;
      // A value may be null: only what is no stand-in stays as it was compiled.
      return place === -1 ? parameter : values[place];
    });
    return (await tx.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
