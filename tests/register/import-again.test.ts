import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopped } from '#register/import-error.ts';
import { makeRegister } from '../performance/make-register.ts';
import { anImportWorld, type ImportWorld } from './import-world.ts';
import { goodRow, headings, withRegister } from './support.ts';

let world: ImportWorld;
let folder: string;
beforeAll(async () => {
  world = await anImportWorld();
  folder = await mkdtemp(join(tmpdir(), 'register-again-'));
  await makeRegister(join(folder, 'large'), 700);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const rows = (kind: keyof typeof headings, ...lines: string[]) => [headings[kind], ...lines, ''].join('\r\n');
const none = { 'gennemgange.csv': 0, 'oplysninger.csv': 0, 'opfoelgning.csv': 0 };
/** The good rows of a case of its own. */
const ofCase = (reference: string, cpr = '780264-2812') => ({
  reviews: goodRow.reviews.replace('2016-0001', reference).replace('780264-2812', cpr),
  findings: goodRow.findings.replace('2016-0001', reference),
  followUps: goodRow.followUps.replace('2016-0001', reference),
});
const register = (...cases: ReturnType<typeof ofCase>[]) => ({
  reviews: rows('reviews', ...cases.map(({ reviews }) => reviews)),
  findings: rows('findings', ...cases.map(({ findings }) => findings)),
  followUps: rows('followUps', ...cases.map(({ followUps }) => followUps)),
});

describe('a reference that the unit has already', () => {
  test('with another content is refused, and so are the rows of its case', async () => {
    const first = ofCase('A-1');
    await withRegister(register(first), (from) => world.importFrom(from));
    const stored = await world.contents();
    const changed = { ...first, reviews: first.reviews.replace('Prøvesen', 'Ændret') };
    const report = await withRegister(register(changed, ofCase('A-2')), (from) =>
      world.importFrom(from, { dryRun: true }),
    );
    expect(report.refused.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
      ['gennemgange.csv', 2, 'Sagsnr.', 'case_duplicate'],
      ['oplysninger.csv', 2, 'Sagsnr.', 'case_unknown'],
      ['opfoelgning.csv', 2, 'Sagsnr.', 'case_unknown'],
    ]);
    expect(report.refused[0]?.message).toMatch(
      /allerede en gennemgang med dette sagsnummer og et andet indhold/,
    );
    expect(report.new).toEqual({ 'gennemgange.csv': 1, 'oplysninger.csv': 1, 'opfoelgning.csv': 1 });
    const done = await withRegister(register(changed), (from) => world.importFrom(from));
    expect(done.refused).toEqual(report.refused);
    expect(done.accepted).toEqual(none);
    expect(await world.contents()).toEqual(stored);
  });

  test('given by the service is refused', async () => {
    await withRegister(register(ofCase('B-0')), (from) => world.importFrom(from));
    await world.superuser.query(
      "update app.case_review set source = 'service', source_hash = null where reference = 'B-0'",
    );
    const report = await withRegister(register(ofCase('B-0')), (from) => world.importFrom(from));
    expect(report.refused.map(({ code }) => code)).toEqual([
      'case_duplicate',
      'case_unknown',
      'case_unknown',
    ]);
  });

  test('is known to findings whose review is not in the file any more', async () => {
    await withRegister(register(ofCase('C-1')), (from) => world.importFrom(from));
    const later = { ...register(ofCase('C-1')), reviews: rows('reviews') };
    const report = await withRegister(later, (from) => world.importFrom(from));
    expect(report).toMatchObject({
      refused: [],
      new: none,
      accepted: { ...none, 'oplysninger.csv': 1, 'opfoelgning.csv': 1 },
    });
  });
});

test('two equal rows of a case are two rows, and stay two', async () => {
  const { reviews, findings, followUps } = ofCase('D-1');
  const twice = {
    reviews: rows('reviews', reviews),
    findings: rows('findings', findings, findings),
    followUps: rows('followUps', followUps, followUps),
  };
  const expected = { 'gennemgange.csv': 1, 'oplysninger.csv': 2, 'opfoelgning.csv': 2 };
  expect((await withRegister(twice, (from) => world.importFrom(from))).new).toEqual(expected);
  expect((await withRegister(twice, (from) => world.importFrom(from))).new).toEqual(none);
});

test('a row that was corrected in the spreadsheet goes in beside the old one, with a warning', async () => {
  await withRegister(register(ofCase('E-1')), (from) => world.importFrom(from));
  const corrected = ofCase('E-1');
  corrected.followUps = corrected.followUps.replace('17.900,00', '18.900,00');
  const report = await withRegister(register(corrected), (from) => world.importFrom(from));
  expect(report.new).toEqual({ ...none, 'opfoelgning.csv': 1 });
  expect(report.warnings).toEqual([
    {
      file: 'opfoelgning.csv',
      column: null,
      message: expect.stringMatching(/^opfoelgning\.csv: 1 af de sager/),
      english: expect.stringMatching(/^opfoelgning\.csv: 1 of the cases/),
    },
  ]);
  const again = await withRegister(register(corrected), (from) => world.importFrom(from));
  expect(again).toMatchObject({ new: none, warnings: [] });
});

test('one person in two cases is one citizen', async () => {
  const cpr = '730777-2566';
  await withRegister(register(ofCase('F-1', cpr), ofCase('F-2', cpr)), (from) => world.importFrom(from));
  const citizens =
    "select count(distinct citizen_id)::int from app.case_review where reference in ('F-1', 'F-2')";
  expect(await world.one(citizens)).toBe(1);
});

test('an unknown unit is an error that names the units', async () => {
  const run = withRegister({}, (from) => world.importFrom(from, { unitId: 'atlantis' }));
  await expect(run).rejects.toThrow(/Enheden findes ikke.*koebenhavn.*\n.*no such unit/s);
});

test('a file with nothing but headings is no error', async () => {
  const report = await withRegister(register(), (from) => world.importFrom(from));
  expect(report).toMatchObject({ accepted: none, new: none, refused: [] });
});

describe('a register of some thousand rows', () => {
  const whole = { 'gennemgange.csv': 700, 'oplysninger.csv': 2_100, 'opfoelgning.csv': 700 };

  test('stopped halfway keeps what went in; two imports at once finish it, and every row goes in once', async () => {
    const stop = new AbortController();
    const large = join(folder, 'large');
    const halfway = world.importFrom(large, {
      signal: stop.signal,
      onProgress: ({ file }) => file === 'oplysninger.csv' && stop.abort(stopped()),
    });
    await expect(halfway).rejects.toThrow(/Stoppet undervejs/);
    const kept = Number(
      await world.one(
        "select count(*) from app.finding f join app.case_review r on r.id = f.review_id where r.reference like '201_-00____'",
      ),
    );
    expect(kept).toBeGreaterThanOrEqual(500);
    expect(kept).toBeLessThan(2_100);

    const [one, other] = await Promise.all([world.importFrom(large), world.importFrom(large)]);
    expect(one.accepted).toEqual(whole);
    expect(other.accepted).toEqual(whole);
    const added = (one.new['oplysninger.csv'] ?? 0) + (other.new['oplysninger.csv'] ?? 0);
    expect(added).toBe(2_100 - kept);
    expect([...one.warnings, ...other.warnings]).toEqual([]);
    expect((await world.importFrom(large)).new).toEqual(none);
  });
});
