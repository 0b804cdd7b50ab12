import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aNominatedReview, aNomination, anAdmittedReview } from '../case-reviews/reviews.ts';
import { aReview, attach } from '../findings/findings.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const stateOf = async (id: string): Promise<string> =>
  (await web.superuser.query('select state from app.case_review where id = $1', [id])).rows[0].state;
const formsOf = (page: WebPage) =>
  page.$$('section[aria-labelledby=deeds] form').map((one) => one.getAttribute('action')?.split('/')[3]);
const opened = (page: WebPage) =>
  page.$('section[aria-labelledby=deeds] details[open] form')?.getAttribute('action');
const cannot = (page: WebPage) =>
  page
    .$$('section[aria-labelledby=deeds] li')
    .map((one) => one.structuredText.replaceAll(/\s+/g, ' ').trim());

describe('the chair', () => {
  test('can admit, decline or withdraw a nomination, and is told why not the rest', async () => {
    const { id } = await aNominatedReview(web);
    const mads = await web.signedIn('politi-chair');
    const page = await mads.get(`/case-reviews/${id}`);
    expect(page.h1).toBe('Indstilling uden nummer');
    expect(formsOf(page)).toEqual(['admission', 'decline', 'withdrawal']);
    expect(cannot(page)).toEqual([
      expect.stringMatching(/^Afslut uden for et møde: Gennemgangen er et andet sted i sit forløb/),
      expect.stringMatching(/^Spørg myndigheder: Gennemgangen er et andet sted i sit forløb/),
    ]);
    expect(page.words).toContain('Indstillingen bortfalder');
  });

  test('admits it, and asks agencies by a day', async () => {
    const { id } = await aNominatedReview(web);
    const mads = await web.signedIn('politi-chair');
    const done = await mads.submit(await mads.get(`/case-reviews/${id}`), `/case-reviews/${id}/admission`, {
      agencyIds: ['skat', 'kk-bif'],
      dueOn: '2999-01-31',
    });
    expect([done.status, await stateOf(id)]).toEqual([200, 'admitted']);
    expect(done.words).toContain('Gennemgangen er optaget.');
    expect(done.words).toContain('31.01.2999');
    expect(formsOf(done)).toEqual(['questions', 'conclusion', 'withdrawal']);
  });

  test('is told in the form when an agency cannot be asked, and keeps the choice', async () => {
    const nomination = aNomination({ legalBasisCode: 'DBL7-4' });
    const sent = { purpose: 'social_protection' } as const;
    const { id } = (await web.as('sof-liaison').post('/v1/case-reviews', nomination, sent)).json;
    const mads = await web.signedIn('politi-chair');
    const page = await mads.get(`/case-reviews/${id}`);
    const refused = await mads.submit(page, `/case-reviews/${id}/admission`, { agencyIds: ['skat'] });
    expect([refused.status, await stateOf(id)]).toEqual([422, 'nominated']);
    expect(refused.errors).toEqual([expect.stringContaining('dækker ikke')]);
    expect(opened(refused)).toBe(`/case-reviews/${id}/admission`);
    expect(refused.$('#error-summary a')?.getAttribute('href')).toBe('#field-agencyIds');
    expect(refused.$('#field-agencyIds')).not.toBeNull();
    expect(refused.$('input[name=agencyIds][value=skat]')?.hasAttribute('checked')).toBe(true);
  });

  test('declines with a reason, and is told at that form alone when it is too short', async () => {
    const { id } = await aNominatedReview(web);
    const mads = await web.signedIn('politi-chair', 'en');
    const page = await mads.get(`/case-reviews/${id}`);
    const refused = await mads.submit(page, `/case-reviews/${id}/decline`, { declineReason: 'Nej' });
    expect([refused.status, refused.errors]).toEqual([400, [expect.stringContaining('at least 10')]]);
    expect(opened(refused)).toBe(`/case-reviews/${id}/decline`);
    expect(refused.$('textarea[name=declineReason]')?.textContent.trim()).toBe('Nej');
    expect(refused.$('textarea[name=withdrawReason]')?.textContent.trim()).toBe('');
    expect(refused.$('#error-summary a')?.getAttribute('href')).toBe('#field-declineReason');
    const done = await mads.submit(refused, `/case-reviews/${id}/decline`, {
      declineReason: 'Der er ikke grundlag.',
    });
    expect([done.status, await stateOf(id)]).toEqual([200, 'declined']);
    expect(done.words).toContain('Why it was declined');
    expect(done.words).toContain('Der er ikke grundlag.');
    expect(formsOf(done)).toEqual([]);
  });

  test('concludes outside a meeting, which decides nothing about the citizen', async () => {
    const { id } = await anAdmittedReview(web);
    const mads = await web.signedIn('politi-chair');
    const page = await mads.get(`/case-reviews/${id}`);
    expect(page.words).toContain('Her afgøres intet om borgeren');
    const refused = await mads.submit(page, `/case-reviews/${id}/conclusion`, { reviewedOn: '2999-01-01' });
    expect([refused.status, await stateOf(id)]).toEqual([400, 'admitted']);
    expect(refused.$('#error-summary a')?.getAttribute('href')).toBe('#field-outcome');
    const day = await mads.submit(refused, `/case-reviews/${id}/conclusion`, { outcome: 'no_follow_up' });
    expect([day.status, day.$('#error-summary')?.structuredText]).toEqual([
      422,
      expect.stringContaining('kan ikke ligge i fremtiden'),
    ]);
    const done = await mads.submit(page, `/case-reviews/${id}/conclusion`, { outcome: 'follow_up' });
    expect([done.status, await stateOf(id)]).toEqual([200, 'concluded']);
    expect(formsOf(done)).toEqual([]);
  });

  test('loses nothing of a reason when somebody else was quicker', async () => {
    const { id } = await aNominatedReview(web);
    const mads = await web.signedIn('politi-chair');
    const old = await mads.get(`/case-reviews/${id}`);
    await mads.submit(old, `/case-reviews/${id}/admission`);
    const refused = await mads.submit(old, `/case-reviews/${id}/decline`, {
      declineReason: 'Der er ikke grundlag.',
    });
    expect([refused.status, await stateOf(id)]).toEqual([412, 'admitted']);
    expect(refused.words).toContain('En anden har ændret det');
    expect(refused.words).toContain('Du havde skrevet Der er ikke grundlag.');
    expect(refused.$('main .tags')?.structuredText).toContain('Optaget');
    const again = await mads.submit(refused, `/case-reviews/${id}/withdrawal`, { withdrawReason: 'Fejl.' });
    expect([again.status, await stateOf(id)]).toEqual([200, 'withdrawn']);
  });

  test('does nothing by a forged form, and nothing twice', async () => {
    const { id } = await aNominatedReview(web);
    const mads = await web.signedIn('politi-chair');
    const page = await mads.get(`/case-reviews/${id}`);
    const forged = await mads.submit(page, `/case-reviews/${id}/withdrawal`, { _csrf: 'forged' });
    expect([forged.status, await stateOf(id)]).toEqual([409, 'nominated']);
    expect(opened(forged)).toBe(`/case-reviews/${id}/withdrawal`);
    for (let n = 0; n < 2; n += 1) {
      const done = await mads.submit(page, `/case-reviews/${id}/withdrawal`);
      expect([done.status, done.words]).toEqual([200, expect.stringContaining('trukket tilbage')]);
    }
  });
});

