import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { toDanishDate } from '#platform/danish-time.ts';
import { periodOf, previous } from '#reports/questions.ts';
import { startScheduler } from '#scheduler/run.ts';
import { aDatabase, asCaller, type TestDatabase } from '../access/sql.ts';

let db: TestDatabase;
let review: string;
let failures: unknown[];

const start = () =>
  startScheduler({ databaseUrl: db.url, keys: inject('keys'), logLevel: 'silent', tickEvery: 0 });

/** The jobs as they are, after two days without a scheduler. */
beforeAll(async () => {
  db = await aDatabase();
  const one = async (text: string, values: unknown[] = []) =>
    (await db.superuser.query(text, values)).rows[0];
  const { id: person } = await one('select id from app.person order by id limit 1');
  await db.superuser.query(
    `insert into app.meeting_series (unit_id, rule, capacity, created_by) values ('koebenhavn', $1, 20, $2)`,
    [{ frequency: 'weekly', weekday: 3, at: '09:00', startsOn: '2026-01-07', exceptions: [] }, person],
  );
  const citizen = randomUUID();
  await db.superuser.query('insert into app.citizen (id) values ($1)', [citizen]);
  const nominate = (expires: string) =>
    one(
      `insert into app.case_review (unit_id, citizen_id, name_ct, municipality_code, nominating_agency_id, nominated_on,
         ground_ct, purpose, expires_on)
       values ('koebenhavn', $1, '', '0101', 'kk-bif', current_date - 200, '', 'benefit_control', current_date + $2::int)
       returning id`,
      [citizen, expires],
    );
  review = (await nominate('-1')).id;
  await nominate('1');
  await db.superuser.query(
    `insert into app.idempotency_key (person_id, scope, endpoint, key, request_sha256, status, created_at)
     select $1, 'koebenhavn/kk-bif', 'attachFinding', age, '', 201, now() - age::interval
     from unnest(array['6 days 23 hours', '7 days 1 hour', '90 days 0 hours']) age`,
    [person],
  );
  await db.superuser.query(
    `insert into app.citizen_lookup (person_id, at)
     select $1, now() - age::interval from unnest(array['1 minute', '23 hours', '25 hours']) age`,
    [person],
  );
  const first = await start();
  await first.tick();
  await first.close();
  await db.superuser.query("update app.job set considered_through = considered_through - interval '2 days'");
  // The half-year report has been away for longer: two half-years have ended since.
  await db.superuser.query(
    "update app.job set considered_through = now() - interval '1 year' where job_key = 'half-year-report'",
  );
  const scheduler = await start();
  await scheduler.tick();
  await scheduler.close();
  failures = (
    await db.superuser.query(
      `select distinct job_key, failed_with, attempts from app.job_run where done_at is null or attempts > 0`,
    )
  ).rows;
}, 60_000);
afterAll(() => db.close());

const stored = async (text: string) =>
  (await db.superuser.query({ text, rowMode: 'array' })).rows.map((row: unknown[]) => row[0]);

test('every job runs for every unit, and none fails', async () => {
  expect(failures).toEqual([]);
  const runs = await stored(
    `select job_key || ' ' || count(distinct unit_id) || ' ' || count(*) filter (where not skipped)
     from app.job_run group by job_key order by job_key`,
  );
  expect(runs).toEqual([
    'ask-to-confirm-affiliations 12 12',
    'build-agendas 12 12',
    'expire-requests 12 12',
    'forget-idempotency-keys 12 12',
    'forget-lookups 12 12',
    'forget-register-imports 12 12',
    'half-year-report 12 24',
    'lapse-nominations 12 12',
    'plan-meetings 12 12',
    'tell-of-agreements 12 12',
  ]);
});

