import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { aWorld, type World } from '../support/world.ts';
import { importExample, openAs } from './support.ts';
import { countFigures } from '#reports/count-figures.ts';
import { parsePeriod } from '#reports/period.ts';
import { record } from '#audit/record.ts';
import type { Caller } from '#platform/caller.ts';

/** Everything that whoever counts may read: codes, dates, amounts, pseudonyms. Nothing else. */
const readable: Record<string, string> = {
  unit: 'id name name_en',
  municipality: 'code name unit_id',
  authority: 'id name cvr regime valid_from valid_to',
  agency: 'id authority_id kind name valid_from valid_to',
  agency_name: 'agency_id name kind valid_from valid_to',
  unit_agency: 'unit_id agency_id valid_from valid_to',
  follow_up_type: 'code name_da name_en owner_kind criminal',
  case_review:
    'id unit_id citizen_id municipality_code state nominating_agency_id nominated_on reviewed_on outcome source',
  finding: 'id review_id unit_id agency_id noted_on withdrawn_at expires_on shared source',
  follow_up_action:
    'id review_id unit_id agency_id owner_kind type status started_on due_on closed_on open_reason source',
  follow_up_detail: 'action_id unit_id agency_id claimed_dkk decided_dkk collected_dkk stopped_per_month_dkk',
  meeting: 'id unit_id held_on state source',
  emergency_access: 'id unit_id agency_id state decided_at',
  report: 'id unit_id period version definition_version preliminary figures sha256 built_at',
  // The first answer to a request of the person at hand, encrypted.
  idempotency_key: 'person_id scope endpoint key request_sha256 status response_ct created_at review_id',
};

let world: World;
let reporter: pg.Client;
beforeAll(async () => {
  world = await aWorld();
  const password = needPassword(world.keys, 'reporter');
  const url = Object.assign(new URL(world.url), { username: loginOf('reporter', password), password });
  reporter = new pg.Client({ connectionString: url.toString() });
  await reporter.connect();
  await importExample(world);
});
afterAll(async () => {
  await reporter.end();
  await world.close();
});

describe('the role that counts', () => {
  it('is refused every other column and table', async () => {
    const { rows } = await world.superuser.query<{ schema: string; table: string; column: string }>(
      `select table_schema as schema, table_name as table, column_name as column from information_schema.columns
       where table_schema in ('app', 'audit', 'migration') order by 1, 2, ordinal_position`,
    );
    const outcomes: Record<string, string[]> = {};
    for (const { schema, table, column } of rows) {
      const [place, name] = [
        `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`,
        pg.escapeIdentifier(column),
      ];
      const code = await reporter.query(`select ${name} from ${place} limit 0`).then(
        () => 'read',
        (error: { code: string }) => error.code,
      );
      if (code !== '42501') (outcomes[table] ??= []).push(code === 'read' ? column : `${column}: ${code}`);
    }
    const expected = Object.entries(readable).map(([table, columns]) => [
      table,
      columns.split(' ').toSorted(),
    ]);
    const found = Object.entries(outcomes).map(([table, columns]) => [table, columns.toSorted()]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    expect(rows.length).toBeGreaterThan(150);
  });

  it('writes reports and first answers, and changes nothing', async () => {
    const { rows } = await reporter.query(
      `select c.relname as table, array_agg(p order by p) as may from pg_class c, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
       where c.relnamespace in ('app'::regnamespace, 'audit'::regnamespace) and c.relkind in ('r', 'v', 'm', 'p')
         and (case when p in ('INSERT', 'UPDATE') then has_any_column_privilege(c.oid, p) else has_table_privilege(c.oid, p) end)
       group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { table: 'idempotency_key', may: ['INSERT'] },
      { table: 'report', may: ['INSERT'] },
    ]);
  });

  it('sees no row of any case when nobody is announced', async () => {
    for (const table of [
      'case_review',
      'finding',
      'follow_up_action',
      'follow_up_detail',
      'meeting',
      'report',
    ]) {
      const { rows } = await reporter.query(`select count(*)::int as number from app.${table}`);
      expect([table, rows[0].number]).toEqual([table, 0]);
    }
  });

  it("counts its caller's unit only, whatever unit the statement asks for", async () => {
    const period = parsePeriod('2016');
    if (!period.ok) throw new Error('no period');
    const database = openAs(world, 'reporter');
    const reviews = (unitId: string) => {
      const caller: Caller = { kind: 'system', system: 'report-command', unitId, requestId: 'test' };
      return database.as(caller, async (tx) => {
        record(tx, { verb: 'consult', deed: 'test' });
        return (await countFigures(tx, 'koebenhavn', period.period, '2026-01-01')).figures;
      });
    };
    try {
      expect((await reviews('koebenhavn')).reviews).toBe(68);
      expect(await reviews('fyn')).toMatchObject({
        reviews: 0,
        meetings: 0,
        findings: 0,
        follow_ups: 0,
        claimed_dkk: 0,
      });
    } finally {
      await database.close();
    }
  });
});
