import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../support/world.ts';
import { anApiWorld, coordinator, ended, exampleSheets, imports, preview, readIn } from './api-world.ts';
import expected from './examples/register-2016-2017/expected.json' with { type: 'json' };
import { goodRow, headings } from './support.ts';

let world: World;
beforeAll(async () => {
  world = await anApiWorld();
});
afterAll(() => world.close());

const files = {
  reviews: 'gennemgange.csv',
  findings: 'oplysninger.csv',
  follow_ups: 'opfoelgning.csv',
} as const;
const count = async (table: string) =>
  Number((await world.superuser.query(`select count(*) from app.${table}`)).rows[0].count);

describe('the example of 2016 and 2017', () => {
  let id: string;

  test('is looked through: counts and all twelve refusals at once, and nothing goes in', async () => {
    const answer = await preview(world, await exampleSheets());
    expect(answer.status).toBe(201);
    const { json } = answer;
    id = json.id;
    expect(json).toMatchObject({
      state: 'preview',
      more: false,
      warnings: [],
      failure: null,
      mayCommit: true,
    });
    for (const sheet of json.sheets) {
      const file = files[sheet.name as keyof typeof files];
      const accepted = expected.accepted[file];
      const refused = expected.refused[file].length;
      expect(sheet).toEqual({
        name: sheet.name,
        read: accepted + refused,
        accepted,
        new: accepted,
        unchanged: 0,
        refused,
      });
      const own = json.refusals.filter((refusal: { sheet: string }) => refusal.sheet === sheet.name);
      expect(own.map(({ line, code }: { line: number; code: string }) => ({ line, reason: code }))).toEqual(
        expected.refused[file],
      );
    }
    for (const { da, en } of json.refusals) expect(da).not.toBe(en);
    expect([await count('case_review'), await count('finding'), await count('meeting')]).toEqual([0, 0, 0]);
    expect((await coordinator(world).get(`${imports}/${id}`)).json).toEqual(json);
  });

  test('goes in when it is committed, with progress and a result', async () => {
    const begun = await coordinator(world).post(`${imports}/${id}/commit`);
    expect([begun.status, begun.json.state]).toEqual([200, 'running']);
    const { json } = await ended(world, id);
    expect(json).toMatchObject({ state: 'done', progress: { done: 1_064, total: 1_064 }, mayCommit: false });
    expect(json.sheets.map((sheet: { new: number }) => sheet.new)).toEqual([194, 662, 196]);
    expect(json.refusals).toHaveLength(12);
    expect(json.endedAt >= json.startedAt).toBe(true);
    expect([await count('case_review'), await count('finding'), await count('follow_up_action')]).toEqual([
      194, 662, 196,
    ]);
  });

  test('is gone from the service when it has been read in, but for the refused rows', async () => {
    const { rows } = await world.superuser.query('select distinct kind from app.register_import_part');
    expect(rows).toEqual([{ kind: 'refused' }]);
    const again = await coordinator(world).post(`${imports}/${id}/commit`);
    expect([again.status, again.json.ruleId]).toEqual([409, 'register.not-ready']);
  });

  test('a second time, nothing is new', async () => {
    const { json } = await preview(world, await exampleSheets());
    const counts = (sheets: { new: number; unchanged: number }[]) =>
      sheets.map((sheet) => [sheet.new, sheet.unchanged]);
    const unchanged = [
      [0, 194],
      [0, 662],
      [0, 196],
    ];
    expect(counts(json.sheets)).toEqual(unchanged);
    await coordinator(world).post(`${imports}/${json.id}/commit`);
    const second = await ended(world, json.id);
    expect(counts(second.json.sheets)).toEqual(unchanged);
    expect([await count('case_review'), await count('finding'), await count('follow_up_action')]).toEqual([
      194, 662, 196,
    ]);
  });

  test('the trail says who sent it, who read it in and how much, and names the reviews of every batch', async () => {
    const { rows } = await world.superuser.query(
      `select verb, system, person_id is not null as person, convert_from(canon, 'UTF8')::jsonb as event from audit.event order by id`,
    );
    const of = (deed: string) => rows.filter(({ event }) => event.event.deed === deed);
    const [sent] = of('previewRegisterImport');
    expect(sent).toMatchObject({ verb: 'collect', person: true });
    expect(sent.event.event).toMatchObject({ ids: { imports: [id] }, counts: { rows: 1_064, refused: 12 } });
    const [started] = of('commitRegisterImport');
    expect(started).toMatchObject({ verb: 'collect', person: true });
    expect(started.event.event.counts).toEqual({ reviews: 194, findings: 662, follow_ups: 196 });
    const batches = of('register:import').filter(
      ({ verb, event }) => verb === 'collect' && event.request === started.event.request,
    );
    expect(batches.length).toBeGreaterThan(2);
    expect(
      batches.every(({ system, event }) => system === 'register-import' && event.event.ids.reviews),
    ).toBe(true);
  });

  test('no cell of it can be read in the database', async () => {
    const { rows } = await world.superuser.query(
      "select schemaname as s, tablename as t from pg_tables where schemaname in ('app', 'audit')",
    );
    for (const { s, t } of rows) {
      const all = await world.superuser.query(
        `select coalesce(string_agg(t::text, '|'), '') as text from ${s}.${t} t`,
      );
      const text: string = all.rows[0].text;
      for (const secret of ['Ærøskov', '7802642812', '780264-2812', 'Handleplan', 'Løsladelse']) {
        const found = text.includes(secret) || text.includes(Buffer.from(secret).toString('hex'));
        expect([t, found]).toEqual([t, false]);
      }
    }
  });
});

