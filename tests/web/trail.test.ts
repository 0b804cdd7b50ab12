import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#platform/danish-time.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
let review: { id: string; name: string; cpr: string; reference: string | null };
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
beforeAll(async () => {
  web = await aWebWorld();
  review = await aCaseReview(web, {
    agencies: ['kk-bif'],
    reference: '2026-0001',
    name: 'Hemmelig Eksempelsen',
  });
  await web.as('bif-liaison').get(`/v1/case-reviews/${review.id}`);
  await web.as('bif-chair').get('/v1/people');
});
afterAll(() => web.close());

const auditor = (language: 'da' | 'en' = 'da') => web.signedIn('bif-auditor', language);
const trail = async (query = '') => (await auditor()).get(`/trail${query}`);
const sentences = (page: WebPage) =>
  page
    .$$('main tbody tr')
    .map((row) => row.querySelectorAll('td')[1]?.structuredText.replaceAll(/\s+/g, ' ').trim() ?? '');

describe('the trail', () => {
  test('says in words who did what to which review', async () => {
    const page = await trail();
    expect([page.status, page.h1]).toEqual([200, 'Logbog']);
    expect(sentences(page)).toContain('Lis Eksempelholm (Kontaktperson, BIF) så gennemgang 2026-0001');
    expect(sentences(page)).toContain(
      'Mads Eksempelholm (Mødeleder, BIF) blev afvist i at se medarbejdere og roller',
    );
  });

  test('speaks English to who reads English', async () => {
    const page = await (await auditor('en')).get('/trail');
    expect(sentences(page)).toContain('Lis Eksempelholm (Liaison, BIF) saw case review 2026-0001');
    expect(page.words).not.toMatch(/Gennemført|Afvist|Formål/);
  });

  test('holds nothing of the citizen, and whole ids only in the details', async () => {
    const page = await trail();
    expect(page.text).not.toMatch(/Hemmelig|Eksempelsen/);
    expect(page.text).not.toContain(review.cpr);
    const row = page
      .$$('main tbody tr')
      .find((one) => one.structuredText.includes('så gennemgang 2026-0001'));
    expect(row?.querySelectorAll('td')[1]?.structuredText).not.toContain(review.id);
    expect(row?.querySelector('details')?.structuredText).toMatch(/Handling\s+readDossier/);
  });

  test('names the rule of a refusal', async () => {
    const row = (await trail('?outcome=refused'))
      .$$('main tbody tr')
      .find((one) => one.structuredText.includes('medarbejdere'));
    expect(row?.structuredText).toMatch(/Afvist[^]*permission\.missing/);
  });

  test('is narrowed by person, review, kind, outcome and days, and says what is chosen', async () => {
    const all = await trail();
    const link =
      all
        .$$('main tbody a')
        .find((a) => a.structuredText === 'gennemgang 2026-0001')
        ?.getAttribute('href') ?? '';
    expect(link).toBe(`/trail?reviewId=${review.id}`);
    const narrowed = await (await auditor()).get(link);
    expect(sentences(narrowed)).toEqual(['Lis Eksempelholm (Kontaktperson, BIF) så gennemgang 2026-0001']);
    expect(narrowed.$('select[name="reviewId"] option[selected]')?.structuredText).toBe(
      'gennemgang 2026-0001',
    );
    expect(
      new Set((await trail('?outcome=refused')).$$('main tbody .badge').map((one) => one.structuredText)),
    ).toEqual(new Set(['Afvist']));
    expect((await trail('?verb=disclose')).words).toContain('Ingen hændelser passer til filteret.');
    expect(sentences(await trail(`?from=${today}&until=${today}`)).length).toBeGreaterThan(0);
    expect((await trail(`?until=${addDays(today, -1)}`)).words).toContain('Ingen hændelser');
    expect((await trail(`?from=${addDays(today, 1)}`)).words).toContain('Ingen hændelser');
  });

  test.each([
    ['a day that does not exist', '?from=2026-02-30', 'Fra og med'],
    ['a text for a day', '?until=i-gaar', 'Til og med'],
    ['an unknown kind', '?verb=guess', 'Art'],
    ['what is no id', '?personId=lis', 'Medarbejder på siden'],
  ])('%s is said at its field, and shows no list', async (_what, query, label) => {
    const page = await trail(query);
    expect(page.status).toBe(400);
    expect(page.$('#error-summary')?.structuredText).toContain(label);
    expect(page.errors).toHaveLength(1);
    expect(page.errors[0]).not.toContain('UTC');
    expect(page.$('main table')).toBeNull();
  });

  test('turns pages without losing the filter, and back to the beginning', async () => {
    for (let i = 0; i < 30; i += 1) await web.as('bif-liaison').get('/v1/me');
    const reader = await auditor();
    const first = await reader.get('/trail?verb=consult');
    expect(sentences(first)).toHaveLength(25);
    const next = first.$('.pager a')?.getAttribute('href') ?? '';
    expect(next).toMatch(/^\/trail\?verb=consult&cursor=/);
    const second = await reader.get(next);
    expect(second.status).toBe(200);
    const leaves = (page: WebPage) =>
      page.$$('main tbody tr').map((row) => /[0-9a-f]{64}/.exec(row.structuredText)?.[0]);
    expect(leaves(second).filter((leaf) => leaves(first).includes(leaf))).toEqual([]);
    expect(second.$$('.pager a')[0]?.getAttribute('href')).toBe('/trail?verb=consult');
    expect((await reader.get('/trail?verb=alter&cursor=forged')).status).toBe(400);
  });

  test('remembers that it was read', async () => {
    await trail();
    expect(sentences(await trail())[0]).toContain('Rikke Eksempelholm (Revisor, BIF) så logbogen');
  });
});

test.each(['bif-liaison', 'bif-chair', 'bif-administrator', 'bif-legal-officer', 'national-reader'])(
  '%s is refused with the rule and whom to ask, and the trail remembers',
  async (username) => {
    const page = await (await web.signedIn(username)).get('/trail');
    expect(page.status).toBe(403);
    expect(page.words).toMatch(/permission\.missing[^]*administrator/);
    expect(page.$('nav a[href="/trail"]')).toBeNull();
    const { rows } = await web.superuser.query(
      "select convert_from(canon, 'UTF8')::jsonb -> 'event' ->> 'deed' as deed from audit.event where outcome = 'refused' order by id desc limit 1",
    );
    expect(rows).toEqual([{ deed: 'readTrail' }]);
  },
);

test('another agency’s auditor sees nothing of it', async () => {
  const page = await (await web.signedIn('sof-auditor')).get('/trail');
  expect(page.words).not.toMatch(/Eksempelholm|2026-0001/);
});
