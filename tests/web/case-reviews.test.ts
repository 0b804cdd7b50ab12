import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
const made: string[] = [];
beforeAll(async () => {
  web = await aWebWorld();
  const states = ['admitted', 'concluded', 'withdrawn', 'declined', 'lapsed'] as const;
  for (let n = 0; n < 110; n += 1) {
    const state = states[n % states.length] ?? 'admitted';
    const day = `2025-0${1 + (n % 9)}-15`;
    made.push((await aCaseReview(web, { nominatedBy: 'kk-bif', state, nominatedOn: day })).id);
  }
});
afterAll(() => web.close());

const rowsOf = (page: WebPage) =>
  page.$$('tbody tr').map((row) => row.querySelector('a')?.getAttribute('href')?.split('/').at(-1) ?? '');
const cell = (page: WebPage, head: string) =>
  page.$$(`tbody td[data-label="${head}"]`).map((one) => one.structuredText.trim());

describe('the list of case reviews', () => {
  test('is read page by page, each review once', async () => {
    const lis = await web.signedIn('bif-liaison');
    let page = await lis.get('/case-reviews');
    expect([page.status, page.h1, page.$('caption')?.structuredText.trim()]).toEqual([
      200,
      'Gennemgange',
      'Gennemgange, nyeste indstilling først',
    ]);
    const seen = rowsOf(page);
    expect(seen).toHaveLength(50);
    for (let more = page.$('.pager a.button'); more; more = page.$('.pager a.button')) {
      page = await lis.get(more.getAttribute('href') ?? '');
      seen.push(...rowsOf(page));
    }
    expect(seen.toSorted()).toEqual(made.toSorted());
    expect(page.$('.pager a')?.getAttribute('href')).toBe('/case-reviews');
  });

  test('is narrowed by its filter, which stands in the address and in the fields', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(
      '/case-reviews?state=concluded&outcome=follow_up&nominatingAgency=kk-bif&nominatedFrom=2025-02-01&nominatedUntil=2025-03-31',
    );
    expect(page.status).toBe(200);
    expect(new Set(cell(page, 'Status'))).toEqual(new Set(['Gennemgået']));
    expect(new Set(cell(page, 'Indstillet'))).toEqual(new Set(['15.02.2025', '15.03.2025']));
    expect(page.$('select[name=state] option[selected]')?.getAttribute('value')).toBe('concluded');
    expect(page.$('input[name=nominatedFrom]')?.getAttribute('value')).toBe('2025-02-01');
    expect(page.words).toContain('Ryd filteret');
    const second = await lis.get('/case-reviews?state=admitted&cursor=');
    expect(new Set(cell(second, 'Status'))).toEqual(new Set(['Optaget']));
  });

  test('by what awaits the own agency', async () => {
    const { id } = await aCaseReview(web, { nominatedBy: 'kk-bk', agencies: ['skat'] });
    await aCaseReview(web, { nominatedBy: 'kk-bk', agencies: ['skat'], answered: ['skat'] });
    const skat = await web.signedIn('skat-liaison');
    const page = await skat.get('/case-reviews?awaiting=yes');
    expect(rowsOf(page)).toEqual([id]);
    expect(page.$('input[name=awaiting]')?.hasAttribute('checked')).toBe(true);
  });

  test('says what to do when it is empty, with and without a filter', async () => {
    const sof = await web.signedIn('sof-liaison');
    expect((await sof.get('/case-reviews')).$('.empty-state')?.structuredText).toContain(
      'Der er ingen endnu',
    );
    const filtered = await sof.get('/case-reviews?state=lapsed');
    expect(filtered.$('.empty-state')?.structuredText).toContain('passer til filteret');
    expect(filtered.$('.empty-state a')?.getAttribute('href')).toBe('/case-reviews');
    expect(filtered.$('main table')).toBeNull();
  });

  test.each([
    [
      'a period that ends before it begins',
      'nominatedFrom=2026-02-01&nominatedUntil=2026-01-01',
      'Perioden slutter',
    ],
    ['a day that is none', 'nominatedFrom=i+morgen', 'Skal være en dato'],
    ['an unknown state', 'state=suspect', 'Skal være en af'],
  ])('%s is mended in the filter itself', async (_what, query, words) => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(`/case-reviews?${query}`);
    expect(page.status).toBe(400);
    expect(page.errors.join(' ')).toContain(words);
    expect(page.$('#error-summary')?.structuredText).toContain(words);
    expect(page.$('#error-summary a')?.getAttribute('href')).toMatch(/^#field-/);
    expect(page.$('main table')).toBeNull();
  });

  test('lets no browser send a CPR number as a reference, and opens the seldom filters when they are used', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get('/case-reviews');
    const takes = new RegExp(`^(?:${page.$('input[name=reference]')?.getAttribute('pattern')})$`, 'v');
    expect(['2026-0001', 'P-c5f8f9ce', ''].map((text) => takes.test(text))).toEqual([true, true, true]);
    expect(['780264-2812', '7802642812', 'nr 780264 2812'].map((text) => takes.test(text))).toEqual([
      false,
      false,
      false,
    ]);
    expect(page.$('.filter-form details')?.hasAttribute('open')).toBe(false);
    const used = await lis.get('/case-reviews?outcome=follow_up');
    expect(used.$('.filter-form details')?.hasAttribute('open')).toBe(true);
  });

  test('tells a coordinator no name and no number, in English too', async () => {
    const karen = await web.signedIn('bif-coordinator', 'en');
    const page = await karen.get('/case-reviews');
    expect(page.$('html')?.getAttribute('lang')).toBe('en');
    expect(page.h1).toBe('Case reviews');
    expect(new Set(cell(page, 'Citizen'))).toEqual(new Set(['not told to you']));
    expect(page.words).not.toContain('Prøve');
    expect(page.$('a[href="/case-reviews/new"]')).toBeNull();
    expect(page.$('a[href="/citizen-lookups"]')).not.toBeNull();
  });

  test.each(['bif-auditor', 'bif-administrator', 'bif-legal-officer', 'national-reader'])(
    'is not for %s, nor in the menu',
    async (who) => {
      const browser = await web.signedIn(who);
      const page = await browser.get('/case-reviews');
      expect(page.status).toBe(403);
      expect(page.words).toContain('permission.missing');
      expect(page.$('nav a[href="/case-reviews"]')).toBeNull();
    },
  );
});

