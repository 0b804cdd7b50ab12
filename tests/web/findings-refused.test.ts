import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReview } from '../findings/findings.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';
import { basis, disclosuresOf, findingsOf, police, threeSteps, what } from './findings-steps.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

describe('the bases that cannot be used', () => {
  test('are not offered, and each says why with its provision', async () => {
    const steps = await threeSteps(web);
    const { $$, words } = await steps.send(what);
    const offered = $$('input[name=legalBasisCode]').map((input) => input.getAttribute('value'));
    expect(new Set(offered)).toEqual(new Set(['DBL6-GDPR6E', 'RSL11C']));
    expect(words).toMatch(/Ikke mulige her \(7\)/);
    expect(words).toMatch(
      /gælder ikke for oplysninger om en person\. .*\(Forvaltningsloven § 28, stk\. 1 og 2\)/,
    );
    expect(words).toMatch(/RPL § 115, stk\. 1, nr\. 1 kan ikke bruges af BIF/);
  });

  test('are all of them where the purpose serves none, and the page says what to do', async () => {
    const steps = await threeSteps(web);
    const page = await steps.send({ ...what, dataClass: 'criminal', purpose: 'social_protection' });
    expect(page.$('input[name=legalBasisCode]')).toBeNull();
    expect(page.words).toMatch(/Ingen mulig hjemmel.*Gå tilbage/);
  });
});

describe('a refusal shows the step where it is mended, with everything kept', () => {
  test('step 1: what is missing', async () => {
    const steps = await threeSteps(web);
    const page = await steps.send({ text: 'Kun en tekst.' });
    expect(page.status).toBe(400);
    expect(page.h1).toMatch(/trin 1/);
    expect(page.errors.length).toBe(2);
    expect(page.$('textarea[name=text]')?.textContent.trim()).toBe('Kun en tekst.');
    expect(page.$('#error-summary a[href="#field-statementKind"]')).not.toBeNull();
  });

  test('D8: a money-laundering report, whoever asks', async () => {
    const steps = await threeSteps(web);
    const page = await steps.send({ ...what, sourceClass: 'money_laundering_report' });
    expect(page.status).toBe(422);
    expect(page.h1).toMatch(/trin 1/);
    expect(page.words).toMatch(/absolut tavshedspligt/);
    expect(page.$('#error-summary')?.structuredText).toMatch(/Hvidvaskloven § 38 a/);
    const twin = await steps.send({ sourceClass: 'own_records' });
    expect(twin.h1).toMatch(/trin 2/);
    const undeclared = await steps.send({ ...basis, 'declarations.noMoneyLaunderingSource': null });
    expect([undeclared.status, undeclared.h1.includes('trin 2')]).toEqual([400, true]);
    expect(await findingsOf(web, steps.reviewId)).toEqual([]);
  });

  test('D6: a finding of the police without category and day of review', async () => {
    const steps = await threeSteps(web, 'politi-liaison');
    const page = await steps.send({
      ...police,
      'police.subjectCategory': '',
      'police.reviewDueOn': '2020-01-01',
    });
    expect([page.status, page.h1.includes('trin 1')]).toEqual([422, true]);
    expect(page.errors.join(' ')).toMatch(/Kategorien af den registrerede mangler.*vurderet igen/);
  });

  test('D3: no necessity', async () => {
    const steps = await threeSteps(web);
    await steps.send(what);
    const page = await steps.send({ ...basis, necessity: 'nej' });
    expect([page.status, page.h1.includes('trin 2')]).toEqual([422, true]);
    expect(page.errors.join(' ')).toMatch(/for kort/);
    expect(page.$('input[value=RSL11C][checked]')).not.toBeNull();
  });

  test('D1, D4 and D7: a basis that was not offered', async () => {
    const steps = await threeSteps(web);
    const second = await steps.send(what);
    for (const [code, why] of [
      ['PDL6', /gælder fra 01\.07\.2000 til 24\.05\.2018/],
      ['DBL8-2-3', /omfatter ikke fortrolige oplysninger/],
      ['FVL28-2-3', /gælder ikke for oplysninger om en person/],
      ['RPL115-2', /kan ikke bruges til kontrol med ydelser/],
    ] as const) {
      const page = await steps.browser.submit(second, steps.address, { ...basis, legalBasisCode: code });
      expect([code, page.status, page.h1.includes('trin 2')]).toEqual([code, 422, true]);
      expect(page.errors.join(' ')).toMatch(why);
    }
    expect(await findingsOf(web, steps.reviewId)).toEqual([]);
  });

  test('D2: a recipient that takes no part cannot be chosen, and is refused before anything is saved', async () => {
    const small = await aReview(web, { agencies: ['kk-bif', 'skat'] });
    const steps = await threeSteps(web, 'bif-liaison', 'da', small.id);
    const second = await steps.send(what);
    expect(second.$('input[value=kk-sof]')?.hasAttribute('disabled')).toBe(true);
    expect(second.words).toMatch(/SOF\s*Modtageren deltager ikke i denne sagsgennemgang/);
    const page = await steps.send({ ...basis, recipients: ['skat', 'kk-sof'] });
    expect([page.status, page.h1.includes('trin 2')]).toEqual([422, true]);
    expect(await findingsOf(web, steps.reviewId)).toEqual([]);
  });

  test('D5: under RPL § 115 without the declaration nothing is saved', async () => {
    const steps = await threeSteps(web, 'politi-liaison');
    await steps.send(police);
    const page = await steps.send({ ...basis, legalBasisCode: 'RPL115-1-1', recipients: ['kk-sof'] });
    expect([page.status, page.h1.includes('trin 2')]).toEqual([422, true]);
    expect(page.errors.join(' ')).toMatch(/ikke deles til efterforskning/);
    expect(page.$('input[value=kk-sof][checked]')).not.toBeNull();
    expect(await findingsOf(web, steps.reviewId)).toEqual([]);
  });

  test('a day in the future, which only attaching finds, leads back to the first', async () => {
    const steps = await threeSteps(web);
    await steps.send({ ...what, notedOn: '2999-01-01' });
    const page = await steps.send({ ...basis, recipients: ['skat'] });
    expect([page.status, page.h1.includes('trin 1')]).toEqual([422, true]);
    expect(page.words).toMatch(/kan ikke ligge i fremtiden/);
    await steps.send({ notedOn: '2026-01-12' });
    await steps.send({});
    expect((await steps.release()).words).toMatch(/videregivet til SKAT/);
  });
});

