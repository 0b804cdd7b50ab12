import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDatabase, type TestDatabase } from './sql.ts';

// What the database's own catalogue says about the walls. Each query lists the offenders; there must be none.
let db: TestDatabase;
beforeAll(async () => {
  db = await aDatabase();
});
afterAll(() => db.close());

const serving = `('cap_app','cap_register','cap_reporter','cap_scheduler')`;
const lints: Record<string, string> = {
  'a table without forced row-level security': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app','audit') and c.relkind in ('r','p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
  'a table without a policy': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app','audit') and c.relkind in ('r','p') and not exists (select from pg_policy p where p.polrelid = c.oid)`,
  'a policy for everybody': `
    select polrelid::regclass || '.' || polname as offender from pg_policy where 0 = any (polroles)`,
  'a policy for writing without WITH CHECK': `
    select polrelid::regclass || '.' || polname as offender from pg_policy where polcmd in ('a','w','*') and polwithcheck is null`,
  'a policy that lets a serving role write anything': `
    select p.polrelid::regclass || '.' || p.polname as offender from pg_policy p, unnest(p.polroles) r join pg_roles on pg_roles.oid = r
    where polcmd in ('a','w','*') and pg_get_expr(polwithcheck, polrelid) = 'true' and rolname in ${serving}
      and p.polrelid::regclass::text not in ('app.job','app.job_run')`,
  'a security definer function without a fixed search_path': `
    select p.oid::regprocedure::text as offender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app','audit','public') and p.prosecdef and not exists (select from unnest(p.proconfig) c where c like 'search_path=pg_catalog%')`,
  'a function that everybody may run': `
    select p.oid::regprocedure::text as offender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app','audit') and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))
      and not exists (select from pg_trigger t where t.tgfoid = p.oid)`,
  'a function owned by a superuser': `
    select p.oid::regprocedure::text as offender from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
    where n.nspname in ('app','audit') and r.rolsuper`,
  'a table owned by a superuser': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
    where n.nspname in ('app','audit') and r.rolsuper`,
  'a view': `
    select c.oid::regclass::text as offender from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app','audit') and c.relkind in ('v','m') and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
  'a helper of policies that is not stable': `
    select p.oid::regprocedure::text as offender from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'app' and p.proname ~ '^(caller_|verified_caller)' and p.provolatile <> 's'`,
  'a role with more than it needs': `
    select rolname as offender from pg_roles where rolname like 'cap\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  'a login that can become an owner': `
    select m.member::regrole::text as offender from pg_auth_members m join pg_roles r on r.oid = m.member
    where m.roleid in ('cap_owner'::regrole, 'cap_guard'::regrole, 'cap_audit_owner'::regrole) and not r.rolsuper`,
  'an extension that nobody decided on': `select extname as offender from pg_extension where extname <> 'plpgsql'`,
  'a serving role that may change or erase the trail': `
    select grantee || ' ' || privilege_type as offender from information_schema.role_table_grants
    where table_schema = 'audit' and privilege_type <> 'SELECT' and grantee <> 'cap_audit_owner'`,
  'a serving role that may read the blind index': `
    select grantee as offender from information_schema.column_privileges where column_name = 'blind_index' and grantee in ${serving}`,
  'a serving role that may write who sees a row': `
    select grantee || ' ' || table_name as offender from information_schema.column_privileges
    where column_name = 'visible_to' and privilege_type in ('INSERT','UPDATE') and grantee in ('cap_app','cap_reporter','cap_scheduler')`,
  'a foreign key without an index for the policies and joins on reviews': `
    select c.conrelid::regclass::text || '.' || a.attname as offender from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'app.case_review'::regclass
      and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = a.attnum)`,
};

test.each(Object.entries(lints))('there is no: %s', async (_name, query) => {
  const { rows } = await db.superuser.query(query);
  expect(rows.map(({ offender }) => offender)).toEqual([]);
});
