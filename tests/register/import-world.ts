import { randomUUID } from 'node:crypto';
import type { PersonCaller, SystemCaller } from '#platform/caller.ts';
import { openDatabase } from '#platform/database.ts';
import { loginOf } from '#platform/migrate.ts';
import { importRegister, type ImportOptions } from '#register/import-register.ts';
import { openRegister } from '#register/read-register.ts';
import { rowKeys } from '#register/row-keys.ts';
import { inject } from 'vitest';
import { aDatabase, asCaller } from '../access/sql.ts';

type Choices = Partial<Pick<ImportOptions, 'dryRun' | 'unitId' | 'signal' | 'onProgress'>>;

/** A database of its own and the import's own way into it. */
export async function anImportWorld() {
  const keys = inject('keys');
  const db = await aDatabase();
  const database = openDatabase({
    url: db.url,
    user: loginOf('register', keys.databasePasswords.register),
    password: keys.databasePasswords.register,
    signingKey: keys.callerSigning,
    connections: 4,
  });
  const app = await db.session('app');

  async function importFrom(folder: string, choices: Choices = {}) {
    return importRegister({
      database,
      keys: rowKeys(keys),
      register: await openRegister(folder),
      unitId: 'koebenhavn',
      requestId: randomUUID(),
      dryRun: false,
      ...choices,
    });
  }

  /** One value, as the superuser. */
  async function one(text: string, values: unknown[] = []): Promise<unknown> {
    const { rows } = await db.superuser.query({ text, values, rowMode: 'array' });
    return rows[0]?.[0];
  }

  /** Every row of every table but the trail, as one checksum for each table. */
  async function contents(): Promise<Record<string, unknown>> {
    const { rows } = await db.superuser.query(
      "select tablename as name from pg_tables where schemaname = 'app' order by tablename",
    );
    const sums: Record<string, unknown> = {};
    for (const { name } of rows) {
      sums[name] = await one(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from app.${name} t`,
      );
    }
    return sums;
  }

  return {
    keys,
    importFrom,
    one,
    contents,
    superuser: db.superuser,
    /** How many rows the caller sees, by row-level security alone. */
    async seen(caller: PersonCaller | SystemCaller, text: string, values: unknown[] = []) {
      return (await asCaller(app, caller, db.signingKey, text, values)).rowCount;
    },
    async close() {
      await database.close();
      await db.close();
    },
  };
}
export type ImportWorld = Awaited<ReturnType<typeof anImportWorld>>;