describe('where nothing can be attached', () => {
  test('a review that is not admitted, or not shared, says so before anybody writes', async () => {
    const { id } = await aReview(web, { state: 'concluded' });
    const ended = await threeSteps(web, 'bif-liaison', 'da', id);
    expect(ended.page.words).toMatch(/Du kan ikke tilføje en oplysning nu.*ikke afsluttet/);
    expect(ended.page.$('textarea')).toBeNull();
    const hidden = await aReview(web, { agencies: ['skat'] });
    const lis = await web.signedIn('bif-liaison');
    expect((await lis.get(`/case-reviews/${hidden.id}/findings/new`)).status).toBe(404);
  });

  test('a role that writes no findings is refused', async () => {
    const { id } = await aReview(web);
    for (const who of ['bif-chair', 'bif-approver', 'bif-coordinator', 'bif-auditor']) {
      const browser = await web.signedIn(who);
      expect([who, (await browser.get(`/case-reviews/${id}/findings/new`)).status]).toEqual([who, 403]);
    }
  });
});

test('a form of an earlier session shows its step again with all of it, and saves nothing', async () => {
  const steps = await threeSteps(web);
  await steps.send(what);
  const page = await steps.send({ ...basis, recipients: ['skat'], _csrf: 'of another session' });
  expect([page.status, page.h1.includes('trin 2')]).toEqual([409, true]);
  expect(await findingsOf(web, steps.reviewId)).toEqual([]);
  await steps.send({});
  expect((await steps.release()).words).toMatch(/videregivet til SKAT/);
});

test('what has changed since the second step is said on the third, and nobody gets it', async () => {
  const steps = await threeSteps(web);
  await steps.send(what);
  // Somebody ends SKAT's participation in the very moment between trying the rules and attaching.
  await web.superuser
    .query(`create function app.test_leaves() returns trigger language plpgsql security definer as $$
    begin update app.unit_agency set valid_to = valid_from where agency_id = 'skat'; return new; end $$`);
  await web.superuser.query(
    'create trigger test_leaves after insert on app.finding for each row execute function app.test_leaves()',
  );
  const page = await steps.send({ ...basis, recipients: ['skat', 'kk-bk'] });
  await web.superuser.query('drop trigger test_leaves on app.finding');
  await web.superuser.query("update app.unit_agency set valid_to = null where agency_id = 'skat'");
  expect([page.status, page.h1.includes('trin 3')]).toEqual([200, true]);
  expect(page.words).toMatch(/SKAT.*Kan ikke få oplysningen.*Den kan ikke videregives sådan/);
  expect(page.$('button[value=release]')).toBeNull();
  const [finding] = await findingsOf(web, steps.reviewId);
  const action = `/findings/${finding?.id}/disclose`;
  expect(await disclosuresOf(web, finding?.id ?? '')).toEqual([]);
  const changed = await steps.browser.submit(page, action, { _do: 'change' });
  const preview = await steps.browser.submit(changed, action, { recipients: ['kk-bk'] });
  await steps.browser.submit(preview, action, { _do: 'release' });
  expect(await disclosuresOf(web, finding?.id ?? '')).toEqual(['kk-bk']);
});
