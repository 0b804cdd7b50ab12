import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed, aReview, attach, disclose } from '../findings/findings.ts';
import { anOpenMeeting, inDays } from '../meetings/steps.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const canary = 'KANARIETEKST';
/** A finding that SKAT and BK were given, and that has been withdrawn. */
async function withdrawn() {
  const review = await aReview(web);
  const { id } = await attach(web, review.id, 'bif', { text: `Om ${canary}.` });
  await disclose(web, id, 'bif', { recipients: ['skat', 'kk-bk'] });
  await web.as('skat-liaison').get(`/v1/case-reviews/${review.id}`);
  const { meeting, items } = await anOpenMeeting(web, [review.id]);
  const path = `/v1/findings/${id}/withdrawal`;
  const done = await web.as('bif-liaison').post(path, { reason: 'Om en anden.' }, { version: 1 });
  expect(done.status).toBe(200);
  return { id, review, meeting, item: items[0] };
}

describe('a withdrawn finding', () => {
  test('is on the start page of who was given it; they answer, and the giver sees how', async () => {
    const { id } = await withdrawn();
    const skat = await web.signedIn('skat-liaison');
    const start = await skat.get('/');
    expect(start.words).toContain('Rettede og tilbagekaldte oplysninger, I skal svare på');
    const link = start.$('#recall-notices')?.parentNode?.querySelector('a[href^="/recall-notices/"]');
    const at = link?.getAttribute('href') ?? '';
    const page = await skat.get(at);
    expect(page.h1).toBe('Tilbagetrækning fra BIF');
    expect(page.words).toMatch(/Slet jeres kopier.*art\. 19/);
    const incomplete = await skat.submit(page, at, { answer: 'cannot', why: '' });
    expect(incomplete.status).toBe(400);
    expect(incomplete.errors.join()).toContain('Skriv, hvorfor');
    expect(incomplete.$('input[value=cannot][checked]')).not.toBeNull();
    const done = await skat.submit(incomplete, at, { answer: 'cannot', why: 'Indgår i en klagesag.' });
    expect(done.words).toMatch(/Svaret er sendt.*Kan ikke rettes eller slettes/);

    const bif = await web.signedIn('bif-liaison');
    const list = await bif.get('/recalls?open=true');
    expect(list.words).toContain('Mangler: Betaling og Kontrol');
    const [recall] = (await web.as('bif-liaison').get('/v1/recalls')).json.items;
    expect(recall.findingId).toBe(id);
    const seen = await bif.get(`/recalls/${recall.id}`);
    expect(seen.words).toMatch(/SKAT.*Kan ikke rettes eller slettes.*Indgår i en klagesag\./);
    for (const part of ['Videregivelser', 'Opslag hos andre myndigheder', 'Møder'])
      expect(seen.$$('h2').map((heading) => heading.textContent.trim())).toContain(part);
    const approver = await (await web.signedIn('skat-approver')).get(at);
    expect([approver.status, approver.$('form[action^="/recall"]')]).toEqual([200, null]);
    expect((await (await web.signedIn('bk-liaison')).get(`/recalls/${recall.id}`)).status).toBe(404);
    expect((await (await web.signedIn('sof-liaison')).get(at)).status).toBe(404);
    expect((await (await web.signedIn('skat-coordinator')).get('/recall-notices')).status).toBe(403);
  });

  test('is in no agenda, meeting, notice, list or file of those who were given it, by any door (D9)', async () => {
    const { id, review, meeting, item } = await withdrawn();
    const [mine] = (await web.as('skat-liaison').get('/v1/recall-notices?open=true')).json.items;
    for (const who of ['skat-liaison', 'politi-chair']) {
      const paths = [
        `/v1/case-reviews/${review.id}`,
        `/v1/case-reviews/${review.id}/findings`,
        `/v1/findings/${id}`,
        `/v1/meetings/${meeting.id}/agenda`,
        '/v1/recall-notices',
        `/v1/recall-notices/${mine.id}`,
        '/v1/me/recalls',
        '/v1/receipts',
      ];
      const answers = await Promise.all(paths.map((path) => web.as(who).get(path)));
      const browser = await web.signedIn(who);
      const pages = [
        '/',
        `/case-reviews/${review.id}`,
        `/findings/${id}`,
        `/meetings/${meeting.id}`,
        `/meetings/${meeting.id}/run?item=${item.id}`,
        `/recall-notices/${mine.id}`,
      ];
      for (const path of pages) answers.push({ ...(await browser.get(path)), json: null });
      const holding = answers.flatMap(({ text }, index) =>
        text.includes(canary) || text.includes('Om en anden') ? [[...paths, ...pages][index]] : [],
      );
      expect([who, holding]).toEqual([who, []]);
      const broken = answers.flatMap(({ status }, index) =>
        status >= 500 ? [[...paths, ...pages][index]] : [],
      );
      expect([who, broken]).toEqual([who, []]);
    }
    const own = await web.as('bif-liaison').get(`/v1/findings/${id}`);
    expect(own.text, 'the giver still has it').toContain(canary);
    const run = await (await web.signedIn('skat-liaison')).get(`/meetings/${meeting.id}/run?item=${item.id}`);
    expect(run.status).toBe(200);
    expect(run.words).not.toContain('trak oplysningen tilbage');
    await web.as('bif-coordinator').post('/v1/reports', { period: '2026' });
    const { items } = (await web.as('bif-coordinator').get('/v1/reports?period=2026')).json;
    const file = await web.as('bif-coordinator').get(`/v1/reports/${items[0].id}/document`);
    expect(file.text).not.toContain(canary);
  });
});

test('the chair is told how many agencies are late, and neither which nor of what', async () => {
  await web.superuser.query("update app.recall_notice set due_on = '2026-01-01' where answer is null");
  const start = await (await web.signedIn('politi-chair')).get('/');
  expect(start.words).toMatch(/\d+ myndigheder har ikke svaret på en tilbagekaldelse i tide/);
  expect(start.words).not.toMatch(/tilbagekaldte oplysninger, I skal|Tilbagetrækning/);
  const giver = await (await web.signedIn('bif-liaison')).get('/');
  expect(giver.words).toMatch(/ikke har svaret på i tide.*Fristen er overskredet/);
});

test('what a follow-up rests on is chosen where it is set going; a refusal says the law and keeps the choice', async () => {
  const review = await aReview(web);
  const { notedOn, ...police } = allowed.politi.body;
  const tainted = await attach(web, review.id, 'politi', { ...police, notedOn });
  await disclose(web, tainted.id, 'politi', { recipients: ['kk-bk'] });
  const bk = await web.signedIn('bk-liaison');
  const at = `/case-reviews/${review.id}/follow-ups/new`;
  const page = await bk.get(at);
  expect(page.$('input[name=basedOn][checked]')?.getAttribute('value')).toBe(tainted.id);
  const chosen = { type: 'kk-bk/police_report', dueOn: inDays(20) };
  const refused = await bk.submit(page, at, chosen);
  expect(refused.status).toBe(422);
  expect(refused.words).toContain('Retsplejeloven § 115, stk. 2, 2. pkt.');
  expect(refused.$('input[name=basedOn]')?.hasAttribute('checked')).toBe(true);
  const without = await bk.submit(refused, at, { ...chosen, basedOn: [] });
  expect(without.words).toMatch(/Opfølgningen er sat i gang/);
  const resting = await bk.submit(page, at, { ...chosen, type: 'kk-bk/repayment_claim' });
  expect(resting.words).toMatch(/Hvad den bygger på.*Må ikke bruges til efterforskning/);
});