describe('a saved filter', () => {
  const shown = '/case-reviews?state=admitted&awaiting=my_agency';
  const saving = '/case-reviews/saved-filters?state=admitted&awaiting=my_agency';

  test('is kept under a name, chosen, and deleted', async () => {
    const lis = await web.signedIn('bif-liaison');
    const saved = await lis.submit(await lis.get(shown), saving, { name: 'Vi mangler at svare' });
    expect([saved.status, saved.path]).toEqual([200, shown]);
    expect(saved.words).toContain('Filteret er gemt.');
    const chosen = saved.$('.saved-filters a');
    expect([chosen?.structuredText.trim(), chosen?.getAttribute('aria-current')]).toEqual([
      'Vi mangler at svare',
      'page',
    ]);
    const plain = await lis.get('/case-reviews');
    expect(plain.$('.saved-filters a')?.getAttribute('href')).toBe(chosen?.getAttribute('href'));
    const deletion = plain.$('form[action$="/deletion"]')?.getAttribute('action') ?? '';
    const gone = await lis.submit(plain, deletion);
    expect(gone.words).toContain('Filteret er slettet.');
    expect(gone.$('.saved-filters a')).toBeNull();
  });

  test('that is refused leaves the name in its field and the list as it was', async () => {
    const mads = await web.signedIn('bif-chair');
    const bad = await mads.submit(await mads.get(shown), saving, { name: 'Sag 780264-2812' });
    expect(bad.status).toBe(400);
    expect(bad.errors).toEqual([expect.stringContaining('Skriv ikke et CPR-nummer her')]);
    expect(bad.$('input[name=name]')?.getAttribute('value')).toBe('Sag 780264-2812');
    expect(bad.$('select[name=state] option[selected]')?.getAttribute('value')).toBe('admitted');
    await mads.submit(await mads.get(shown), saving, { name: 'Mit' });
    const twice = await mads.submit(await mads.get(shown), saving, { name: 'Mit' });
    expect(twice.status).toBe(409);
    expect(twice.$('#error-summary')?.structuredText).toContain('Du har allerede et filter med det navn');
  });

  test('of somebody else cannot be deleted, and a forged form deletes nothing', async () => {
    const gorm = await web.signedIn('bif-approver');
    const page = await gorm.submit(await gorm.get(shown), saving, { name: 'Gorms' });
    const deletion = page.$('form[action$="/deletion"]')?.getAttribute('action') ?? '';
    const forged = await gorm.submit(page, deletion, { _csrf: 'forged' });
    expect(forged.status).toBe(409);
    const lis = await web.signedIn('bif-liaison');
    const csrf = (await lis.get('/case-reviews')).$('input[name=_csrf]')?.getAttribute('value') ?? '';
    expect((await lis.post(deletion, { _csrf: csrf })).status).toBe(404);
    expect((await gorm.get('/case-reviews')).$('.saved-filters a')?.structuredText.trim()).toBe('Gorms');
  });
});
