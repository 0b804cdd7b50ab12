import type pg from 'pg';
import { z } from 'zod';

/** One way to weaken the walls: SQL that a superuser runs on a copy of the seeded database. */
export type Mutant = { name: string; sql: string; bypass?: true };

const policy = z.object({
  t: z.string(),
  policyname: z.string(),
  qual: z.string().nullable(),
  with_check: z.string().nullable(),
});
const table = z.object({ t: z.string() });
const definer = z.object({ f: z.string(), trigger: z.boolean(), name: z.string() });
const trigger = z.object({ t: z.string(), tgname: z.string() });

/** Functions of the walls, written again with one thing wrong. */
const said = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const helper = (name: string, type: string, body: string): Mutant => ({
  name: `app.${name}() is ${body}`,
  sql: `create or replace function app.${name}() returns ${type} language sql stable as $$ select ${body} $$`,
});
const helpers: Mutant[] = [
  helper('caller_scope', 'text', `'koebenhavn/kk-bif'`),
  helper('caller_scope', 'text', `(app.verified_caller())[3] || '/kk-bif'`),
  helper('caller_unit', 'text', `'koebenhavn'`),
  helper('caller_unit', 'text', `nullif((app.verified_caller())[3], 'x')`),
  helper('caller_agency', 'text', `'kk-bif'`),
  helper('caller_roles', 'text[]', `array['administrator']`),
  helper('caller_roles', 'text[]', `array['auditor']`),
  helper('caller_roles', 'text[]', `array['national_reader']`),
  helper('caller_roles', 'text[]', `array['legal_officer']`),
  helper('caller_oversees', 'text', `nullif((app.verified_caller())[3], '')`),
  helper('caller_oversees', 'text', `'koebenhavn'`),
  helper('caller_system_unit', 'text', `nullif((app.verified_caller())[3], '')`),
  helper('caller_system_unit', 'text', `'koebenhavn'`),
  helper('caller_reports_on', 'text[]', `array(select u.id from app.unit u)`),
  helper('caller_finding_scope', 'text', `nullif((app.verified_caller())[2], '')`),
  helper('caller_person', 'uuid', `(select p.id from app.person p limit 1)`),
];

/** Replaces a piece of a function's own text; the mutant is refused when the piece is not there. */
const rewrite = (name: string, from: string, to: string): Mutant => ({
  name: `${name}: ${said(from)} becomes ${said(to)}`,
  sql: `do $do$ declare old text := pg_get_functiondef('${name}'::regproc); begin
    if position($from$${from}$from$ in old) = 0 then raise exception 'the mutant does not fit %', old; end if;
    execute replace(old, $from$${from}$from$, $to$${to}$to$); end $do$`,
});
const rewritten: Mutant[] = [
  rewrite('app.verified_caller', `= right(setting, 64)`, `is not null`),
  rewrite('app.verified_caller', `fields[11] <> pg_backend_pid()::text`, `false`),
  rewrite('app.verified_caller', `> 60000`, `> 600000000000`),
  rewrite(
    'app.find_citizen',
    `(app.caller_scope() = any (r.visible_to) or r.unit_id = app.caller_oversees())`,
    `true`,
  ),
  rewrite('app.find_citizen', `or r.unit_id = app.caller_oversees()`, ``),
  rewrite('app.resolve_citizen', `app.verified_caller() is null`, `false`),
  rewrite(
    'app.resolve_citizens',
    `(app.verified_caller())[9] = '' or app.verified_caller() is null`,
    `false`,
  ),
  rewrite('audit.append', `caller is null`, `false`),
  rewrite(
    'app.disclosure_decides_visibility',
    `and d.version = v.version and d.revoked_at is null`,
    `and d.version = v.version`,
  ),
  rewrite('app.disclosure_decides_visibility', `and d.version = v.version`, ``),
  rewrite('app.asked_agency_may_see_review', `new.review_id`, `r.id`),
  rewrite('app.mark_first_read', `and d.to_scope = (select app.caller_finding_scope())`, ``),
  rewrite('app.identity_version', `and p.state = 'active'`, ``),
  rewrite('app.web_session_holds', `interval '30 minutes'`, `interval '300 minutes'`),
  rewrite('app.web_session_holds', `interval '8 hours'`, `interval '80 hours'`),
  rewrite('app.find_web_session', `and p.state = 'active'`, ``),
  rewrite('app.find_web_session', `s.id_hash = session_hash and app`, `app`),
  rewrite('app.web_session_stands', `and p.state = 'active'`, ``),
  rewrite('app.web_session_stands', `s.id_hash = session_hash and app`, `app`),
  rewrite('app.open_web_session', `and p.state = 'active'`, ``),
  rewrite('app.open_web_session', `and p.subject = session_subject`, ``),
  rewrite('app.change_web_session', `and app.web_session_holds(s.created_at, s.last_seen_at, now_is)`, ``),
  rewrite('app.end_web_session', `where s.id_hash = session_hash`, ``),
  rewrite('app.legal_basis_keeps_four_eyes', `new.approved_by is distinct from app.caller_person()`, `false`),
];

