import type pg from 'pg';
import { z } from 'zod';
import { type Known, type Login, logins, type Row } from './oracle-facts.ts';
import { rowRules } from './oracle.ts';
import { mayTouch } from './sql-judge-grants.ts';
import { canaryPattern } from './sql-seed.ts';
import { failure, type Judged, sayWho, type Seeded, type Session } from './sql-session.ts';

const definer = z.object({ name: z.string(), arguments: z.array(z.string()), logins: z.array(z.boolean()) });

/** What is handed to a function that runs with more rights than its caller: ids, scopes and bytes that belong to others. */
function forgeries(type: string, facts: Seeded['facts']): string[] {
  const all = (column: string) => [
    ...new Set(
      [...facts.values()].flat().flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : [])),
    ),
  ];
  const ids = all('id').filter((id) => /^[0-9a-f]{8}-/.test(id));
  const bytes = all('blind_index').map((hex) => `'${hex}'::bytea`);
  const texts = [
    ...all('scope'),
    'koebenhavn/skat',
    'fyn/skat',
    'skat',
    'fyn',
    'koebenhavn',
    '',
    `x' or 'a'='a`,
  ];
  const quoted = (values: readonly string[]) => values.map((value) => `'${value.replaceAll("'", "''")}'`);
  const known: Record<string, string[]> = {
    uuid: quoted(ids).map((id) => `${id}::uuid`),
    'uuid[]': [`array[${quoted(ids).join()}]::uuid[]`],
    text: quoted(texts),
    'text[]': [`array[${quoted(texts).join()}]`, "array['koebenhavn/skat']", "'{}'::text[]"],
    bytea: [...bytes, "'\\x00'::bytea"],
    'bytea[]': [`array[${bytes.join()}]::bytea[]`],
    integer: ['0', '1', '-1'],
    bigint: ['0', '1'],
    boolean: ['true', 'false'],
    date: ["'2026-04-01'::date"],
    'timestamp with time zone': ['now()', "'2000-01-01'::timestamptz"],
    interval: ["'1000 years'::interval"],
    jsonb: [`'{"unit_id":"koebenhavn","agency_id":"skat"}'::jsonb`],
  };
  return known[type] ?? [`null::${type}`];
}

/** Every function that runs with its owner's rights, and who may call it. */
async function definersOf(superuser: pg.Client, seeded: Seeded) {
  const found = await superuser.query(
    `select p.oid::regproc::text as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as arguments,
       array(select has_function_privilege(u, p.oid, 'EXECUTE') from unnest($1::text[]) u) as logins
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('app', 'audit') and p.prosecdef and p.prorettype <> 'trigger'::regtype order by 1`,
    [logins.map((login) => seeded.users[login].user)],
  );
  return z.array(definer).parse(found.rows);
}

/** The texts that a caller may read in tables of a login anyway. */
function readable(seeded: Seeded, login: Login, caller: Known): Set<string> {
  const texts: unknown[] = [];
  for (const [table, rows] of seeded.facts)
    for (const row of rows)
      if (rowRules[table]?.select?.[login]?.(row, caller, seeded.facts))
        texts.push(
          (seeded.columns.get(table) ?? [])
            .filter((column) => mayTouch(table, column, login, 'SELECT'))
            .map((column) => row[column]),
        );
  return canariesIn(JSON.stringify(texts));
}
function canariesIn(text: string): Set<string> {
  const open = text.replaceAll(/434e5259[0-9a-f]{32}/g, (hex) => Buffer.from(hex, 'hex').toString());
  return new Set(open.match(canaryPattern));
}

/** What tells whoever asks for it by name, because it comes before anybody is known: who a token or a session belongs to. */
const beforeAnybody = ['app.find_identity', 'app.find_web_session'];
/** Ids and codes of decisions that a legal officer tries a new rule on: no text, and nothing of another authority. */
const byDesign = ['app.standing_decisions'];
const count = 6;

/**
 * Each of these functions with arguments of others, as one caller: it is still that caller afterwards, sees no other rows than
 * before, and was told no text that it may not read.
 */
export async function judgeFunctions(
  seeded: Seeded,
  superuser: pg.Client,
  session: Session,
  { login, known }: { login: Login; known: Known },
): Promise<Judged> {
  const judged: Judged = { cells: 0, deviations: [] };
  const mine = readable(seeded, login, known);
  const seen = [
    'app.case_review',
    'app.finding',
    'app.finding_version',
    'app.disclosure',
    'app.follow_up_detail',
  ]
    .filter((table) => rowRules[table]?.select?.[login])
    .map((table) => `(select count(*) from ${table})`);
  const standing = `select app.caller_scope() as scope, app.caller_roles()::text as roles, array[${seen.join()}]::text as seen`;
  for (const { name, arguments: types, logins: may } of await definersOf(superuser, seeded)) {
    if (!may[logins.indexOf(login)]) continue;
    const values = types.map((type) => forgeries(type, seeded.facts));
    const times = Math.min(count, Math.max(1, ...values.map(({ length }) => length)));
    for (let time = 0; time < times; time += 1) {
      const call = `select to_jsonb(f) as told from ${name}(${values.map((of) => of[time % of.length]).join()}) f`;
      const outcome = await inTransaction(session, seeded, known, [standing, call, standing]);
      judged.cells += 1;
      const [before, told, after] = outcome;
      if (after !== undefined && JSON.stringify(before) !== JSON.stringify(after))
        judged.deviations.push(
          `${login}: ${call} changes who asks or what is seen: ${JSON.stringify([before, after])}`,
        );
      const foreign = [...canariesIn(JSON.stringify(told ?? ''))].filter((text) => !mine.has(text));
      if (foreign.length > 0 && ![...beforeAnybody, ...byDesign].includes(name))
        judged.deviations.push(`${login}: ${call} tells what the caller may not read`);
    }
  }
  return judged;
}

async function inTransaction(session: Session, seeded: Seeded, known: Known, texts: readonly string[]) {
  const around: Promise<unknown>[] = [session.client.query('begin')];
  around.push(sayWho(session, known, seeded.signingKey));
  const sent = texts.map(async (text) => (await session.client.query<Row>(text)).rows);
  around.push(session.client.query('rollback'));
  const [outcomes] = await Promise.all([Promise.allSettled(sent), Promise.allSettled(around)]);
  const [first] = outcomes;
  if (first?.status === 'rejected') throw new Error(failure(first.reason));
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined));
}
