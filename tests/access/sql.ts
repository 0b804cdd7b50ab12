import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type PersonCaller, signCaller, type SystemCaller } from '#platform/caller.ts';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { cloneTemplate } from '../support/clone-template.ts';

export type LoginRole = 'app' | 'register' | 'reporter' | 'scheduler';

/** A database of its own and SQL sessions on it, without any code of the API in between. */
export async function aDatabase() {
  const keys = inject('keys');
  const { url, drop } = await cloneTemplate(inject('databaseUrl'));
  const superuser = new pg.Client({ connectionString: url });
  await superuser.connect();
  superuser.on('error', () => {});
  const sessions: pg.Client[] = [];

  /** Logs in as one of the service's roles. */
  async function session(role: LoginRole): Promise<pg.Client> {
    const password = needPassword(keys, role);
    const address = Object.assign(new URL(url), { username: loginOf(role, password), password });
    const client = new pg.Client({ connectionString: address.toString() });
    await client.connect();
    sessions.push(client);
    return client;
  }

  return {
    url,
    superuser,
    session,
    signingKey: keys.callerSigning,
    async close() {
      await Promise.all([...sessions, superuser].map((client) => client.end()));
      await drop();
    },
  };
}
export type TestDatabase = Awaited<ReturnType<typeof aDatabase>>;

/** Runs one statement as a caller, in a transaction that is rolled back. */
export async function asCaller(
  client: pg.Client,
  caller: PersonCaller | SystemCaller | null,
  key: string,
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResult> {
  const pid = Number((await client.query('select pg_backend_pid() as pid')).rows[0].pid);
  await client.query('begin');
  try {
    if (caller)
      await client.query("select set_config('app.caller', $1, true)", [
        signCaller(caller, key, pid, Date.now()),
      ]);
    return await client.query(text, values);
  } finally {
    await client.query('rollback');
  }
}

/** A liaison of an agency in København, or somebody a little different. */
export function aCaller(agencyId: string, changes: Partial<PersonCaller> = {}): PersonCaller {
  return {
    kind: 'person',
    personId: randomUUID(),
    identityVersion: 1,
    unitId: 'koebenhavn',
    agencyId,
    agencyKind: 'bif',
    authorityId: 'koebenhavns-kommune',
    roles: ['liaison'],
    purpose: 'benefit_control',
    requestId: 'test',
    ...changes,
  };
}
