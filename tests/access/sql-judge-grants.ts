import type pg from 'pg';
import { type Login, logins, type Row } from './oracle-facts.ts';
import { rowRules } from './oracle.ts';
import { columnGrants, functionGrants } from './oracle-grants.ts';
import type { Judged, Seeded } from './sql-session.ts';

/** Every column, table and function for every login, as the catalogue has it. */
export async function judgeGrants(seeded: Seeded, superuser: pg.Client): Promise<Judged> {
  const judged: Judged = { cells: 0, deviations: [] };
  const users = logins.map((login) => seeded.users[login].user);
  const found = await superuser.query<Row>(
    `with relation as (select c.oid, n.nspname || '.' || c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('app', 'audit') and c.relkind in ('r', 'p', 'v', 'm')), login as (select unnest($1::text[]) as u)
     select t, a.attname as c, u, p, has_column_privilege(u, r.oid, a.attnum, p) as may from relation r
       join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped, login, unnest(array['SELECT', 'INSERT', 'UPDATE']) p
     union all
     select t, null, u, p, has_table_privilege(u, r.oid, p) from relation r, login, unnest(array['DELETE', 'TRUNCATE', 'TRIGGER']) p
     union all
     select n.nspname || '.' || f.proname, null, u, 'EXECUTE', has_function_privilege(u, f.oid, 'EXECUTE')
       from pg_proc f join pg_namespace n on n.oid = f.pronamespace, login where n.nspname in ('app', 'audit')
     union all
     select n.nspname || '.' || f.proname, null, 'public', 'EXECUTE', a.grantee is not null
       from pg_proc f join pg_namespace n on n.oid = f.pronamespace
       left join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a on a.grantee = 0
       where n.nspname in ('app', 'audit')`,
    [users],
  );
  for (const { t, c, u, p, may } of found.rows) {
    const login = logins[users.indexOf(String(u))];
    const known = p === 'EXECUTE' ? functionGrants[String(t)] : undefined;
    // Nobody in particular is granted nothing.
    const expected =
      p !== 'EXECUTE'
        ? login && mayTouch(String(t), c, login, p)
        : known && (login ? known.includes(login) : false);
    judged.cells += 1;
    if (expected === undefined) judged.deviations.push(`${String(t)} has no row in the oracle`);
    else if (expected !== may)
      judged.deviations.push(
        `${login ?? 'everybody'} ${may ? 'may' : 'may not'} ${String(p)} ${String(t)} ${String(c)}`,
      );
  }
  return judged;
}

/** Whether the oracle grants it; undefined for a table that has no row in the oracle. */
export function mayTouch(
  table: string,
  column: unknown,
  login: Login,
  privilege: unknown,
): boolean | undefined {
  const grants = columnGrants[table];
  if (!grants || !rowRules[table]) return undefined;
  if (privilege === 'DELETE') return grants.delete?.includes(login) ?? false;
  const of = { SELECT: grants.select, INSERT: grants.insert, UPDATE: grants.update };
  const columns =
    (privilege === 'SELECT' || privilege === 'INSERT' || privilege === 'UPDATE') && of[privilege]?.[login];
  return columns === '*' || (columns ? columns.some((name) => name === column) : false);
}
