import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays, today } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';
import type { Json } from '../support/world.ts';

let web: WebWorld;
let review: Json;
beforeAll(async () => {
  web = await aWebWorld();
  review = await aCaseReview(web, { nominatedBy: 'kk-bk', agencies: ['skat'] });
});
afterAll(() => web.close());

type Wish = { agencyId?: string; type?: string; dueOn?: string };
async function anAction(wish: Wish = {}): Promise<string> {
  const body = { agencyId: 'kk-bk', type: 'repayment_claim', dueOn: inDays(30), ...wish };
  const { json } = await web.as('politi-chair').post(`/v1/case-reviews/${review.id}/follow-ups`, body);
  return json.id;
}
const stored = async (id: string) => (await web.as('bk-liaison').get(`/v1/follow-ups/${id}`)).json;
const checked = (page: WebPage, name: string) =>
  page.$(`input[name="${name}"][checked]`)?.getAttribute('value');

describe('the owner', () => {
  test('reports with two clicks: the status, and the button; the day is there already', async () => {
    const id = await anAction();
    const lis = await web.signedIn('bk-liaison');
    const page = await lis.get(`/follow-ups/${id}`);
    expect(page.h1).toBe('Tilbagebetalingskrav, Betaling og Kontrol');
    expect(checked(page, 'status')).toBe('in_progress');
    const done = await lis.submit(page, `/follow-ups/${id}`, { status: 'completed' });
    expect(done.status).toBe(200);
    expect(done.words).toContain('Status er gemt.');
    expect(checked(done, 'status')).toBe('completed');
    expect(await stored(id)).toMatchObject({ status: 'completed', closedOn: today(), detail: null });
  });

  test('keeps the four amounts apart, as Danes write them', async () => {
    const id = await anAction();
    const lis = await web.signedIn('bk-liaison');
    const sent = { claimedDkk: '12.345,67', decidedDkk: '10000', collectedDkk: '2.500 kr.' };
    const page = await lis.submit(await lis.get(`/follow-ups/${id}`), `/follow-ups/${id}`, {
      ...sent,
      note: 'Venter på\r\npartshøring.',
      journalRef: 'BK-26-1',
      openReason: 'could_not',
    });
    expect(await stored(id)).toMatchObject({
      status: 'in_progress',
      closedOn: null,
      openReason: 'could_not',
      detail: {
        claimedDkk: 12_345.67,
        decidedDkk: 10_000,
        collectedDkk: 2500,
        stoppedPerMonthDkk: null,
        note: 'Venter på\npartshøring.',
        journalRef: 'BK-26-1',
      },
    });
    expect(page.words).toMatch(/Krævet 12\.345,67 kr\..*Afgjort 10\.000,00 kr\..*Opkrævet 2\.500,00 kr\./);
    expect(page.$('#field-claimedDkk')?.getAttribute('value')).toBe('12.345,67');
    // This kind of follow-up stops nothing.
    expect(page.$('#field-stoppedPerMonthDkk')).toBeNull();
    const cleared = await lis.submit(page, `/follow-ups/${id}`, { claimedDkk: '', note: '' });
    expect(cleared.status).toBe(200);
    expect((await stored(id)).detail).toMatchObject({ claimedDkk: null, note: null, decidedDkk: 10_000 });
  });

  test('changes nothing by saving nothing', async () => {
    const id = await anAction();
    const lis = await web.signedIn('bk-liaison');
    const same = await lis.submit(await lis.get(`/follow-ups/${id}`), `/follow-ups/${id}`);
    expect(same.words).toContain('Der var intet at ændre.');
    expect(await stored(id)).toMatchObject({ version: 1 });
  });

  test.each([
    ['text', 'tolv tusind', 'Skal være et tal.'],
    ['too many decimals', '12,345', 'Må højst have to decimaler.'],
    ['less than nothing', '-1', 'Skal være mindst 0.'],
    ['a day for an amount', '1.2.2026', 'Skal være et tal.'],
  ])('is told by field that an amount is %s, and keeps what was written', async (_case, written, error) => {
    const id = await anAction();
    const lis = await web.signedIn('bk-liaison');
    const page = await lis.submit(await lis.get(`/follow-ups/${id}`), `/follow-ups/${id}`, {
      claimedDkk: written,
      status: 'dropped',
    });
    expect(page.status).toBe(400);
    expect(page.$('.error-summary')?.structuredText).toContain(`Krævet: ${error}`);
    expect(page.errors).toEqual([`Fejl: ${error}`]);
    expect(page.$('#field-claimedDkk')?.getAttribute('value')).toBe(written);
    expect(page.$('#field-claimedDkk')?.getAttribute('aria-invalid')).toBe('true');
    expect(checked(page, 'status')).toBe('dropped');
    expect(await stored(id)).toMatchObject({ version: 1, status: 'in_progress' });
  });

  test('is told by field and rule what does not hold together', async () => {
    const id = await anAction();
    const lis = await web.signedIn('bk-liaison');
    const page = await lis.submit(await lis.get(`/follow-ups/${id}`), `/follow-ups/${id}`, {
      status: 'completed',
      closedOn: '',
      dueOn: '2020-01-01',
    });
    expect(page.status).toBe(422);
    expect(page.$('.error-summary')?.structuredText).toContain('follow-up.invalid');
    expect(page.errors).toHaveLength(2);
  });

  test('sees both texts after a colleague was faster, and decides', async () => {
    const id = await anAction();
    const lis = await web.signedIn('bk-liaison');
    const page = await lis.get(`/follow-ups/${id}`);
    const faster = { note: 'Kollegaens notat', status: 'dropped', closedOn: today(), claimedDkk: 100 };
    await web.as('bk-liaison').patch(`/v1/follow-ups/${id}`, faster, { version: 1 });
    const mine = { note: 'Mit notat', claimedDkk: '200' };
    const both = await lis.submit(page, `/follow-ups/${id}`, mine);
    expect(both.status).toBe(412);
    const boxes = both.$$('.stored-now-text').map((box) => box.structuredText);
    expect(boxes).toEqual(['Opgivet', '100,00', 'Kollegaens notat']);
    expect(both.$('#field-note')?.textContent.trim()).toBe('Mit notat');
    expect((await stored(id)).detail.note).toBe('Kollegaens notat');
    const decided = await lis.submit(both, `/follow-ups/${id}`, { note: 'Begge notater' });
    expect(decided.status).toBe(200);
    expect(await stored(id)).toMatchObject({
      status: 'in_progress',
      detail: { note: 'Begge notater', claimedDkk: 200 },
      version: 3,
    });
  });

  test('may note something on what the register brought, which is not judged again', async () => {
    const { rows } = await web.superuser.query(
      `insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, status, started_on, source)
       values ($1, 'koebenhavn', 'kk-bk', 'bk', 'police_report', 'completed', '2016-02-01', 'register') returning id`,
      [review.id],
    );
    const lis = await web.signedIn('bk-liaison');
    const path = `/follow-ups/${rows[0].id}`;
    const page = await lis.submit(await lis.get(path), path, { journalRef: 'BK-16-7' });
    expect(page.status).toBe(200);
    expect(await stored(rows[0].id)).toMatchObject({ closedOn: null, detail: { journalRef: 'BK-16-7' } });
  });
});

