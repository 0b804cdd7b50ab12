import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { template } from './global-setup.ts';

/** A fresh copy of the migrated template, and the deed that drops it. */
export async function cloneTemplate(databaseUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${template} strategy file_copy`);
  // A copy does not inherit the grants on the database itself (migration 0001).
  await admin.query(`revoke all on database ${name} from public`);
  await admin.query(
    `grant connect on database ${name} to cap_app, cap_register, cap_reporter, cap_scheduler`,
  );
  return {
    url: Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).toString(),
    async drop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
