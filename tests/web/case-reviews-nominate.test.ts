import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aNumber } from '../case-reviews/reviews.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type Filled, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

type Browser = Awaited<ReturnType<WebWorld['signedIn']>>;
const ground = 'Modtager kontanthjælp og kører i en bil til 900.000 kr.';
const filled: Filled = {
  name: 'Ida Opdigtet',
  municipalityCode: '0101',
  ground,
  legalBasisCode: 'DBL6-GDPR6E',
};
const secondStep = async (browser: Browser, cpr: string) =>
  browser.submit(await browser.get('/case-reviews/new'), '/case-reviews/new', { cpr });
const values = (page: WebPage, selector: string) =>
  page.$$(selector).map((one) => one.getAttribute('value') ?? '');
const reviews = async () =>
  (await web.superuser.query('select count(*)::int as n from app.case_review')).rows[0].n;

describe('nominating', () => {
  test('takes two steps, and the number comes with the answers to them only', async () => {
    const lis = await web.signedIn('bif-liaison');
    const cpr = aNumber();
    const first = await lis.get('/case-reviews/new');
    expect([first.status, first.h1]).toEqual([200, 'Indstil en borger, trin 1 af 2']);
    const second = await lis.submit(first, '/case-reviews/new', { cpr });
    expect([second.status, second.h1]).toEqual([200, 'Indstil en borger, trin 2 af 2']);
    expect(second.headers['cache-control']).toBe('no-store');
    expect(second.words).toContain('Ingen gennemgang, som du kan se.');
    expect(values(second, 'form[action="/case-reviews"] input[name=cpr]')).toEqual([cpr]);
    const fields = Object.fromEntries(
      second
        .$$('form[action="/case-reviews"] input[type=hidden]')
        .map((one) => [one.getAttribute('name') ?? '', one.getAttribute('value') ?? '']),
    );
    const sent = await lis.post('/case-reviews', {
      ...fields,
      cpr,
      name: 'Ida Opdigtet',
      municipalityCode: '0101',
      ground,
      legalBasisCode: 'DBL6-GDPR6E',
    });
    expect(sent.status).toBe(303);
    expect(sent.headers['location']).toMatch(/^\/case-reviews\/[0-9a-f-]{36}$/);
    const told = JSON.stringify([sent.headers, [...lis.jar], second.headers]);
    for (const secret of [cpr, cpr.replace('-', ''), 'Ida', 'Opdigtet']) expect(told).not.toContain(secret);
    const review = await lis.get(String(sent.headers['location']));
    expect(review.words).toContain('Borgeren er indstillet.');
    expect(review.words).toContain(`Ida Opdigtet, ${cpr.slice(0, 6)}-****`);
    expect(review.text).not.toContain(cpr);
  });

  test('offers first the legal bases that are possible, and says why the others are not', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await secondStep(lis, aNumber());
    expect(values(page, 'input[name=legalBasisCode]')).toEqual(['DBL6-GDPR6E', 'DBL8-2-3', 'RSL11C']);
    const others = page.$$('form[action="/case-reviews"] details li').map((one) => one.structuredText);
    expect(others.find((text) => text.startsWith('PDL § 6'))).toMatch(/gælder fra .* til/);
    expect(others.find((text) => text.startsWith('RPL § 115, stk. 1'))).toContain('kan ikke bruges af');
    expect(others.find((text) => text.startsWith('FVL § 28, stk. 2'))).toContain(
      'ikke for oplysninger om en person',
    );
    const politi = await web.signedIn('politi-liaison');
    expect(values(await secondStep(politi, aNumber()), 'input[name=legalBasisCode]')).toContain('RPL115-1-1');
  });

  test('each possible basis is one that the nomination itself takes', async () => {
    for (const who of ['bif-liaison', 'politi-liaison', 'skat-liaison', 'sof-chair']) {
      const browser = await web.signedIn(who);
      const codes = values(await secondStep(browser, aNumber()), 'input[name=legalBasisCode]');
      expect(codes.length).toBeGreaterThan(0);
      for (const legalBasisCode of codes) {
        const page = await secondStep(browser, aNumber());
        const done = await browser.submit(page, '/case-reviews', { ...filled, legalBasisCode });
        expect([who, legalBasisCode, done.status, done.$('#error-summary')?.structuredText]).toEqual([
          who,
          legalBasisCode,
          200,
          undefined,
        ]);
      }
    }
  });

  test('shows an own review, and leads to it when it is open already', async () => {
    const lis = await web.signedIn('bif-liaison');
    const { id, cpr } = await aCaseReview(web, { nominatedBy: 'kk-bif' });
    const page = await secondStep(lis, cpr);
    expect(page.$('tbody a')?.getAttribute('href')).toBe(`/case-reviews/${id}`);
    const refused = await lis.submit(page, '/case-reviews', filled);
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('Borgeren er allerede under gennemgang med jeres myndighed');
    expect(refused.$(`form[action="/case-reviews"] a[href="/case-reviews/${id}"]`)).not.toBeNull();
  });

  test('says the same of a citizen whom others review as of one whom nobody does', async () => {
    const { cpr } = await aCaseReview(web, { nominatedBy: 'kk-sof', agencies: ['skat'] });
    const lis = await web.signedIn('bif-liaison');
    const bare = ({ text }: WebPage, number: string) =>
      text
        .replaceAll(number, 'NUMBER')
        .replaceAll(`${number.slice(0, 6)}-****`, 'MASKED')
        .replaceAll(/name="_key" value="[^"]*"/g, '');
    const other = aNumber().replace('-', '');
    const [known, unknown] = [await secondStep(lis, cpr), await secondStep(lis, other)];
    expect(bare(known, cpr)).toBe(bare(unknown, other));
  });

  test('is refused field by field, with everything that was written, the number too', async () => {
    const lis = await web.signedIn('bif-liaison');
    const before = await reviews();
    const cpr = aNumber();
    const page = await secondStep(lis, cpr);
    const refused = await lis.submit(page, '/case-reviews', { name: 'Ida Opdigtet', ground: 'For kort' });
    expect([refused.status, refused.h1]).toEqual([400, 'Indstil en borger, trin 2 af 2']);
    expect(refused.errors).toHaveLength(3);
    const links = refused.$$('#error-summary a').map((one) => one.getAttribute('href'));
    expect(links).toEqual(['#field-municipalityCode', '#field-ground', '#field-legalBasisCode']);
    expect(values(refused, 'input[name=cpr], input[name=name]')).toEqual([cpr, 'Ida Opdigtet']);
    expect(refused.$('textarea[name=ground]')?.textContent.trim()).toBe('For kort');
    expect(refused.$('textarea[name=ground]')?.getAttribute('data-scan')).toBe('da');
    const forged = await lis.submit(page, '/case-reviews', { ...filled, _csrf: 'forged' });
    expect([forged.status, values(forged, 'input[name=cpr]')]).toEqual([409, [cpr]]);
    const basis = await lis.submit(page, '/case-reviews', { ...filled, legalBasisCode: 'SFL17' });
    expect(basis.status).toBe(422);
    expect(basis.errors).toEqual([expect.stringContaining('kan ikke bruges af')]);
    const purpose = await lis.submit(page, '/case-reviews', { ...filled, legalBasisCode: 'RPL115-2' });
    expect(purpose.status).toBe(422);
    expect(purpose.errors).toEqual([expect.stringContaining('kan ikke bruges til kontrol med ydelser')]);
    expect(await reviews()).toBe(before);
    const done = await lis.submit(forged, '/case-reviews');
    expect([done.status, await reviews()]).toEqual([200, before + 1]);
  });

  test.each([
    ['12345', 'ti cifre'],
    ['990264-2812', '01-31'],
    ['782164-2812', 'dato'],
    ['', 'Skal udfyldes'],
  ])('of the number %s goes no further than the first step', async (cpr, words) => {
    const lis = await web.signedIn('bif-liaison');
    const page = await secondStep(lis, cpr);
    expect([page.status, page.h1]).toEqual([400, 'Indstil en borger, trin 1 af 2']);
    expect(page.errors.join('')).toContain(words);
    expect(values(page, 'input[name=cpr]')).toEqual([cpr]);
    expect(page.$('#error-summary a')?.getAttribute('href')).toBe('#field-cpr');
  });

  test.each(['bif-coordinator', 'bif-approver', 'bif-auditor'])('is not for %s', async (who) => {
    const browser = await web.signedIn(who);
    const page = await browser.get('/case-reviews/new');
    expect([page.status, page.words]).toEqual([403, expect.stringContaining('permission.missing')]);
    const csrf = page.$('input[name=_csrf]')?.getAttribute('value') ?? '';
    const sent = await browser.post('/case-reviews/new', { _csrf: csrf, cpr: aNumber() });
    expect(sent.status).toBe(403);
  });
});