/** All mutants of a migrated database, in a fixed order. */
export async function mutantsOf(superuser: pg.Client, serving: readonly string[]): Promise<Mutant[]> {
  const policies = z.array(policy).parse(
    (
      await superuser.query(
        `select schemaname || '.' || tablename as t, policyname, qual, with_check
         from pg_policies where schemaname in ('app', 'audit') order by 1, 2`,
      )
    ).rows,
  );
  const tables = z.array(table).parse(
    (
      await superuser.query(
        `select n.nspname || '.' || c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('app', 'audit') and c.relkind = 'r' order by 1`,
      )
    ).rows,
  );
  const views = z.array(table).parse(
    (
      await superuser.query(
        `select n.nspname || '.' || c.relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('app', 'audit') and c.relkind = 'v' order by 1`,
      )
    ).rows,
  );
  const definers = z.array(definer).parse(
    (
      await superuser.query(
        `select p.oid::regprocedure::text as f, n.nspname || '.' || p.proname as name, p.prorettype = 'trigger'::regtype as trigger
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'audit') order by 1`,
      )
    ).rows,
  );
  const triggers = z.array(trigger).parse(
    (
      await superuser.query(
        `select tgrelid::regclass::text as t, tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
         join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'audit') and not tgisinternal order by 1, 2`,
      )
    ).rows,
  );
  return [
    ...policies.flatMap(({ t, policyname, qual, with_check }): Mutant[] => {
      const alter = (what: string) => ({
        name: `${t}.${policyname} ${what}`,
        sql: `alter policy ${policyname} on ${t} ${what}`,
      });
      return [
        { name: `no ${t}.${policyname}`, sql: `drop policy ${policyname} on ${t}` },
        ...(qual !== null && qual !== 'true' ? [alter('using (true)')] : []),
        ...(with_check !== null && with_check !== 'true' ? [alter('with check (true)')] : []),
        alter('to public'),
      ];
    }),
    ...tables.flatMap(({ t }): Mutant[] => [
      { name: `${t} not forced`, sql: `alter table ${t} no force row level security` },
      { name: `${t} without row-level security`, sql: `alter table ${t} disable row level security` },
      { name: `${t} owned by a role that serves`, sql: `alter table ${t} owner to cap_app` },
      { name: `${t} granted`, sql: `grant select, insert, update, delete on ${t} to ${serving.join(', ')}` },
    ]),
    ...definers.flatMap(({ f, trigger: isTrigger, name }): Mutant[] => [
      ...(isTrigger
        ? [
            {
              name: `${name} does nothing`,
              sql: `create or replace function ${f} returns trigger language plpgsql security definer as $$ begin return new; end $$`,
            },
          ]
        : []),
      { name: `${f} for everybody`, sql: `grant execute on function ${f} to public` },
    ]),
    ...triggers.map(({ t, tgname }) => ({
      name: `${t} without trigger ${tgname}`,
      sql: `alter table ${t} disable trigger ${tgname}`,
    })),
    ...views.flatMap(({ t }): Mutant[] => [
      {
        name: `${t} with its owner's rights`,
        sql: `alter view ${t} set (security_invoker = false); alter view ${t} owner to current_user`,
      },
    ]),
    ...serving.map((role): Mutant => ({
      name: `a login of ${role} that bypasses row-level security`,
      sql: '',
      bypass: true,
    })),
    ...helpers,
    ...rewritten,
  ];
}
