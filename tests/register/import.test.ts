import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCaller } from '../access/sql.ts';
import expected from './examples/register-2016-2017/expected.json' with { type: 'json' };
import { anImportWorld, type ImportWorld } from './import-world.ts';
import { exampleFolder } from './support.ts';

let world: ImportWorld;
let before: Awaited<ReturnType<ImportWorld['contents']>>;
let trial: Awaited<ReturnType<ImportWorld['importFrom']>>;
let first: Awaited<ReturnType<ImportWorld['importFrom']>>;

beforeAll(async () => {
  world = await anImportWorld();
  before = await world.contents();
  trial = await world.importFrom(exampleFolder, { dryRun: true });
});
afterAll(() => world.close());

test('a dry run says what would happen and changes nothing', async () => {
  expect(trial.dryRun).toBe(true);
  expect(trial.accepted).toEqual(expected.accepted);
  expect(trial.new).toEqual(expected.accepted);
  expect(await world.contents()).toEqual(before);
  expect(await world.one("select string_agg(distinct verb, ',') from audit.event")).toBe('consult');
});

test('the example goes in, and its bad rows are refused as is known about it', async () => {
  first = await world.importFrom(exampleFolder);
  expect(first.accepted).toEqual(expected.accepted);
  expect(first.new).toEqual(expected.accepted);
  const refused = Object.groupBy(first.refused, ({ file }) => file);
  for (const [file, reasons] of Object.entries(expected.refused)) {
    expect(refused[file]?.map(({ line, code }) => ({ line, reason: code }))).toEqual(reasons);
  }
  expect(first.refused).toEqual(trial.refused);
  expect(first.warnings).toEqual([]);
  expect(await world.one("select count(*)::int from app.case_review where state = 'concluded'")).toBe(194);
  expect(await world.one('select count(*)::int from app.finding')).toBe(662);
  expect(await world.one('select count(*)::int from app.follow_up_action')).toBe(196);
});

test('a second run changes nothing', async () => {
  const stored = await world.contents();
  const again = await world.importFrom(exampleFolder);
  expect(again.accepted).toEqual(expected.accepted);
  expect(again.new).toEqual({ 'gennemgange.csv': 0, 'oplysninger.csv': 0, 'opfoelgning.csv': 0 });
  expect(again.refused).toEqual(first.refused);
  expect(again.warnings).toEqual([]);
  expect(await world.contents()).toEqual(stored);
});

test('what the register says of a case stands in the row', async () => {
  const { rows } = await world.superuser.query(
    `select r.state, r.outcome, r.nominating_agency_id, r.nominated_on, r.admitted_on, r.reviewed_on, r.expires_on, r.purpose,
       r.municipality_code, r.source, (r.concluded_at at time zone 'Europe/Copenhagen')::text as concluded
     from app.case_review r where r.reference = '2016-0001'`,
  );
  const day = '2016-01-12';
  expect(rows).toEqual([
    {
      state: 'concluded',
      outcome: 'follow_up',
      nominating_agency_id: 'kk-bif',
      nominated_on: day,
      admitted_on: day,
      reviewed_on: day,
      expires_on: day,
      purpose: 'benefit_control',
      municipality_code: '0101',
      source: 'register',
      concluded: '2016-01-12 12:00:00',
    },
  ]);
  expect(await world.one('select sum(claimed_dkk) from app.follow_up_detail')).toBe(
    expected.periods['2016'].claimed_dkk + expected.periods['2017'].claimed_dkk,
  );
  expect(await world.one('select count(*)::int from app.meeting where state = $1', ['closed'])).toBe(
    expected.periods['2016'].meetings + expected.periods['2017'].meetings,
  );
});

test('police findings are assessments, and what may not be used in a prosecution says so', async () => {
  const police = `from app.finding_version v join app.finding f on f.id = v.finding_id where f.agency_id = 'koebenhavns-politi'`;
  expect(
    await world.one(`select array_agg(distinct v.statement_kind || ' ' || v.subject_category) ${police}`),
  ).toEqual(['assessment other']);
  expect(
    await world.one(
      `select count(*)::int from app.disclosure d join app.legal_basis b on b.id = d.legal_basis_id
       where (d.use_restriction is not null, d.declared_not_for_investigation)
         is distinct from (b.not_for_criminal_investigation, b.not_for_criminal_investigation)`,
    ),
  ).toBe(0);
});

const agencies = ['koebenhavns-politi', 'skat', 'kk-bif', 'kk-sof', 'kk-bk'];

test('every agency of the unit sees the review, and none of another unit', async () => {
  const review = "select from app.case_review where reference = '2016-0001'";
  for (const agency of agencies) expect(await world.seen(aCaller(agency), review)).toBe(1);
  expect(await world.seen(aCaller('skat', { unitId: 'fyn' }), review)).toBe(0);
});

test('a finding is seen by its agency and those that it went to, and by nobody else', async () => {
  // Line 2 of oplysninger.csv: SOF to Københavns Politi, SKAT and BIF.
  const review = "(select id from app.case_review where reference = '2016-0001')";
  const finding = `select from app.finding f join app.finding_version v on v.finding_id = f.id
    where f.review_id = ${review} and f.agency_id = 'kk-sof' and f.noted_on = '2016-01-01'`;
  const disclosure = `select from app.disclosure where review_id = ${review} and from_agency_id = 'kk-sof'`;
  const seen: unknown[] = [];
  for (const agency of agencies) {
    const caller = aCaller(agency);
    seen.push([agency, await world.seen(caller, finding), await world.seen(caller, disclosure)]);
  }
  expect(seen).toEqual([
    ['koebenhavns-politi', 1, 1],
    ['skat', 1, 1],
    ['kk-bif', 1, 1],
    ['kk-sof', 1, 3],
    ['kk-bk', 0, 0],
  ]);
});

test('amounts are for the owner of the action alone', async () => {
  const details = 'select from app.follow_up_detail where claimed_dkk is not null';
  expect(await world.seen(aCaller('skat'), details)).toBeGreaterThan(0);
  expect(await world.seen(aCaller('kk-sof'), details)).toBe(0);
});

test('no name, number or text can be read in the database', async () => {
  const secrets = [
    'Ærøskov',
    'Dummersen',
    '7802642812',
    '780264',
    'Handleplan',
    'bandemilj',
    'Løsladelse',
    'Overført',
  ];
  const { rows } = await world.superuser.query(
    "select tablename as name from pg_tables where schemaname in ('app', 'audit')",
  );
  for (const { name } of rows) {
    const schema = name === 'event' ? 'audit' : 'app';
    const everything = String(await world.one(`select string_agg(t::text, '|') from ${schema}.${name} t`));
    for (const secret of secrets) {
      expect(everything.includes(secret), `${name}: ${secret}`).toBe(false);
      expect(everything.includes(Buffer.from(secret).toString('hex')), `${name}: ${secret} in hex`).toBe(
        false,
      );
    }
  }
});

test('the trail names the reviews of each batch, at most five hundred, and who imported', async () => {
  const { rows } = await world.superuser.query(
    "select system, verb, convert_from(canon, 'UTF8')::jsonb -> 'event' as event from audit.event where verb = 'collect'",
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.every(({ system }) => system === 'register-import')).toBe(true);
  expect(
    rows.map(({ event }) => event.ids.reviews.length).every((ids: number) => ids > 0 && ids <= 500),
  ).toBe(true);
});