describe('looking a citizen up', () => {
  test('shows what a coordinator can see, and offers no nomination', async () => {
    const { id, cpr } = await aCaseReview(web, { nominatedBy: 'kk-sof' });
    const karen = await web.signedIn('bif-coordinator', 'en');
    const page = await karen.submit(await karen.get('/citizen-lookups'), '/citizen-lookups', {
      cpr,
      reason: 'citizen_contact',
    });
    expect([page.status, page.h1]).toEqual([200, 'Look a citizen up']);
    expect(page.$('tbody a')?.getAttribute('href')).toBe(`/case-reviews/${id}`);
    expect(page.$('form[action="/case-reviews"]')).toBeNull();
    expect(page.text).not.toContain(cpr);
  });

  test('goes on to the nomination without a second look-up', async () => {
    const mads = await web.signedIn('bif-chair');
    const found = await mads.submit(await mads.get('/citizen-lookups'), '/citizen-lookups', {
      cpr: aNumber(),
      reason: 'new_nomination',
    });
    const done = await mads.submit(found, '/case-reviews', filled);
    expect(done.words).toContain('Borgeren er indstillet.');
  });

  test('asks why', async () => {
    const lis = await web.signedIn('bif-liaison');
    const cpr = aNumber();
    const page = await lis.submit(await lis.get('/citizen-lookups'), '/citizen-lookups', { cpr });
    expect(page.status).toBe(400);
    expect(page.$('#error-summary a')?.structuredText).toContain('Hvorfor du slår op');
    expect(values(page, 'input[name=cpr]')).toEqual([cpr]);
  });

  test('more than thirty times in an hour says kindly when there is room again', async () => {
    const bk = web.as('bk-liaison');
    for (let n = 0; n < 30; n += 1)
      await bk.post('/v1/citizen-lookups', { cpr: aNumber(), reason: 'follow_up' });
    const browser = await web.signedIn('bk-liaison');
    const cpr = aNumber();
    for (const page of [
      await secondStep(browser, cpr),
      await browser.submit(await browser.get('/citizen-lookups'), '/citizen-lookups', {
        cpr,
        reason: 'follow_up',
      }),
    ]) {
      expect(page.status).toBe(429);
      expect(page.words).toMatch(/Prøv igen om \d+ min\./);
      expect(page.words).toContain('Nummeret er ikke slået op.');
      expect(values(page, 'input[name=cpr]')).toEqual([cpr]);
    }
  });
});
