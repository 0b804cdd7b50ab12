import pg from 'pg';
import { type PersonCaller, signCaller, type SystemCaller } from '#platform/caller.ts';
import { roles } from '#platform/codes.ts';
import { nameOf } from '#platform/transaction.ts';
import type { Facts, Known, Login, Row } from './oracle-facts.ts';
import type { Ids } from './sql-seed.ts';

/** A seeded database, what is in it, and how one logs in. */
export type Seeded = {
  url: string;
  users: Readonly<Record<Login, { user: string; password: string }>>;
  signingKey: string;
  ids: Ids;
  facts: Facts;
  columns: ReadonlyMap<string, readonly string[]>;
};
export type Judged = { cells: number; deviations: string[] };
export type Session = { client: pg.Client; pid: number };

const systems = ['scheduler', 'register-import', 'report-command', 'api'] as const;

/** One of the oracle's callers in the words of the service. */
export function announced(known: Known): PersonCaller | SystemCaller | null {
  const common = { unitId: known.unit, requestId: 'matrix' };
  if (known.person !== null && known.agency !== null)
    return {
      ...common,
      kind: 'person',
      personId: known.person,
      identityVersion: 1,
      agencyId: known.agency,
      agencyKind: 'bif',
      authorityId: '',
      roles: roles.filter((role) => known.roles.includes(role)),
      purpose: null,
    };
  const system = systems.find((name) => name === known.system);
  return system ? { ...common, kind: 'system', system } : null;
}

export async function connect(url: string, login?: { user: string; password: string }): Promise<Session> {
  const address = new URL(url);
  if (login) Object.assign(address, { username: login.user, password: login.password });
  const client = new pg.Client({ connectionString: address.toString(), pipeline: true });
  client.on('error', () => {});
  await client.connect();
  const own = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return { client, pid: own.rows[0]?.pid ?? 0 };
}

/** Tells the database who asks from here on, until the transaction ends. */
export function sayWho(session: Session, known: Known, key: string): Promise<pg.QueryResult<Row>> {
  const caller = announced(known);
  const setting = caller === null ? '' : signCaller(caller, key, session.pid, Date.now());
  return session.client.query<Row>({
    name: 'who',
    text: "select set_config('app.caller', $1, true)",
    values: [setting],
  });
}

export type Outcome = PromiseSettledResult<pg.QueryResult<Row>>;

/** One transaction of one caller, rolled back. Its statements travel together; after one that fails, the others fail too. */
export async function asked(
  session: Session,
  known: Known,
  key: string,
  texts: readonly string[],
): Promise<Outcome[]> {
  const { client } = session;
  const [begun, told] = [client.query('begin'), sayWho(session, known, key)];
  const sent = texts.map((text) => client.query<Row>({ name: nameOf(text), text }));
  const [outcomes] = await Promise.all([
    Promise.allSettled(sent),
    Promise.allSettled([begun, told, client.query('rollback')]),
  ]);
  return outcomes;
}

/** What went wrong, in a line: SQLSTATE and message. */
export const failure = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason ? `${String(reason.code)} ${reason.message}` : String(reason);
