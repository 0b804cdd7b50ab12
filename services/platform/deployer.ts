import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { DB } from './database-types.ts';

/** What the deployer may do besides migrating: write reference data and a unit's setup, as the guard. */
export type Deployer = {
  asGuard<T>(work: (db: Kysely<DB>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Connects with the deployer's own address; never used by what serves requests. */
export function openDeployer(url: string): Deployer {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }).withSchema('app');
  return {
    asGuard: (work) =>
      db.transaction().execute(async (tx) => {
        await sql`set local role cap_guard`.execute(tx);
        return work(tx);
      }),
    close: () => db.destroy(),
  };
}

/** Makes a database on a server where it is missing. Safe to run twice at once. */
export async function makeDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    // CREATE DATABASE knows no "if not exists" and runs in no transaction: whoever comes first makes it, the others wait.
    await client.query("select pg_advisory_lock(hashtext('al-capone database'))");
    const known = await client.query('select from pg_database where datname = $1', [name]);
    if (known.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
