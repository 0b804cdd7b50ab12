import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#audit/record.ts';
import { markFirstRead, queryOfReview } from '#findings/store.ts';
import type { PersonCaller } from '#platform/caller.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { aWorld, type World } from '../support/world.ts';
import { aReview } from './findings.ts';

let world: World;
let database: Database;
let caller: PersonCaller;
let reviewId: string;

/** A unit's findings of some years: 1,000 reviews with four findings, each disclosed to two agencies. */
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
  await world.superuser.query(
    `insert into app.case_review (unit_id, citizen_id, name_ct, municipality_code, state, nominating_agency_id, nominated_on,
       ground_ct, purpose, expires_on)
     select unit_id, citizen_id, name_ct, municipality_code, state, nominating_agency_id, nominated_on, ground_ct, purpose, expires_on
     from app.case_review, generate_series(1, 1000) where id = $1`,
    [reviewId],
  );
  await world.superuser.query(
    `insert into app.finding (review_id, unit_id, agency_id, noted_on, visible_to)
     select r.id, r.unit_id, a, r.nominated_on, array[r.unit_id || '/' || a, 'koebenhavn/kk-bk', 'koebenhavn/kk-sof']
     from app.case_review r, unnest(array['kk-bif', 'skat', 'koebenhavns-politi', 'kk-bif']) a`,
  );
  const basis = "(select id from app.legal_basis where code = 'RSL11C')";
  await world.superuser.query(
    `insert into app.finding_version (finding_id, version, unit_id, agency_id, statement_kind, data_class, legal_basis_id,
       purpose, text_ct, necessity_ct, visible_to)
     select id, 1, unit_id, agency_id, 'fact', 'ordinary', ${basis}, 'benefit_control', $1, $1, visible_to from app.finding`,
    [Buffer.alloc(200)],
  );
  await world.superuser.query(
    `insert into app.disclosure (finding_id, version, review_id, unit_id, from_agency_id, to_agency_id, legal_basis_id,
       purpose, necessity_ct, declared_not_for_investigation, initiative, disclosed_on)
     select f.id, 1, f.review_id, f.unit_id, f.agency_id, a, ${basis}, 'benefit_control', '', false, 'own', f.noted_on
     from app.finding f, unnest(array['kk-bk', 'kk-sof']) a`,
  );
  await world.superuser.query('analyze app.finding, app.finding_version, app.disclosure');
  const password = needPassword(world.keys, 'app');
  database = openDatabase({
    url: world.url,
    user: loginOf('app', password),
    password,
    signingKey: need(world.keys, 'callerSigning'),
    connections: 1,
  });
  const { rows } = await world.superuser.query<{ id: string; version: number }>(
    "select id, version from app.person where name = 'Lis Testrup'",
  );
  caller = {
    kind: 'person',
    personId: rows[0]?.id ?? '',
    identityVersion: rows[0]?.version ?? 0,
    unitId: 'koebenhavn',
    agencyId: 'kk-bk',
    agencyKind: 'bk',
    authorityId: 'koebenhavns-kommune',
    roles: ['liaison'],
    purpose: 'benefit_control',
    requestId: 'plan',
  };
});
afterAll(async () => {
  await database.close();
  await world.close();
});

/** The plan as it is once the connection is warm. */
async function planNow(): Promise<string> {
  return database.as(caller, async (tx) => {
    record(tx, { verb: 'consult', deed: 'plan' });
    let plan: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      const explain = sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers) ${queryOfReview(reviewId)}`;
      plan = (await explain.execute(tx)).rows.map((row) => row['QUERY PLAN']);
    }
    return plan.join('\n');
  });
}

test('the findings of a review are read through indexes, with all walls up, and few pages are touched', async () => {
  const plan = await planNow();
  expect(plan).not.toMatch(/Seq Scan on (finding|finding_version|disclosure)\b/);
  expect(Number(/Buffers: shared hit=(\d+)/.exec(plan)?.[1])).toBeLessThan(60);
});

test('the first reading stays as it was noted, and an agency notes its own alone', async () => {
  const found = await world.superuser.query<{ id: string; to_agency_id: string }>(
    'select id, to_agency_id from app.disclosure where review_id = $1',
    [reviewId],
  );
  const ids = found.rows.map(({ id }) => id);
  const mark = () =>
    database.as(caller, async (tx) => {
      record(tx, { verb: 'consult', deed: 'plan' });
      await markFirstRead(tx, ids);
    });
  const noted = async () =>
    (
      await world.superuser.query(
        'select distinct to_agency_id, first_read_at from app.disclosure where id = any($1) order by 1',
        [ids],
      )
    ).rows;
  await mark();
  const first = await noted();
  expect(first).toEqual([
    { to_agency_id: 'kk-bk', first_read_at: expect.anything() },
    { to_agency_id: 'kk-sof', first_read_at: null },
  ]);
  await mark();
  expect(await noted()).toEqual(first);
});
