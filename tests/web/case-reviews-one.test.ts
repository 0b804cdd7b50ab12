import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAdmittedReview } from '../case-reviews/reviews.ts';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const formsOf = (page: WebPage) =>
  page.$$('main form').map((form) => form.getAttribute('action')?.split('/')[3] ?? '');
const facts = (page: WebPage) =>
  new Map(
    page
      .$$('main .review-columns dl.facts > div')
      .map((one) => [
        one.querySelector('dt')?.structuredText.trim() ?? '',
        one.querySelector('dd')?.structuredText.trim() ?? '',
      ]),
  );
const answersIn = (page: WebPage) =>
  page.$$('section[aria-labelledby=answers] tbody tr').map((row) =>
    row
      .querySelectorAll('td')
      .map((one) => one.structuredText.trim())
      .filter((_, column) => column === 0 || column === 3),
  );
describe('one case review', () => {
  test('is shown to the liaison of the agency that nominated, with what it may do', async () => {
    const { id } = await anAdmittedReview(web);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(`/case-reviews/${id}`);
    expect([page.status, page.h1]).toEqual([200, expect.stringMatching(/^Gennemgang \d{4}-\d{4}$/)]);
    const known = facts(page);
    expect(known.get('Borger')).toMatch(/^Ida Opdigtet, \d{6}-\*{4}$/);
    expect(known.get('Begrundelse')).toContain('900.000 kr.');
    expect(known.get('Hjemmel')).toContain('DBL § 6');
    expect(known.get('Frist')).toMatch(/^BIF skal svare senest/);
    expect(answersIn(page)).toEqual([
      ['BIF', '○ Afventer svar'],
      ['SKAT', '○ Afventer svar'],
    ]);
    expect(formsOf(page)).toEqual(['', 'reply', 'withdrawal']);
    expect(page.$(`a[href="/case-reviews/${id}/findings/new"]`)).not.toBeNull();
  });

  test('is for a coordinator a review without a name', async () => {
    const { id } = await anAdmittedReview(web, ['skat']);
    const karen = await web.signedIn('skat-coordinator', 'en');
    const page = await karen.get(`/case-reviews/${id}`);
    expect(page.$('html')?.getAttribute('lang')).toBe('en');
    expect(facts(page).get('Citizen')).toBe('not told to you');
    expect(page.words).not.toContain('Ida');
    expect(page.words).not.toContain('900.000');
    expect(formsOf(page)).toEqual(['questions']);
    expect(page.$('section[aria-labelledby=findings]')).toBeNull();
    const asked = await karen.submit(page, `/case-reviews/${id}/questions`, {
      agencyIds: ['kk-sof', 'kk-bk'],
      dueOn: '2999-01-01',
    });
    expect(asked.words).toContain('The agencies have been asked.');
    const asking = new Set(answersIn(asked).map(([agency]) => agency));
    expect(asking).toEqual(new Set(['Betaling og Kontrol', 'SKAT', 'SOF']));
    expect(asked.$$('input[name=agencyIds]').map((one) => one.getAttribute('value'))).toEqual([
      'kk-bif',
      'koebenhavns-politi',
    ]);
  });

  test('is for an approver to read only, and to give to somebody else', async () => {
    const { id } = await anAdmittedReview(web, ['skat']);
    const gorm = await web.signedIn('skat-approver');
    const page = await gorm.get(`/case-reviews/${id}`);
    expect(facts(page).get('Borger')).toMatch(/^Ida Opdigtet/);
    expect(formsOf(page)).toEqual(['assignments']);
    expect(page.$('section[aria-labelledby=deeds]')).toBeNull();
  });

  test('is hidden from an agency that was not asked, as one that does not exist', async () => {
    const { id } = await anAdmittedReview(web);
    const sof = await web.signedIn('sof-liaison');
    const csrf = (await sof.get('/case-reviews')).$('input[name=_csrf]')?.getAttribute('value') ?? '';
    const bare = ({ status, text }: WebPage) => [
      status,
      text
        .replaceAll(/name="_key" value="[^"]*"/g, '')
        .replaceAll(/<code>[0-9a-f-]{32,36}<\/code>/g, 'TRACE'),
    ];
    const nowhere = randomUUID();
    const hidden = bare(await sof.get(`/case-reviews/${id}`));
    expect(hidden[0]).toBe(404);
    expect(hidden).toEqual(bare(await sof.get(`/case-reviews/${nowhere}`)));
    const send = (of: string, deed: string) =>
      sof.post(`/case-reviews/${of}${deed}`, {
        _csrf: csrf,
        _version: '1',
        _key: randomUUID(),
        kind: 'nothing_to_add',
        unmaskReason: 'phone_contact',
      });
    for (const deed of ['/reply', '/withdrawal', '']) {
      const refused = bare(await send(id, deed));
      expect([deed, refused[0]]).toEqual([deed, 404]);
      expect(refused).toEqual(bare(await send(nowhere, deed)));
    }
  });

  test('is not for an auditor', async () => {
    const { id } = await anAdmittedReview(web);
    const rikke = await web.signedIn('bif-auditor');
    const page = await rikke.get(`/case-reviews/${id}`);
    expect([page.status, page.words]).toEqual([403, expect.stringContaining('permission.missing')]);
    expect(page.words).not.toContain('Ida');
  });

  test('leads to the other reviews of the citizen, open and earlier', async () => {
    const { id, cpr } = await aCaseReview(web, { nominatedBy: 'kk-bif' });
    const earlier = await aCaseReview(web, { nominatedBy: 'kk-bif', state: 'concluded', cpr });
    const other = await aCaseReview(web, { nominatedBy: 'skat', cpr, state: 'nominated' });
    const links = (page: WebPage, section: string) =>
      page.$$(`section[aria-labelledby=${section}] a`).map((one) => one.getAttribute('href'));
    const chair = await (await web.signedIn('politi-chair')).get(`/case-reviews/${id}`);
    expect(links(chair, 'open-reviews')).toEqual([`/case-reviews/${other.id}`]);
    expect(links(chair, 'earlier-reviews')).toEqual([`/case-reviews/${earlier.id}`]);
    const lis = await (await web.signedIn('bif-liaison')).get(`/case-reviews/${id}`);
    expect(links(lis, 'open-reviews')).toEqual([]);
    expect(links(lis, 'earlier-reviews')).toEqual([`/case-reviews/${earlier.id}`]);
  });
});

