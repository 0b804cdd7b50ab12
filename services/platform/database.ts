import pg from 'pg';
import { signCaller, type Caller } from './caller.ts';
import { Refusal, trailUnavailable, unavailable } from './errors.ts';
import { kyselyOn, nameOf, type Transaction } from './transaction.ts';

export { compiledOnce } from './transaction.ts';
export type { Transaction } from './transaction.ts';

// Civil dates stay text: as JavaScript dates they would shift a day under Danish time.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/** The identity was changed or revoked after the request was admitted: it has to be admitted again. */
export class IdentityChanged extends Error {}

type LastStatement = { text: string; values: unknown[] };
type Ending = { statements: LastStatement[]; afterwards: (() => void)[] };
const endings = new WeakMap<Transaction, Ending>();

function endingOf(tx: Transaction): Ending {
  const ending = endings.get(tx);
  if (!ending) throw new Error('the transaction is over');
  return ending;
}

/** Adds a statement that is sent together with COMMIT: the trail, which is known only when the deed is done. */
export function beforeCommit(tx: Transaction, statement: LastStatement): void {
  endingOf(tx).statements.push(statement);
}

/** Calls `then` when the transaction is committed; not at all when it is not. `then` must not throw. */
export function afterCommit(tx: Transaction, then: () => void): void {
  endingOf(tx).afterwards.push(then);
}

type IssuerRow = {
  issuer: string;
  authority_id: string;
  authority_name: string;
  cvr: string;
  jwks_uri: string;
  web_client_id: string | null;
};

/** A statement that is asked before anybody can be announced. */
export type Unannounced = { name: string; text: string; values: readonly unknown[] };

export type Database = {
  /**
   * Runs `work` as `caller` in one transaction and commits. Work that recorded nothing in the trail is not committed.
   * Throws IdentityChanged, Refusal (`service.unavailable`, `trail.unavailable`) and whatever `work` throws.
   */
  as<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Asks one of the few functions that answer before anybody is announced (who is signed in with this browser); policies let
   * nobody see or change a row this way. Throws Refusal `service.unavailable`.
   */
  unannounced(statement: Unannounced): Promise<unknown[]>;
  /** Who a token's subject is; asked before anybody can be announced. */
  findIdentity(issuer: string, subject: string): Promise<unknown>;
  /** Rows of a table that says nothing about anybody: the issuers that are believed. */
  issuers(): Promise<IssuerRow[]>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  url: string;
  user: string;
  password: string;
  /** Key that signs callers, hex. */
  signingKey: string;
  connections: number;
  onIdleError?: (error: Error) => void;
};

/** Opens a pool that logs in as one role and announces a caller in every transaction. */
export function openDatabase(options: DatabaseOptions): Database {
  const target = new URL(options.url);
  target.username = options.user;
  target.password = options.password;
  const pool = new pg.Pool({
    connectionString: target.toString(),
    max: options.connections,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    pipeline: true,
    application_name: options.user,
  });
  // Without a listener a dropped idle connection would end the process; the pool itself listens to idle ones only, so that
  // one that is lost while a deed waits for something else needs its own. The deed's next statement fails by itself.
  pool.on('error', (error) => options.onIdleError?.(error));
  pool.on('connect', (client) => client.on('error', () => {}));

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (cause) {
      throw Object.assign(new Refusal(unavailable), { cause });
    }
  }

  async function as<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await connect();
    let broken: Error | boolean = false;
    try {
      const tx = kyselyOn(client);
      const ending: Ending = { statements: [], afterwards: [] };
      endings.set(tx, ending);
      // BEGIN, the announcement and the deed's first statements travel together.
      inOnePacket(client);
      const begun = Promise.all([client.query('begin'), announce(client, caller, options.signingKey)]);
      try {
        const result = await firstFailure(begun, work(tx));
        await begun;
        await commitWithTrail(client, ending.statements);
        for (const then of ending.afterwards) then();
        return result;
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => (broken = failure));
        throw error;
      } finally {
        endings.delete(tx);
      }
    } catch (error) {
      if (isConnectionLoss(error)) {
        broken = true;
        throw Object.assign(new Refusal(unavailable), { cause: error });
      }
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function unannounced<Row extends pg.QueryResultRow>({ values, ...statement }: Unannounced) {
    const client = await connect();
    let broken = false;
    try {
      return (await client.query<Row>({ ...statement, values: [...values] })).rows;
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      broken = true;
      throw Object.assign(new Refusal(unavailable), { cause: error });
    } finally {
      client.release(broken);
    }
  }

  return {
    as,
    unannounced,
    async findIdentity(issuer, subject) {
      const [found] = await unannounced<{ identity: unknown }>({
        name: 'find-identity',
        text: 'select app.find_identity($1, $2) as identity',
        values: [issuer, subject],
      });
      return found?.identity ?? null;
    },
    issuers: () =>
      unannounced<IssuerRow>({
        name: 'issuers',
        text: `select i.issuer, i.authority_id, a.name as authority_name, i.cvr, i.jwks_uri, i.web_client_id
          from app.identity_issuer i join app.authority a on a.id = i.authority_id order by a.name`,
        values: [],
      }),
    close: () => pool.end(),
  };
}

async function announce(client: pg.PoolClient, caller: Caller, key: string): Promise<void> {
  const person = caller.kind === 'person' ? caller : undefined;
  const setting = signCaller(caller, key, backendPid(client), Date.now());
  const answer = await client.query<{ version: number | null }>(
    person
      ? {
          name: 'announce-person',
          text: "select set_config('app.caller', $1, true), app.identity_version($2) as version",
          values: [setting, person.personId],
        }
      : { name: 'announce-system', text: "select set_config('app.caller', $1, true)", values: [setting] },
  );
  if (person && answer.rows[0]?.version !== person.identityVersion) throw new IdentityChanged();
}

/** What is asked in this turn is sent at its end at once: one system call, and the server wakes once. */
function inOnePacket(client: pg.PoolClient): void {
  if (!(client instanceof pg.Client)) return;
  const { stream } = client.connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}

function backendPid(client: pg.PoolClient): number {
  if (!('processID' in client) || typeof client.processID !== 'number')
    throw new Error('the connection has no backend');
  return client.processID;
}

/** Waits for both; when both fail, the announcement's error is the one that explains the other. */
async function firstFailure<T>(begun: Promise<unknown>, work: Promise<T>): Promise<T> {
  const [announcement, result] = await Promise.allSettled([begun, work]);
  if (announcement.status === 'rejected') throw announcement.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function commitWithTrail(client: pg.PoolClient, statements: LastStatement[]): Promise<void> {
  if (statements.length === 0)
    throw new Error('a deed that recorded nothing in the trail cannot be committed');
  inOnePacket(client);
  const recorded = statements.map((statement) =>
    client.query({ name: nameOf(statement.text), ...statement }),
  );
  const committed = client.query('commit');
  const outcomes = await Promise.allSettled([...recorded, committed]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed)
    throw Object.assign(new Refusal(trailUnavailable), {
      cause: new Error('append or commit failed', { cause: failed.reason }),
    });
  // COMMIT of a failed transaction answers ROLLBACK without an error.
  if ((await committed).command !== 'COMMIT') throw new Refusal(trailUnavailable);
}

function isConnectionLoss(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // 57P0x: the server is stopping; 57014: statement timeout; 25P03/25P04: idle or transaction timeout; 53xxx: out of resources.
  if (typeof code === 'string') return /^(57P0|57014|25P0[34]|53|08|ECONN|EPIPE|ETIMEDOUT)/.test(code);
  return error instanceof Error && /Connection terminated|connection error/i.test(error.message);
}