test.each([
  ['bif-liaison', ['admission', 'decline', 'conclusion', 'questions']],
  ['bif-coordinator', ['admission', 'decline', 'conclusion', 'withdrawal', 'reply', '']],
  ['bif-approver', ['admission', 'decline', 'conclusion', 'withdrawal', 'reply', 'questions', '']],
])('%s is refused what the role does not carry', async (who, deeds) => {
  const { id, version } = await anAdmittedReview(web);
  const browser = await web.signedIn(who);
  const csrf = (await browser.get('/')).$('input[name=_csrf]')?.getAttribute('value') ?? '';
  for (const deed of deeds) {
    const address = deed === '' ? `/case-reviews/${id}` : `/case-reviews/${id}/${deed}`;
    const refused = await browser.post(address, { _csrf: csrf, _key: 'a-key', _version: String(version) });
    expect([deed, refused.status, refused.words]).toEqual([
      deed,
      403,
      expect.stringContaining('permission.missing'),
    ]);
  }
  expect(await stateOf(id)).toBe('admitted');
});

describe('the answer of the own agency', () => {
  const answers = (page: WebPage) =>
    page.$$('section[aria-labelledby=answers] tbody tr').map((row) =>
      row
        .querySelectorAll('td')
        .map((one) => one.structuredText.trim())
        .join(' '),
    );

  test('looks the same to others whatever it is, and nobody is obliged to it', async () => {
    const seen: string[][] = [];
    for (const kind of ['nothing_to_add', 'may_not_answer', 'finding']) {
      const { id } = await aReview(web, { answered: ['koebenhavns-politi', 'kk-bif', 'kk-sof', 'kk-bk'] });
      if (kind === 'finding') await attach(web, id, 'skatCriminal');
      const skat = await web.signedIn('skat-liaison');
      const page = await skat.get(`/case-reviews/${id}`);
      expect(page.words).toContain('Ingen har pligt til at videregive noget her.');
      const done = await skat.submit(page, `/case-reviews/${id}/reply`, { kind });
      expect(done.words).toContain('Svaret er gemt.');
      expect(done.$('section[aria-labelledby=own-answer] strong')?.structuredText).toBe(
        {
          nothing_to_add: 'Undersøgt, intet at tilføje',
          may_not_answer: 'Må ikke svare',
          finding: 'Oplysning',
        }[kind],
      );
      const other = await (await web.signedIn('bif-liaison')).get(`/case-reviews/${id}`);
      expect(other.$('section[aria-labelledby=answers]')?.structuredText).not.toMatch(/Må ikke|intet at/);
      seen.push(answers(other));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.every((row) => row.endsWith('Har svaret'))).toBe(true);
  });

  test('cannot be "finding" before there is one', async () => {
    const { id } = await aCaseReview(web, { agencies: ['kk-bif'] });
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(`/case-reviews/${id}`);
    expect(page.words).toContain('Kræver, at I først tilføjer en oplysning.');
    const refused = await lis.submit(page, `/case-reviews/${id}/reply`, { kind: 'finding' });
    expect([refused.status, refused.$('#error-summary')?.structuredText]).toEqual([
      422,
      expect.stringContaining('kræver, at jeres myndighed har tilføjet en oplysning'),
    ]);
    const empty = await lis.submit(page, `/case-reviews/${id}/reply`);
    expect([empty.status, empty.$('#error-summary a')?.getAttribute('href')]).toEqual([400, '#field-kind']);
  });

  test('shows both when a colleague has answered in between', async () => {
    const { id } = await aCaseReview(web, { agencies: ['kk-bif'] });
    const lis = await web.signedIn('bif-liaison');
    const old = await lis.get(`/case-reviews/${id}`);
    await lis.submit(old, `/case-reviews/${id}/reply`, { kind: 'nothing_to_add' });
    const refused = await lis.submit(old, `/case-reviews/${id}/reply`, { kind: 'may_not_answer' });
    expect(refused.status).toBe(412);
    const both = refused.$('.stored-now')?.structuredText ?? '';
    expect(both).toContain('Undersøgt, intet at tilføje');
    expect(both).toContain('Du valgte: Må ikke svare');
    expect(refused.$('input[name=kind][checked]')?.getAttribute('value')).toBe('may_not_answer');
    const done = await lis.submit(refused, `/case-reviews/${id}/reply`);
    expect(done.$('section[aria-labelledby=own-answer] strong')?.structuredText).toBe('Må ikke svare');
  });

  test('is asked of nobody whose agency was not asked', async () => {
    const { id } = await anAdmittedReview(web, ['skat']);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(`/case-reviews/${id}`);
    expect(page.$('section[aria-labelledby=own-answer]')).toBeNull();
    const csrf = page.$('input[name=_csrf]')?.getAttribute('value') ?? '';
    const refused = await lis.post(`/case-reviews/${id}/reply`, {
      _csrf: csrf,
      _version: '0',
      kind: 'nothing_to_add',
    });
    expect(refused.status).toBe(404);
  });
});
