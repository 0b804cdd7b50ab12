import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../support/world.ts';
import { anApiWorld, coordinator, imports, preview, readIn, type Sent } from './api-world.ts';
import { goodRow, headings } from './support.ts';

let world: World;
beforeAll(async () => {
  world = await anApiWorld();
});
afterAll(() => world.close());

const reviews = (...lines: string[]): Sent => [{ name: 'reviews', content: lines.join('\r\n') }];
const row = (n: number | string) => goodRow.reviews.replace('2016-0001', `H-${n}`);

describe('what is not a register is refused as a whole, and nothing is kept', () => {
  test.each<[string, Sent, number, string, RegExp]>([
    [
      'a letter',
      reviews('Kære enhed', 'Hermed registeret.'),
      422,
      'register.columns_unknown',
      /Sagsnr\., CPR-nr\./,
    ],
    [
      'another sheet',
      reviews(headings.findings, goodRow.findings),
      422,
      'register.columns_unknown',
      /kan ikke genkendes/,
    ],
    ['blank lines', reviews('', ' ; ; ', ''), 422, 'register.file_empty', /tom/],
    [
      'a million columns',
      reviews(`${headings.reviews}${';x'.repeat(1_000_000)}`, row(1)),
      422,
      'register.columns_unknown',
      /genkendes/,
    ],
    [
      'a hundred and fifty columns',
      reviews(`${headings.reviews}${';x'.repeat(150)}`, row(1)),
      422,
      'register.columns_too_many',
      /100 kolonner/,
    ],
    [
      'a column twice',
      reviews(`${headings.reviews};Navn`, row(1)),
      422,
      'register.column_duplicate',
      /»Navn« mere end én gang/,
    ],
    ['NUL bytes throughout', reviews('\0'.repeat(2_000)), 422, 'register.columns_unknown', /genkendes/],
    [
      'a quotation mark that is never closed',
      reviews(`"${headings.reviews}`, row(1)),
      422,
      'register.columns_unknown',
      /genkendes/,
    ],
    ['half a character', reviews(headings.reviews, row('\ud800')), 400, 'register.broken-text', /ødelagt/],
    [
      'the same sheet twice',
      [...reviews(headings.reviews), ...reviews(headings.reviews)],
      400,
      'register.sheet-twice',
      /to gange/,
    ],
  ])('%s', async (_name, sheets, status, rule, text) => {
    const answer = await preview(world, sheets);
    expect(answer.status).toBe(status);
    const [error] = answer.json.errors;
    expect(error.rule).toBe(rule);
    expect(error.da).toMatch(text);
    expect(error.en).not.toBe(error.da);
    expect(answer.text).not.toMatch(/Prøvesen|780264|Hermed/);
    expect((await coordinator(world).get(imports)).json.items).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['no sheets', { sheets: [] }],
    ['an unknown sheet', { sheets: [{ name: 'budget', content: 'x' }] }],
    ['an empty sheet', { sheets: [{ name: 'reviews', content: '' }] }],
    ['a number', { sheets: [{ name: 'reviews', content: 7 }] }],
    ['more than asked', { sheets: [{ name: 'reviews', content: 'x', dryRun: false }] }],
  ])('%s', async (_name, body) => {
    expect((await coordinator(world).post(imports, body)).status).toBe(400);
  });

  test('every column that is missing is named at once, in every sheet', async () => {
    const { json } = await preview(world, [
      { name: 'reviews', content: headings.reviews.replace('Mødedato;', '').replace('Kommune;', '') },
      { name: 'findings', content: headings.findings.replace('Hjemmel', 'Lov') },
    ]);
    expect(json.ruleId).toBe('register.columns');
    expect(
      json.errors.map((error: { pointer: string; rule: string; en: string }) => [
        error.pointer,
        error.rule,
        /"(.*)"/.exec(error.en)?.[1],
      ]),
    ).toEqual([
      ['/body/sheets/0/content', 'register.column_missing', 'Kommune'],
      ['/body/sheets/0/content', 'register.column_missing', 'Mødedato'],
      ['/body/sheets/1/content', 'register.column_missing', 'Hjemmel'],
    ]);
  });
});

describe('size', () => {
  test('a million rows are too many, and that is said at once', async () => {
    const before = performance.now();
    const answer = await preview(world, reviews(headings.reviews, 'x;\r\n'.repeat(1_000_000)));
    expect([answer.status, answer.json.ruleId]).toEqual([422, 'register.too-many-lines']);
    expect(answer.json.title).toMatch(/20\.000 linjer/);
    expect(answer.json).toMatchObject({ lines: 1_000_002, most: 20_000 });
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  test('what is larger than a register is not read, and no other address takes so much', async () => {
    const answer = await preview(world, reviews('x'.repeat(17 * 1024 * 1024)));
    expect([answer.status, answer.json.ruleId]).toEqual([413, 'request.too-large']);
    const elsewhere = await coordinator(world).post('/v1/meetings', { date: 'x'.repeat(300_000) });
    expect(elsewhere.status).toBe(413);
  });

  test('of many refusals five hundred are shown, and the file has them all', async () => {
    const rows = Array.from({ length: 700 }, (_, n) => row(n).replace('12-01-2016', '2016'));
    const { json } = await preview(world, reviews(headings.reviews, ...rows));
    expect(json.sheets[0]).toMatchObject({ read: 700, refused: 700 });
    expect([json.refusals.length, json.more]).toEqual([500, true]);
    const file = await coordinator(world).get(`${imports}/${json.id}/refused-rows?sheet=reviews`);
    expect(file.text.trimEnd().split('\r\n')).toHaveLength(701);
  });
});

test('bad rows among good ones are refused each by itself, and the good ones go in', async () => {
  const sheet = reviews(
    headings.reviews,
    row(1),
    row(2).replace('Jørgen', 'Jør\0gen'),
    `${row(3)}${';x'.repeat(1_000_000)}`,
    row(4).replace('Løsladelse', '"uden slut'),
    row(5).replace('Løsladelse', '=HYPERLINK("http://x.example")'),
    row(6).replace('H-6', '780264-2812'),
    row(7).replace('Løsladelse', '<script>alert(1)</script>'),
    row(8).replace('H-8', "' or 1=1 --"),
  );
  const { json } = await readIn(world, sheet);
  expect(json).toMatchObject({ state: 'done' });
  expect(json.refusals.map(({ line, code }: { line: number; code: string }) => [line, code])).toEqual([
    [3, 'text_not_allowed'],
    [4, 'row_malformed'],
    [5, 'row_malformed'],
    [7, 'reference_is_cpr'],
  ]);
  expect(json.sheets[0]).toMatchObject({ read: 8, new: 4, refused: 4 });
  const file = await coordinator(world).get(`${imports}/${json.id}/refused-rows?sheet=reviews`);
  const [, nul, long, quote, cpr] = file.text.split('\r\n');
  expect(nul).toContain('Jør\0gen');
  expect(long?.length).toBeLessThan(200);
  expect(quote).toContain('"""uden slut"');
  expect(cpr).toContain(';780264-2812;');
});
