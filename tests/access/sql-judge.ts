import type pg from 'pg';
import { type Facts, type Known, type Login, nobody, type Row } from './oracle-facts.ts';
import { rowRules } from './oracle.ts';
import { columnGrants } from './oracle-grants.ts';
import type { Expected, Probe } from './sql-probe.ts';
import { canaryPattern } from './sql-seed.ts';
import {
  asked,
  failure,
  type Judged,
  type Outcome,
  sayWho,
  type Seeded,
  type Session,
} from './sql-session.ts';
import { callersOf } from './sql-callers.ts';

const none = (): Judged => ({ cells: 0, deviations: [] });
const keyOf = (table: string, login: Login) => rowRules[table]?.by?.[login] ?? rowRules[table]?.key ?? 'null';
const granted = (seeded: Seeded, table: string, login: Login): readonly string[] => {
  const columns = columnGrants[table]?.select?.[login] ?? [];
  return columns === '*' ? (seeded.columns.get(table) ?? []) : columns;
};

/** The rows' names as `login` would give them, in the order of the facts. */
async function namesOf(superuser: pg.Client, facts: Facts, login: Login): Promise<Map<string, string[]>> {
  const tables = Object.entries(rowRules).filter(([, rule]) => rule.select?.[login]);
  const texts = tables.map(
    ([table], index) =>
      `select '${table}' as t, array(select (${keyOf(table, login)})::text from jsonb_populate_recordset(null::${table}, $${index + 1}::jsonb)) as keys`,
  );
  const read = await superuser.query<{ t: string; keys: string[] }>(
    texts.join(' union all '),
    tables.map(([table]) => JSON.stringify(facts.get(table) ?? [])),
  );
  return new Map(read.rows.map(({ t, keys }) => [t, keys]));
}

/** The canaries in a text; bytea is shown in hex. */
function canariesIn(text: string): Set<string> {
  const open = text.replaceAll(/434e5259[0-9a-f]{32}/g, (hex) => Buffer.from(hex, 'hex').toString());
  return new Set(open.match(canaryPattern));
}

type Expectation = {
  who: string;
  known: Known;
  rows: ReadonlyMap<string, boolean>;
  texts: ReadonlySet<string>;
};
/** `names` reads which rows there are, `whole` their texts too. */
type Reading = { names: string; whole: string; expectations: Expectation[] };
const readings = new WeakMap<Facts, Map<Login, Reading>>();

/** What one login is to see as each caller; worked out once for all copies of a seeded database. */
async function readingOf(seeded: Seeded, superuser: pg.Client, login: Login): Promise<Reading> {
  const known = readings.get(seeded.facts) ?? new Map<Login, Reading>();
  readings.set(seeded.facts, known);
  const reading = known.get(login) ?? (await workOut(seeded, superuser, login));
  known.set(login, reading);
  return reading;
}

async function workOut(seeded: Seeded, superuser: pg.Client, login: Login): Promise<Reading> {
  const names = await namesOf(superuser, seeded.facts, login);
  const reading = (content: (table: string) => string) =>
    [...names.keys()]
      .map(
        (table) =>
          `select '${table}' as t, (${keyOf(table, login)})::text as k, ${content(table)} as content from ${table}`,
      )
      .join(' union all ');
  const expectations = [...callersOf(seeded.ids), ['nobody', nobody] as const].map(([who, caller]) => {
    const rows = new Map<string, boolean>();
    const texts: unknown[] = [];
    for (const [table, keys] of names)
      for (const [index, row] of (seeded.facts.get(table) ?? []).entries()) {
        const may = rowRules[table]?.select?.[login]?.(row, caller, seeded.facts) ?? false;
        rows.set(`${table} ${keys[index]}`, may);
        if (may) texts.push(granted(seeded, table, login).map((column) => row[column]));
      }
    return { who, known: caller, rows, texts: canariesIn(JSON.stringify(texts)) };
  });
  return {
    names: reading(() => "''"),
    whole: reading((table) => `row(${granted(seeded, table, login).join(', ')})::text`),
    expectations,
  };
}

/** Which rows one login sees as each caller, and that no text comes from any other cell. */
export async function judgeRows(
  seeded: Seeded,
  superuser: pg.Client,
  session: Session,
  { login, texts: read }: { login: Login; texts: boolean },
): Promise<Judged> {
  const judged = none();
  const { names, whole, expectations } = await readingOf(seeded, superuser, login);
  const text = read ? whole : names;
  const answers = expectations.map(({ known }) => asked(session, known, seeded.signingKey, [text]));
  for (const [index, { who, rows, texts }] of expectations.entries()) {
    const [outcome] = (await answers[index]) ?? [];
    judged.cells += rows.size;
    if (outcome?.status !== 'fulfilled') {
      judged.deviations.push(`${login} as ${who}: ${failure(outcome?.reason)}`);
      continue;
    }
    const answer = outcome.value.rows;
    const seen = new Set(answer.map((row) => `${String(row['t'])} ${String(row['k'])}`));
    for (const [name, may] of rows)
      if (may !== seen.has(name))
        judged.deviations.push(`${login} as ${who} ${may ? 'misses' : 'sees'} ${name}`);
    const expected = [...rows.values()].filter(Boolean).length;
    if (answer.length !== expected)
      judged.deviations.push(`${login} as ${who}: ${answer.length} rows, not ${expected}`);
    for (const found of canariesIn(answer.map((row) => String(row['content'])).join('\n')))
      if (!texts.has(found)) judged.deviations.push(`${login} as ${who} reads a text that is not granted`);
  }
  return judged;
}