describe('findings on a case review', () => {
  test('are cards by agency, the own ones first, with a count and a way to each', async () => {
    const { id } = await aReview(web);
    for (let n = 0; n < 18; n += 1) await attach(web, id, 'bif', { notedOn: `2026-01-${10 + n}` });
    for (let n = 0; n < 12; n += 1) {
      const { id: findingId } = await attach(web, id, 'politi');
      await disclose(web, findingId, 'politi', { recipients: ['kk-bif'] });
    }
    await attach(web, id, 'skatCriminal');
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(`/case-reviews/${id}`);
    expect(page.$('#findings')?.structuredText).toBe('Oplysninger (30)');
    expect(page.$$('.findings-contents li').map((one) => one.structuredText.trim())).toEqual([
      'BIF (jeres egne): 18',
      'Københavns Politi (modtaget): 12',
    ]);
    for (const link of page.$$('.findings-contents a'))
      expect(page.$(link.getAttribute('href') ?? '')).not.toBeNull();
    const cards = page.$$('.finding-card');
    expect(cards).toHaveLength(30);
    expect(cards[0]?.structuredText).toContain('27. januar 2026');
    expect(cards[0]?.structuredText).toContain('Faktum');
    expect(cards[29]?.structuredText).toContain('Vurdering');
    expect(page.text).not.toContain('skattesvig');
    const ids = page.$$('[id]').map((one) => one.id);
    expect(ids.filter((one, index) => ids.indexOf(one) !== index)).toEqual([]);
    const levels = page.$$('h1, h2, h3, h4').map((one) => Number(one.tagName.slice(1)));
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('of others are no business of an agency that was given none', async () => {
    const { id } = await aReview(web);
    await attach(web, id, 'bif');
    const sof = await (await web.signedIn('sof-liaison')).get(`/case-reviews/${id}`);
    expect(sof.$('#findings')?.structuredText).toBe('Oplysninger (0)');
    expect(sof.words).toContain('ingen oplysninger, som du må se');
  });
});

describe('the whole number', () => {
  test('is shown once, on the page that answers the form, and written down', async () => {
    const { id, cpr } = await aCaseReview(web, { nominatedBy: 'kk-bif' });
    const whole = `${cpr.slice(0, 6)}-${cpr.slice(6)}`;
    const lis = await web.signedIn('bif-liaison');
    const review = await lis.get(`/case-reviews/${id}`);
    expect(review.text).not.toContain(whole);
    const page = await lis.submit(review, `/case-reviews/${id}`, { unmaskReason: 'phone_contact' });
    expect([page.status, page.$('.cpr-number')?.structuredText]).toEqual([200, whole]);
    expect(page.headers['cache-control']).toBe('no-store');
    // The answer to a form keeps its language: its address leads elsewhere.
    expect(page.$('input[name=back]')).toBeNull();
    const said = JSON.stringify([page.headers, [...lis.jar], page.path, page.$('title')?.structuredText]);
    expect(said).not.toContain(whole);
    const leads = page.$$('[href], [action], [value]').map(({ rawAttrs }) => rawAttrs);
    expect(leads.join(' ').replaceAll('-', '')).not.toContain(cpr);
    expect((await lis.get(`/case-reviews/${id}`)).text).not.toContain(whole);
    const { rows } = await web.superuser.query(
      `select convert_from(canon, 'UTF8') as event from audit.event where convert_from(canon, 'UTF8') like '%unmaskCitizen%'`,
    );
    expect(rows.map(({ event }) => event).join()).toContain('phone_contact');
    expect(rows.map(({ event }) => event).join()).not.toContain(cpr);
  });

  test('asks for a reason, and is refused to a forged form', async () => {
    const { id, cpr } = await aCaseReview(web, { nominatedBy: 'kk-bif' });
    const lis = await web.signedIn('bif-liaison');
    const review = await lis.get(`/case-reviews/${id}`);
    for (const [filled, status] of [
      [{}, 400],
      [{ unmaskReason: 'phone_contact', _csrf: 'forged' }, 409],
    ] as const) {
      const refused = await lis.submit(review, `/case-reviews/${id}`, filled);
      expect(refused.status).toBe(status);
      expect(refused.text).not.toContain(cpr.slice(6));
    }
    const refused = await lis.submit(review, `/case-reviews/${id}`);
    expect(refused.$('#error-summary a')?.getAttribute('href')).toBe('#field-unmaskReason');
    expect(refused.$('details[open] select[name=unmaskReason]')).not.toBeNull();
  });
});
