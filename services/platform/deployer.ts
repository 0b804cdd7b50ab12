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