type Change = { text: string; reached(caller: Known): number };

function changesOf(seeded: Seeded, login: Login, wide: boolean): Change[] {
  return Object.entries(rowRules).flatMap(([table, rule]) => {
    if (rule.view) return [];
    const count = (holds: (row: Row, caller: Known, facts: Facts) => boolean) => (caller: Known) =>
      (seeded.facts.get(table) ?? []).filter((row) => holds(row, caller, seeded.facts)).length;
    const changes: Change[] = [];
    const { [login]: updates } = rule.update ?? {};
    const { [login]: deletes } = rule.delete ?? {};
    const { [login]: set = `${seeded.columns.get(table)?.[1]} = null` } = rule.set ?? {};
    if (updates) changes.push({ text: `update ${table} set ${set}`, reached: count(updates) });
    // No policy, no row: also for a login that was given the privilege.
    else if (wide && !rule.owns?.includes(login))
      changes.push({ text: `update ${table} set ${set}`, reached: () => 0 });
    if (deletes) changes.push({ text: `delete from ${table}`, reached: count(deletes) });
    else if (wide && !rule.owns?.includes(login))
      changes.push({ text: `delete from ${table}`, reached: () => 0 });
    if (wide && !rule.select?.[login]) changes.push({ text: `select from ${table}`, reached: () => 0 });
    return changes;
  });
}
/** With every privilege granted: enough callers to reach any policy that was meant for somebody else. */
const wideCallers = ['everything', 'national', 'scheduler'];

/** Changes that read nothing, by each caller: how many rows they reach. None of them changes what another one reaches. */
export async function judgeChanges(
  seeded: Seeded,
  session: Session,
  login: Login,
  wide: boolean,
): Promise<Judged> {
  const judged = none();
  const changes = changesOf(seeded, login, wide);
  const callers = [...callersOf(seeded.ids), ['nobody', nobody] as const];
  for (const [who, known] of callers.filter(([name]) => !wide || wideCallers.includes(name))) {
    const outcomes = await asked(
      session,
      known,
      seeded.signingKey,
      changes.map(({ text }) => text),
    );
    for (const [index, { text, reached }] of changes.entries()) {
      const outcome = outcomes[index];
      const count = outcome?.status === 'fulfilled' ? outcome.value.rowCount : failure(outcome?.reason);
      const expected = reached(known);
      judged.cells += 1;
      if (count !== expected)
        judged.deviations.push(`${login} as ${who}: ${text}: ${count}, not ${expected}`);
    }
  }
  return judged;
}

function matches(expected: Expected, outcome: Outcome): boolean {
  if (outcome.status === 'rejected') {
    const code: unknown = outcome.reason instanceof Error && 'code' in outcome.reason && outcome.reason.code;
    return code === expected;
  }
  if (expected === undefined) return true;
  if (typeof expected === 'object') return Object.values(outcome.value.rows[0] ?? {})[0] === expected.is;
  return outcome.value.rowCount === expected;
}

/** Stories and single deeds: each in a transaction of its own, some told by several callers in turn. */
export async function judgeProbes(
  seeded: Seeded,
  session: Session,
  probes: readonly Probe[],
): Promise<Judged> {
  const judged = none();
  const callers = callersOf(seeded.ids);
  for (const { name, login, steps } of probes) {
    const around: Promise<unknown>[] = [session.client.query('begin')];
    const answers = steps.map(({ as, sql }) => {
      if (as !== undefined) around.push(sayWho(session, callers.get(as) ?? nobody, seeded.signingKey));
      return session.client.query<Row>(sql);
    });
    around.push(session.client.query('rollback'));
    const [outcomes] = await Promise.all([Promise.allSettled(answers), Promise.allSettled(around)]);
    judged.cells += steps.length;
    for (const [index, outcome] of outcomes.entries()) {
      const expected = steps[index]?.expect;
      if (matches(expected, outcome)) continue;
      const got =
        outcome.status === 'rejected'
          ? failure(outcome.reason)
          : `${outcome.value.rowCount} rows ${JSON.stringify(outcome.value.rows[0])}`;
      judged.deviations.push(`${login}: ${name}, step ${index + 1}: ${got}, not ${JSON.stringify(expected)}`);
      break;
    }
  }
  return judged;
}
