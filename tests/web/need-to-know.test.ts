import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAdmittedReview } from '../case-reviews/reviews.ts';
import { alsoA, idOf } from '../need-to-know/people.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
const colleague = 'bif-legal-officer';
beforeAll(async () => {
  web = await aWebWorld();
  await alsoA(web, colleague, 'liaison');
});
afterAll(() => web.close());

test('a colleague is told that somebody has the case, and opens it with a reason; the approver looks at that', async () => {
  const { id } = await anAdmittedReview(web, ['skat']);
  const jura = await web.signedIn(colleague);
  const list = await jura.get('/case-reviews');
  expect(list.words).toContain('en kollega har sagen');
  expect(list.words).not.toContain('Ida');
  const refused = await jura.get(`/case-reviews/${id}`);
  expect([refused.status, refused.h1]).toEqual([403, 'En kollega i din myndighed har sagen.']);
  expect(refused.words).toContain('Din egen myndigheds godkender.');
  const short = await jura.submit(refused, `/case-reviews/${id}/opening`, { reason: 'Ferie' });
  expect(short.status).toBe(400);
  expect(short.$('#field-reason')?.textContent).toContain('Ferie');
  const opened = await jura.submit(short, `/case-reviews/${id}/opening`, {
    reason: 'Afløser for Lis, som har ferie i denne uge.',
  });
  expect(opened.words).toContain('Sagen er åben for dig til');
  expect(opened.words).toContain('Ida Opdigtet');

  const gorm = await web.signedIn('bif-approver');
  const start = await gorm.get('/');
  const section = start.$('section[aria-labelledby=openings]');
  expect(section?.structuredText).toContain('Afløser for Lis');
  const action = section?.querySelector('form')?.getAttribute('action') ?? '';
  const after = await gorm.submit(start, action);
  expect(after.words).toContain('Noteret som gennemset.');
  expect(after.words).toContain('Gorm Eksempelholm,');
});

test('a liaison takes a case that nobody has; the approver gives it on and ends it', async () => {
  const { id } = await anAdmittedReview(web, ['kk-bk', 'skat']);
  await alsoA(web, 'bk-legal-officer', 'liaison');
  const lis = await web.signedIn('bk-liaison');
  const page = await lis.get(`/case-reviews/${id}`);
  const taken = await lis.submit(page, `/case-reviews/${id}/assignments/own`);
  expect(taken.words).toContain('Du har nu sagen.');
  expect(taken.$('section[aria-labelledby=who-has]')?.structuredText).toContain('Lis Testrup');
  await web
    .as('bk-approver')
    .post(`/v1/case-reviews/${id}/openings`, { reason: 'Fordeler sagerne på ny i dag.' });
  const gorm = await web.signedIn('bk-approver');
  const path = `/case-reviews/${id}`;
  const given = await gorm.submit(await gorm.get(path), `${path}/assignments`, {
    personId: await idOf(web, 'bk-legal-officer'),
  });
  expect(given.words).toContain('Jura Testrup har nu sagen.');
  const ends = given
    .$$('form')
    .map((form) => form.getAttribute('action') ?? '')
    .filter((action) => action.endsWith('/end'));
  expect(ends).toHaveLength(2);
  const ended = await gorm.submit(given, ends[0] ?? '');
  expect(ended.words).toContain('Kollegaen har ikke længere sagen.');
});

test('whoever is inhabil says so, is told whom to contact, and meets the case no more', async () => {
  const { id } = await anAdmittedReview(web, ['skat']);
  const lis = await web.signedIn('skat-liaison');
  const page = await lis.get(`/case-reviews/${id}`);
  expect(page.$(`a[href="/case-reviews/${id}/recusal"]`)).not.toBeNull();
  const asking = await lis.get(`/case-reviews/${id}/recusal`);
  expect(asking.words).toContain('forvaltningsloven §§ 3-6');
  const done = await lis.submit(asking, `/case-reviews/${id}/recusal`, { reason: 'Borgeren er min fætter.' });
  expect(done.words).toContain('Sagen findes ikke længere for dig.');
  expect(done.words).toContain('Gorm Prøvestrup (');
  for (const path of ['', '/recusal', '/opening']) {
    const answer = await lis.get(`/case-reviews/${id}${path}`);
    expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    expect(answer.words).not.toContain('Ida');
  }
  const gorm = await web.signedIn('skat-approver', 'en');
  expect((await gorm.get('/')).$('section[aria-labelledby=exclusions]')?.structuredText).toContain(
    'Borgeren er min fætter.',
  );
});

test('the chair excludes somebody with a reason and lifts it again', async () => {
  const { id } = await anAdmittedReview(web, ['kk-sof']);
  const mads = await web.signedIn('politi-chair');
  const path = `/case-reviews/${id}/exclusion`;
  const page = await mads.get(path);
  const personId = await idOf(web, 'sof-liaison');
  const unsaid = await mads.submit(page, path, { personId, reason: 'Nej' });
  expect(unsaid.status).toBe(400);
  const done = await mads.submit(unsaid, path, { personId, reason: 'Har haft en tvist med borgeren.' });
  expect(done.words).toContain('Lis Fiktivgaard er udelukket fra sagen.');
  const lis = await web.signedIn('sof-liaison');
  expect((await lis.get(`/case-reviews/${id}`)).status).toBe(404);
  const all = await mads.get('/exclusions');
  const lifting =
    all
      .$$('form')
      .find((form) => form.parentNode?.parentNode?.structuredText.includes('Lis Fiktivgaard') === true)
      ?.getAttribute('action') ?? '';
  expect((await mads.submit(all, lifting)).words).toContain('Ophævet.');
  expect((await lis.get(`/case-reviews/${id}`)).status).toBe(200);
});
