import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importExample } from '../reports/support.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';
import type { Json } from '../support/world.ts';

const example = join(import.meta.dirname, '../register/examples/register-2016-2017/expected.json');
const figure = z.union([z.number(), z.record(z.string(), z.number())]);
const { periods } = z
  .object({ periods: z.record(z.string(), z.record(z.string(), figure)) })
  .parse(JSON.parse(readFileSync(example, 'utf8')));

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
  await importExample(web);
});
afterAll(() => web.close());

const clean = (text: string | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
const cells = (row: ReturnType<WebPage['$$']>[number] | undefined) =>
  (row?.querySelectorAll('td') ?? []).map((cell) => clean(cell.structuredText));
const danish = new Intl.NumberFormat('da-DK');
const kroner = new Intl.NumberFormat('da-DK', { minimumFractionDigits: 2 });

/** The number as the page should say it, made without the service's code. */
function said(code: string, value: number): string {
  if (code === 'follow_up_share') return `${danish.format(Math.round(value * 1000) / 10)} pct.`;
  return code.endsWith('_dkk') ? `${kroner.format(value)} kr.` : danish.format(value);
}

/** Every number that a page's tables say, by indicator; groups by name. */
function tablesOf(page: WebPage) {
  const numbers = page
    .$$('tr[id^="figure-"]')
    .map((row) => [row.id.replace('figure-', ''), cells(row)[1] ?? ''] as const);
  const groups = page.$$('section[id^="figure-"]').map((section) => {
    const rows = section.querySelectorAll('tbody tr').map((row) => cells(row));
    return [
      section.id.replace('figure-', ''),
      Object.fromEntries(rows.map(([name = '', value]) => [name, value])),
    ] as const;
  });
  return Object.fromEntries<string | Record<string, string | undefined>>([...numbers, ...groups]);
}

function expectedFor(period: string) {
  return Object.fromEntries(
    Object.entries(periods[period] ?? {}).map(([code, value]) => [
      code,
      typeof value === 'number'
        ? said(code, value)
        : Object.fromEntries(Object.entries(value).map(([name, count]) => [name, danish.format(count)])),
    ]),
  );
}

/** Each chart's bars, as name and number, beside the table that says the same. */
function expectChartsLikeTables(page: WebPage) {
  const sections = page.$$('section.chart-section');
  expect(sections.length).toBeGreaterThan(0);
  for (const section of sections) {
    const labels = section.querySelectorAll('.bar-chart-label').map((text) => clean(text.text));
    const values = section.querySelectorAll('.bar-chart-value').map((text) => clean(text.text));
    const rows = section.querySelectorAll('tbody tr').map((row) => cells(row));
    expect(labels.map((label, index) => [label, values[index]])).toEqual(rows);
  }
}

describe('figures', () => {
  test.each(Object.keys(periods))('of %s are those that the unit counted by hand', async (period) => {
    const karen = await web.signedIn('bif-coordinator');
    const page = await karen.get(`/figures?period=${period}`);
    expect(page.status).toBe(200);
    expect(tablesOf(page)).toEqual(expectedFor(period));
    expectChartsLikeTables(page);
    const { reviews, reviews_with_follow_up: followed } = periods[period] ?? {};
    expect(page.$('#figure-follow_up_share')?.structuredText).toContain(
      `${danish.format(Number(followed))} af ${danish.format(Number(reviews))}.`,
    );
  });

  test('stand beside those of the periods before, in charts and in a table with the same numbers', async () => {
    const mads = await web.signedIn('politi-chair');
    const page = await mads.get('/figures?period=2017-H2');
    const charts = page
      .$$('div.chart-section')
      .map((section) => section.querySelectorAll('.bar-chart-value').map((text) => clean(text.text)));
    const halves = ['2016-H1', '2016-H2', '2017-H1', '2017-H2'];
    const of = (code: string) => halves.map((half) => said(code, Number(periods[half]?.[code])));
    expect(charts).toEqual([of('reviews'), of('follow_up_share'), of('special_control')]);
    const table =
      page
        .$$('table')
        .at(-1)
        ?.querySelectorAll('tbody tr')
        .map((row) => cells(row)) ?? [];
    expect(table.map(([, ...numbers]) => numbers.slice(0, 3))).toEqual(
      halves.map((_, index) => charts.map((chart) => chart[index])),
    );
    expect(table.at(-1)?.[0]).toBe('2. halvår 2017 (valgt)');
  });

  test('of a period without reviews are an empty state; of one that is none, a refusal', async () => {
    const karen = await web.signedIn('bif-coordinator');
    const page = await karen.get('/figures?period=1999');
    expect(page.status).toBe(200);
    expect(page.words).toContain('Ingen gennemgange i perioden');
    expect(page.$('svg.bar-chart')).toBeNull();
    // The period that goes on, unless another is chosen.
    expect((await karen.get('/figures')).words).toContain('Foreløbig');
    expect((await karen.get('/figures?period=2016-H3')).status).toBe(400);
    expect((await karen.get('/figures?period=2016&unit=fyn')).words).toContain('report.other-unit');
  });

  test("are the national reader's for one unit at a time", async () => {
    const nanna = await web.signedIn('national-reader');
    const unchosen = await nanna.get('/figures?period=2017');
    expect(unchosen.words).toContain('Vælg en enhed for at se dens tal.');
    const page = await nanna.get('/figures?period=2017&unit=koebenhavn');
    expect(tablesOf(page)).toEqual(expectedFor('2017'));
  });

  test('speak English', async () => {
    const karen = await web.signedIn('bif-coordinator', 'en');
    const page = await karen.get('/figures?period=2017-H1');
    expect(page.$$('h2')[0]?.structuredText).toBe('First half of 2017, København');
    expect(page.words).toContain('Special control');
    expect(page.words).not.toMatch(/Særlig kontrol|halvår|opfølgning/);
    expectChartsLikeTables(page);
  });
});

describe('reports', () => {
  let report: Json;
  beforeAll(async () => {
    report = (await web.as('bif-coordinator').post('/v1/reports', { period: '2016-H1' })).json;
  });

  test('are made by the coordinator with a form, once for the same figures', async () => {
    const karen = await web.signedIn('bif-coordinator');
    const list = await karen.get('/reports');
    expect(list.$$('#field-period option').some((one) => one.getAttribute('value') === '2017-H2')).toBe(true);
    const made = await karen.submit(list, '/reports', { period: '2017-H2' });
    expect(made.h1).toBe('København: rapport for 2. halvår 2017');
    expect(made.words).toContain('Rapporten er lavet.');
    expect(tablesOf(made)).toEqual(expectedFor('2017-H2'));
    expectChartsLikeTables(made);
    const again = await karen.submit(list, '/reports', { period: '2017-H2' });
    expect(again.path).toBe(made.path);
    expect(
      (await karen.submit(await karen.get('/reports'), '/reports', { period: '2017-H2' })).words,
    ).toContain('Tallene er de samme');
    expect((await karen.get('/reports')).words).toContain('2. halvår 2017');
  });

  test('that cannot be made are refused on the page, with the rule', async () => {
    const karen = await web.signedIn('bif-coordinator');
    const list = await karen.get('/reports');
    const early = await karen.submit(list, '/reports', { period: '2900-H1' });
    expect(early.status).toBe(422);
    expect(early.$('.error-summary')?.structuredText).toContain('report.period-not-begun');
    const none = await karen.submit(list, '/reports', { period: '2016-H9' });
    expect([none.status, none.errors.length]).toEqual([400, 1]);
  });

  test.each(['csv', 'json'])('leave as files with the bytes of the API: %s', async (format) => {
    const karen = await web.signedIn('bif-coordinator');
    const page = await karen.get(`/reports/${report.id}`);
    const link = page.$$('a').find((one) => one.getAttribute('href')?.endsWith(`format=${format}`));
    const file = await karen.get(link?.getAttribute('href') ?? '');
    const same = await web.as('bif-coordinator').get(`/v1/reports/${report.id}/document?format=${format}`);
    expect(file.status).toBe(200);
    expect(file.text).toBe(same.text);
    expect(file.headers['content-type']).toBe(same.headers['content-type']);
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="al-capone-koebenhavn-2016-H1-v1.${format}"`,
    );
    expect((await karen.get(`/reports/${report.id}/document?format=xlsx`)).status).toBe(400);
  });

  test('say what they are of, by which definitions, and what they leave out', async () => {
    const page = await (await web.signedIn('bif-coordinator')).get(`/reports/${report.id}`);
    expect(tablesOf(page)).toEqual(expectedFor('2016-H1'));
    expect(page.words).toContain('1. januar 2016 – 30. juni 2016');
    expect(page.words).toContain(report.sha256);
    expect(page.words).toContain('Det tæller ikke med');
    const { json } = await web.as('bif-coordinator').get('/v1/indicators');
    // Emergency accesses are counted from the second half of 2026 on.
    for (const { code, definition } of json.items)
      expect(page.words.includes(definition.da)).toBe(code !== 'emergency_accesses');
  });

  test('are read by the chair without files, and by the national reader with them', async () => {
    const mads = await web.signedIn('politi-chair');
    const page = await mads.get(`/reports/${report.id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('/document');
    expect((await mads.get('/reports')).$('form[action="/reports"][method="post"]')).toBeNull();
    expect((await mads.get(`/reports/${report.id}/document?format=csv`)).status).toBe(403);
    const nanna = await web.signedIn('national-reader');
    const list = await nanna.get('/reports');
    expect(list.words).toMatch(/Enhed.*København/);
    expect(list.$('form[method="post"][action="/reports"]')).toBeNull();
    expect((await nanna.get('/reports?unit=fyn')).words).toContain('Der er ingen rapporter endnu.');
    expect((await nanna.get(`/reports/${report.id}`)).text).toContain('/document?format=csv');
    expect((await nanna.get('/case-reviews')).status).toBe(403);
  });

  test('are not for a liaison, who learns the rule', async () => {
    const lis = await web.signedIn('bif-liaison');
    for (const path of ['/reports', '/figures?period=2016', `/reports/${report.id}`]) {
      const page = await lis.get(path);
      expect(page.status).toBe(403);
      expect(page.words).toContain('permission.missing');
      expect(page.text).not.toContain('Særlig kontrol');
    }
    expect((await lis.get('/')).$('nav a[href="/reports"]')).toBeNull();
  });

  test('that are not there are not found', async () => {
    const karen = await web.signedIn('bif-coordinator');
    expect((await karen.get(`/reports/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await karen.get('/reports/1')).status).toBe(400);
  });

  test('keep to the strict policy: no style, script or handler of their own', async () => {
    const page = await (await web.signedIn('bif-coordinator')).get(`/reports/${report.id}`);
    expect(page.text).not.toMatch(/ style=|<style|<script(?! type="module" src=)| on[a-z]+=/);
  });

  test('speak English', async () => {
    const page = await (await web.signedIn('bif-coordinator', 'en')).get(`/reports/${report.id}`);
    expect(page.h1).toBe('København: report for the first half of 2016');
    expect(page.words).toContain('Share with follow-up');
    expect(page.words).toContain('55.3%');
  });
});