describe('the others', () => {
  test('see the status and whose it is, why no more, and no form', async () => {
    const id = await anAction();
    const note = { note: 'Kun til eget brug', claimedDkk: 4711, journalRef: 'BK-26-2' };
    await web.as('bk-liaison').patch(`/v1/follow-ups/${id}`, note, { version: 1 });
    for (const who of ['skat-liaison', 'politi-chair', 'bif-coordinator']) {
      const page = await (await web.signedIn(who)).get(`/follow-ups/${id}`);
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/eget brug|4\.?711|BK-26-2/);
      expect(page.words).toMatch(
        /Du ser kun status Beløb, notat og journalnummer ses kun af Betaling og Kontrol/,
      );
      expect(page.$(`form[action="/follow-ups/${id}"]`)).toBeNull();
    }
    const own = await (await web.signedIn('bk-chair')).get(`/follow-ups/${id}`);
    expect(own.words).toContain('Kun til eget brug');
    expect(own.$(`form[action="/follow-ups/${id}"]`)).toBeNull();
  });

  test('cannot report for the owner, and learn the rule', async () => {
    const id = await anAction();
    const skat = await web.signedIn('skat-liaison');
    const { csrf } = await csrfOf(skat);
    const sent = { _csrf: csrf, _version: '2', status: 'dropped', dueOn: inDays(30), closedOn: today() };
    const refused = await skat.post(`/follow-ups/${id}`, sent);
    expect(refused.status).toBe(403);
    expect(refused.words).toContain('follow-up.owner-only');
    const sof = await web.signedIn('sof-liaison');
    expect((await sof.get(`/follow-ups/${id}`)).status).toBe(404);
    const auditor = await web.signedIn('bk-auditor');
    expect((await auditor.get('/follow-ups')).words).toContain('permission.missing');
  });
});

async function csrfOf(browser: { get(path: string): Promise<WebPage> }) {
  const page = await browser.get('/seat');
  return { csrf: page.$('input[name="_csrf"]')?.getAttribute('value') ?? '' };
}

