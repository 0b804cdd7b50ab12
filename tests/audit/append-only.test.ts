import { afterAll, beforeAll, expect, test } from 'vitest';
import { signCaller } from '#platform/caller.ts';
import { aCaller, aDatabase, asCaller, type LoginRole, type TestDatabase } from '../access/sql.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await aDatabase();
  const app = await db.session('app');
  await app.query('begin');
  await app.query("select set_config('app.caller', $1, true)", [await signed(app)]);
  await app.query(`select audit.append('consult', 'done', null, '{"deed":"test"}')`);
  await app.query('commit');
});
afterAll(() => db.close());

async function signed(client: Awaited<ReturnType<TestDatabase['session']>>): Promise<string> {
  const pid = Number((await client.query('select pg_backend_pid() as pid')).rows[0].pid);
  return signCaller(aCaller('kk-bif', { roles: ['auditor'] }), db.signingKey, pid, Date.now());
}

const statements = [
  "update audit.event set verb = 'alter'",
  'update audit.event set canon = canon where false',
  'delete from audit.event',
  'truncate audit.event',
  "insert into audit.event (verb, outcome, canon, leaf) values ('consult', 'done', '', '')",
  "insert into audit.event (id, verb, outcome, canon, leaf) overriding system value values (1, 'consult', 'done', '', '')",
  'alter table audit.event disable trigger all',
  'drop table audit.event',
  'create index on audit.event (verb)',
];
const roles: LoginRole[] = ['app', 'register', 'reporter', 'scheduler'];

test.each(roles.flatMap((role) => statements.map((statement) => [role, statement] as const)))(
  'the role %s cannot: %s',
  async (role, statement) => {
    const client = await db.session(role);
    const caller = aCaller('kk-bif', { roles: ['auditor', 'administrator'] });
    await expect(asCaller(client, caller, db.signingKey, statement)).rejects.toMatchObject({ code: '42501' });
  },
);

test.each(['cap_owner', 'cap_guard', 'cap_audit_owner'])(
  '%s, who owns things, cannot either',
  async (role) => {
    for (const statement of [
      "update audit.event set verb = 'alter'",
      'delete from audit.event',
      'truncate audit.event',
    ]) {
      await db.superuser.query('begin');
      await db.superuser.query(`set local role ${role}`);
      const result = await db.superuser.query(statement).then(
        ({ rowCount }) => `changed ${rowCount}`,
        ({ code }: { code: string }) => code,
      );
      await db.superuser.query('rollback');
      // The owner of the trail may try, and the policies show it no row to change.
      expect(['42501', 'changed 0']).toContain(result);
    }
    expect((await db.superuser.query('select from audit.event')).rowCount).toBe(1);
  },
);

test.each(["update audit.event set verb = 'alter'", 'delete from audit.event', 'truncate audit.event'])(
  'the trigger stops a superuser: %s',
  async (statement) => {
    await expect(db.superuser.query(statement)).rejects.toMatchObject({
      code: '42501',
      message: 'the trail is append-only',
    });
  },
);

test.each([
  ['nobody', null],
  ['somebody with a signature of another key', aCaller('kk-bif')],
])('%s can record nothing', async (_who, caller) => {
  const client = await db.session('app');
  const append = `select audit.append('consult', 'done', null, '{}')`;
  await expect(asCaller(client, caller, 'ab'.repeat(32), append)).rejects.toMatchObject({ code: '42501' });
});

test.each(['{"deed":"x"},"person":"forged"', '{"deed":"x"}}', '[]', '"x"', '', 'null'])(
  'who acted cannot be said again by the event: %s',
  async (forged) => {
    const client = await db.session('app');
    const append = `select audit.append('consult', 'done', null, $1)`;
    await expect(asCaller(client, aCaller('kk-bif'), db.signingKey, append, [forged])).rejects.toMatchObject({
      code: expect.stringMatching(/^22/),
    });
  },
);