describe('the file of the refused rows', () => {
  const bad = goodRow.reviews.replace('2016-0001', 'M-1').replace('12-01-2016', '32-01-2016');
  const formula = goodRow.reviews
    .replace('2016-0001', 'M-2')
    .replace('Løsladelse', '=1+1')
    .replace('BIF', 'Ukendt');
  const quote = goodRow.reviews.replace('2016-0001', 'M-3').replace('Løsladelse', '"Løs" ladelse');
  const sheet = (...rows: string[]) => [
    { name: 'reviews', content: [headings.reviews, ...rows, ''].join('\r\n') },
  ];
  const get = (id: string, name = 'reviews') =>
    coordinator(world).get(`${imports}/${id}/refused-rows?sheet=${name}&format=csv`);

  test('holds the rows as they were, with line and reason first, and goes in when it has been mended', async () => {
    const done = await readIn(world, sheet(goodRow.reviews.replace('2016-0001', 'M-0'), bad, formula, quote));
    expect(done.json.sheets[0]).toMatchObject({ new: 1, refused: 3 });
    const file = await get(done.json.id);
    expect(file.status).toBe(200);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename="gennemgange-afviste.csv"');
    expect(file.text.startsWith(`\ufeffLinje;Årsag til afvisning;${headings.reviews}\r\n`)).toBe(true);
    const rows = file.text.trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(';')[0])).toEqual(['3', '4', '5']);
    expect(rows[0]).toContain('Mødedato: Datoen »32-01-2016« findes ikke.');
    expect(rows[0]?.endsWith(bad)).toBe(true);
    expect(rows[1]).toContain(";'=1+1;");
    const mended = file.text.replaceAll('32-01-2016', '31-01-2016').replaceAll('Ukendt', 'BIF');
    const again = await readIn(world, [{ name: 'reviews', content: mended }]);
    expect(again.json).toMatchObject({ state: 'done', refusals: [], warnings: [] });
    expect(again.json.sheets[0]).toMatchObject({ new: 3, unchanged: 0, refused: 0 });
    // The formula went in as it was written, without what kept the spreadsheet from running it.
    const same = await preview(
      world,
      sheet(formula.replace('Ukendt', 'BIF'), quote.replace('"Løs" ladelse', '"""Løs"" ladelse"')),
    );
    expect(same.json.sheets[0]).toMatchObject({ new: 0, unchanged: 2, refused: 0 });
  });

  test('is not there for a sheet without refused rows, nor for one that was not sent', async () => {
    const { json } = await preview(world, sheet(goodRow.reviews.replace('2016-0001', 'M-9')));
    expect((await get(json.id)).status).toBe(404);
    expect((await get(json.id, 'findings')).status).toBe(404);
    expect((await get(json.id, 'budget')).status).toBe(400);
  });
});

describe('cells that were pasted', () => {
  const tabs = (...rows: string[]) => rows.map((row) => row.replaceAll(';', '\t')).join('\n');
  const own = (n: number) => ({
    reviews: goodRow.reviews.replace('2016-0001', `P-${n}`),
    findings: goodRow.findings.replace('2016-0001', `P-${n}`),
    followUps: goodRow.followUps.replace('2016-0001', `P-${n}`),
  });

  test.each([
    ['with headings', (kind: keyof typeof headings, row: string) => tabs(headings[kind], row)],
    ['without headings', (_kind: keyof typeof headings, row: string) => tabs(row)],
    [
      'without headings, after an empty line',
      (_kind: keyof typeof headings, row: string) => tabs('', row, ''),
    ],
    [
      'with commas and quotes',
      (kind: keyof typeof headings, row: string) =>
        [headings[kind], row]
          .map((line) =>
            line
              .split(';')
              .map((cell) => `"${cell}"`)
              .join(','),
          )
          .join('\r\n'),
    ],
    [
      'with a carriage return for a line',
      (kind: keyof typeof headings, row: string) => tabs(headings[kind], row).replaceAll('\n', '\r'),
    ],
  ])('%s are read as they are', async (_name, written) => {
    const row = own(1);
    const { json, status } = await preview(world, [
      { name: 'reviews', content: written('reviews', row.reviews) },
      { name: 'findings', content: written('findings', row.findings) },
      { name: 'follow_ups', content: written('followUps', row.followUps) },
    ]);
    expect([status, json.refusals]).toEqual([201, []]);
    expect(json.sheets.map((sheet: { new: number }) => sheet.new)).toEqual([1, 1, 1]);
  });

  test('name the line of the paste and the usual heading when they are refused', async () => {
    const { json } = await preview(world, [
      { name: 'reviews', content: tabs(own(2).reviews, own(3).reviews.replace('Opfølgning', 'Måske')) },
    ]);
    expect(json.refusals).toMatchObject([{ line: 2, column: 'Resultat', code: 'result_unknown' }]);
  });

  test('of findings alone belong to cases that the unit has', async () => {
    await readIn(world, [{ name: 'reviews', content: tabs(own(4).reviews) }]);
    const { json } = await preview(world, [
      { name: 'findings', content: tabs(own(4).findings, own(5).findings) },
    ]);
    expect(json.sheets).toEqual([
      { name: 'findings', read: 2, accepted: 1, new: 1, unchanged: 0, refused: 1 },
    ]);
    expect(json.refusals).toMatchObject([{ line: 2, code: 'case_unknown' }]);
  });
});