describe('the list', () => {
  let late: string;
  beforeAll(async () => {
    await web.superuser.query('truncate app.follow_up_action cascade');
    late = await anAction({ dueOn: today() });
    await web.superuser.query('update app.follow_up_action set started_on = $2, due_on = $3 where id = $1', [
      late,
      inDays(-40),
      inDays(-3),
    ]);
    await anAction({ type: 'benefit_stop' });
    await anAction({ agencyId: 'skat', type: 'special_control' });
  });
  const rows = (page: WebPage) => page.$$('tbody tr').map((row) => row.querySelector('a')?.structuredText);

  test("begins with the own agency's for a liaison, and says in words what is overdue", async () => {
    const lis = await web.signedIn('bk-liaison');
    const page = await lis.get('/follow-ups');
    expect(rows(page)).toEqual(['Tilbagebetalingskrav', 'Standsning af ydelse']);
    expect(page.$('tbody tr')?.structuredText).toContain('overskredet med 3 dage');
    expect(page.$('tbody tr')?.structuredText).toContain(review.reference);
    const all = await lis.get('/follow-ups?mine=false');
    expect(rows(all)).toContain('Særlig kontrol');
    expect(rows(await lis.get('/follow-ups?overdue=true'))).toEqual(['Tilbagebetalingskrav']);
    const coordinator = await web.signedIn('politi-coordinator');
    expect(rows(await coordinator.get('/follow-ups'))).toHaveLength(3);
  });

  test('is apart for each reason why something is open', async () => {
    await web.as('bk-liaison').patch(`/v1/follow-ups/${late}`, { openReason: 'did_not' }, { version: 1 });
    const page = await (await web.signedIn('bk-liaison')).get('/follow-ups');
    expect(page.$$('h2').map((heading) => heading.structuredText)).toEqual([
      'Gjorde ikke',
      'Uden angivet grund',
    ]);
  });

  test('says what to do when it is empty, and refuses what it cannot show', async () => {
    const sof = await web.signedIn('sof-liaison');
    expect((await sof.get('/follow-ups')).words).toContain('Der er ingen opfølgning i gang.');
    expect((await sof.get('/follow-ups?status=forgotten')).status).toBe(400);
  });

  test('speaks English', async () => {
    const page = await (await web.signedIn('bk-liaison', 'en')).get('/follow-ups');
    expect(page.h1).toBe('Follow-up');
    expect(page.words).toContain('overdue by 3 days');
    expect(page.words).toContain('Repayment claim');
    expect(page.words).not.toMatch(/Tilbagebetalingskrav|overskredet/);
  });
});

describe('assigning from a review', () => {
  const path = () => `/case-reviews/${review.id}/follow-ups/new`;
  const values = (page: WebPage) => page.$$('input[name="type"]').map((input) => input.getAttribute('value'));

  test('the chair chooses among what the agencies of the review own', async () => {
    const chair = await web.signedIn('politi-chair');
    const page = await chair.get(path());
    expect(values(page)).toEqual([
      'kk-bk/benefit_stop',
      'kk-bk/repayment_claim',
      'kk-bk/police_report',
      'skat/special_control',
      'skat/tax_reassessment',
      'skat/distraint',
    ]);
    const set = await chair.submit(page, path(), { type: 'skat/distraint', dueOn: inDays(9) });
    expect(set.h1).toBe('Udlæg, SKAT');
    expect(set.words).toContain('Opfølgningen er sat i gang.');
  });

  test('a liaison chooses among what the own agency owns', async () => {
    const page = await (await web.signedIn('skat-liaison')).get(path());
    expect(values(page)).toEqual(['skat/special_control', 'skat/tax_reassessment', 'skat/distraint']);
  });

  test('without a choice, or due too early, it is refused by field', async () => {
    const lis = await web.signedIn('skat-liaison');
    const unchosen = await lis.submit(await lis.get(path()), path());
    expect([unchosen.status, unchosen.errors]).toEqual([400, ['Fejl: Skal udfyldes.']]);
    const early = await lis.submit(await lis.get(path()), path(), {
      type: 'skat/distraint',
      dueOn: inDays(-1),
    });
    expect([early.status, early.errors]).toEqual([422, ['Fejl: Fristen ligger før startdatoen.']]);
    expect(early.$('input[checked]')?.getAttribute('value')).toBe('skat/distraint');
  });

  test('outside the remit, or by a coordinator, it is refused with the rule; hidden reviews are not there', async () => {
    const lis = await web.signedIn('skat-liaison');
    const { csrf } = await csrfOf(lis);
    const sent = { _csrf: csrf, _key: crypto.randomUUID(), type: 'skat/benefit_stop', dueOn: inDays(9) };
    const refused = await lis.post(path(), sent);
    expect([refused.status, refused.words.includes('D10')]).toEqual([403, true]);
    const coordinator = await web.signedIn('bk-coordinator');
    expect((await coordinator.get(path())).status).toBe(403);
    const sof = await web.signedIn('sof-liaison');
    expect((await sof.get(path())).status).toBe(404);
  });

  test('on a review that takes none, it is refused and nothing is set', async () => {
    const nominated = await aCaseReview(web, { state: 'nominated', nominatedBy: 'kk-bk' });
    const chair = await web.signedIn('politi-chair');
    const form = `/case-reviews/${nominated.id}/follow-ups/new`;
    const page = await chair.submit(await chair.get(form), form, { type: 'kk-bk/benefit_stop' });
    expect(page.status).toBe(409);
    expect(page.$('.error-summary')?.structuredText).toContain('follow-up.review-state');
  });
});
