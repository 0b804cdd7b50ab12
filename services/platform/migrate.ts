import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import { paddedKeys } from './caller.ts';
import type { ProductionKeys } from './keys.ts';

export const databaseRoles = ['app', 'register', 'reporter', 'scheduler'] as const;
type DatabaseRole = (typeof databaseRoles)[number];

const folder = join(import.meta.dirname, '../../migrations');

/** Plain SQL files, in the order of their names; a released one never changes. */
const provider: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
    const entries = files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      // A file may change its role; the migrator's own bookkeeping goes on as the deployer.
      return [
        file.replace(/\.sql$/, ''),
        { up: async (db: Kysely<unknown>) => void (await run(db, `${text}\nreset role;`)) },
      ] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  },
};

// The one place where SQL is taken from a file as it stands.
const run = (db: Kysely<unknown>, text: string) => sql.raw(text).execute(db);

/** The login of one role: its name carries a mark of the keys, so that two sets of keys never share a login. */
export function loginOf(role: DatabaseRole, password: string): string {
  return `cap_${role}_${createHash('sha256').update(`login:${password}`).digest('hex').slice(0, 8)}`;
}

/** Where the deployer connects, and what it sets up. */
export type Deployment = { url: string; keys: Pick<ProductionKeys, 'databasePasswords' | 'callerSigning'> };

/**
 * Brings a database up to date: migrations, the logins of the roles, and the key that proves callers.
 * Safe to repeat and to run twice at once. Returns the names of the migrations that were new.
 */
export async function migrate({ url, keys }: Deployment): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider, migrationTableSchema: 'migration' });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed');
    await prepareLogins(pool, keys);
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

async function prepareLogins(pool: pg.Pool, keys: Deployment['keys']): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('al-capone logins'))");
    for (const role of databaseRoles) {
      const password = keys.databasePasswords?.[role];
      if (password !== undefined) await prepareLogin(client, role, password);
    }
    if (keys.callerSigning !== undefined) {
      const { inner, outer } = paddedKeys(keys.callerSigning);
      await client.query('set local role cap_guard');
      await client.query(
        `insert into app.caller_key (inner_pad, outer_pad) select $1, $2
         where not exists (select from app.caller_key where inner_pad = $1)`,
        [inner, outer],
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Limits of every login, milliseconds: a request is never longer, an import's batches are never near. */
const limits = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 5_000,
  transaction_timeout: 15_000,
};
const batchLimits = {
  ...limits,
  statement_timeout: 60_000,
  transaction_timeout: 0,
  idle_in_transaction_session_timeout: 60_000,
};

async function prepareLogin(client: pg.PoolClient, role: DatabaseRole, password: string): Promise<void> {
  const name = loginOf(role, password);
  const known = await client.query('select from pg_roles where rolname = $1', [name]);
  const login = pg.escapeIdentifier(name);
  if (known.rowCount === 0) {
    await client.query(
      `create role ${login} login password ${pg.escapeLiteral(password)} in role cap_${role}`,
    );
  }
  const version = await client.query<{ number: number }>(
    "select current_setting('server_version_num')::int as number",
  );
  const number = version.rows[0]?.number ?? 0;
  for (const [setting, value] of Object.entries(role === 'register' ? batchLimits : limits)) {
    if (setting === 'transaction_timeout' && number < 170_000) continue;
    await client.query(`alter role ${login} set ${setting} = ${value}`);
  }
}