test('each run is recorded in the trail of its unit, as the scheduler', async () => {
  const entries = await stored(
    `select convert_from(canon, 'UTF8')::json->'event'->>'deed' || ' ' || count(distinct unit_id) || ' ' || min(system)
     from audit.event group by convert_from(canon, 'UTF8')::json->'event'->>'deed' order by 1`,
  );
  expect(entries).toEqual([
    'askToConfirmAffiliations 12 scheduler',
    'buildAgendas 12 scheduler',
    'buildHalfYearReport 12 scheduler',
    'expireRequests 12 scheduler',
    'forgetIdempotencyKeys 12 scheduler',
    'forgetLookups 12 scheduler',
    'forgetRegisterImports 12 scheduler',
    'halfYearReport 12 scheduler',
    'lapseNominations 12 scheduler',
    'planSeries 12 scheduler',
    'tellOfAgreements 12 scheduler',
  ]);
});

test('meetings are planned for half a year, and an agenda is built for the next ones', async () => {
  const [meetings] = await stored("select count(*) from app.meeting where unit_id = 'koebenhavn'");
  expect(meetings).toBeGreaterThanOrEqual(24);
  expect(await stored('select unit_id from app.agenda')).toContain('koebenhavn');
});

test('a nomination whose last day is over lapses, one that has a day left does not', async () => {
  expect(await stored("select id from app.case_review where state = 'lapsed'")).toEqual([review]);
  expect(await stored("select count(*) from app.case_review where state = 'nominated'")).toEqual([1]);
});

test('a report that was missed is made for each half-year that has ended, and made again it is the same one', async () => {
  const slots = await stored(
    "select distinct at from app.job_run where job_key = 'half-year-report' order by at",
  );
  const ended = slots.map((at) => previous(periodOf(toDanishDate(String(at)))).id);
  const expected = ended.map((period) => `${period} 1 12`);
  expect(expected).toHaveLength(2);
  const reports = `select period || ' ' || max(version) || ' ' || count(*) from app.report group by period order by period`;
  expect(await stored(reports)).toEqual(expected);
  // As if the slot's own transaction had been lost after the report was kept.
  await db.superuser.query("update app.job_run set done_at = null where job_key = 'half-year-report'");
  const scheduler = await start();
  await scheduler.tick();
  await scheduler.close();
  expect(await stored('select job_key from app.job_run where done_at is null or attempts > 0')).toEqual([]);
  expect(await stored(reports)).toEqual(expected);
});

test('first answers are forgotten after a week, counts of look-ups after a day', async () => {
  expect(await stored('select key from app.idempotency_key')).toEqual(['6 days 23 hours']);
  expect(await stored('select count(*) from app.citizen_lookup')).toEqual([2]);
});

test('the age is kept by the database: the scheduler cannot forget what is younger, and nobody else anything', async () => {
  const scheduler = await db.session('scheduler');
  const caller = {
    kind: 'system',
    system: 'scheduler',
    unitId: 'koebenhavn',
    requestId: 'test',
  } as const;
  await db.superuser.query("update app.citizen_lookup set at = now() - interval '23 hours 59 minutes'");
  for (const table of ['idempotency_key', 'citizen_lookup']) {
    const forgotten = await asCaller(scheduler, caller, db.signingKey, `delete from app.${table}`);
    expect(forgotten.rowCount).toBe(0);
  }
  await db.superuser.query("update app.citizen_lookup set at = now() - interval '25 hours'");
  const byNobody = await asCaller(scheduler, null, db.signingKey, 'delete from app.citizen_lookup');
  expect(byNobody.rowCount).toBe(0);
  const byScheduler = await asCaller(scheduler, caller, db.signingKey, 'delete from app.citizen_lookup');
  expect(byScheduler.rowCount).toBe(2);
  for (const role of ['app', 'reporter', 'register'] as const) {
    const session = await db.session(role);
    await expect(
      asCaller(session, caller, db.signingKey, 'delete from app.citizen_lookup'),
    ).rejects.toMatchObject({ code: '42501' });
  }
});
