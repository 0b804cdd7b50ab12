import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReview } from '../findings/findings.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';
import { basis, disclosuresOf, findingsOf, police, threeSteps, what } from './findings-steps.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

describe('three steps', () => {
  test('attach and disclose a finding, and no step more', async () => {
    const steps = await threeSteps(web);
    expect(steps.page.h1).toBe('Tilføj en oplysning, trin 1 af 3: hvad');
    const second = await steps.send(what);
    expect(second.h1).toMatch(/trin 2 af 3/);
    expect(second.words).toMatch(/RSL § 11 c\s*Kan gives til/);
    expect(second.words).toMatch(/SKAT\s*Kan få den efter/);
    expect(await findingsOf(web, steps.reviewId), 'nothing is kept before the second step').toEqual([]);
    const third = await steps.send({ ...basis, recipients: ['skat', 'kk-bk'] });
    expect(third.h1).toBe('Tilføj en oplysning, trin 3 af 3: se efter og videregiv');
    expect(third.words).toContain('Foreløbig ser kun din egen myndighed den');
    const [finding] = await findingsOf(web, steps.reviewId);
    expect(await disclosuresOf(web, finding?.id ?? ''), 'nothing leaves before the third').toEqual([]);
    const pictures = third.$$('.side-by-side section');
    expect(pictures.map((one) => one.querySelector('h2')?.textContent)).toEqual([
      'SKAT',
      'Betaling og Kontrol',
    ]);
    for (const picture of pictures) expect(picture.structuredText).toContain(what.text);
    const hashes = pictures.map((one) => one.querySelector('code')?.text ?? '');
    const done = await steps.release();
    expect(steps.sent).toBe(3);
    expect(done.words).toMatch(/videregivet til SKAT, Betaling og Kontrol/);
    expect(done.path).toBe(`/findings/${finding?.id}`);
    expect(await disclosuresOf(web, finding?.id ?? '')).toEqual(['kk-bk', 'skat']);
    const got = await web.as('skat-liaison').get(`/v1/findings/${finding?.id}`);
    expect(got.json.contentHash.slice(0, 12), 'what was shown is what is read').toBe(hashes[0]);
  });

  test('the steps sent twice attach and disclose once', async () => {
    const steps = await threeSteps(web);
    const second = await steps.send(what);
    const filled = { ...basis, recipients: ['skat'] };
    await steps.browser.submit(second, steps.address, filled);
    const third = await steps.send(filled);
    expect(await findingsOf(web, steps.reviewId)).toHaveLength(1);
    const action = third.$('form[action$="/disclose"]')?.getAttribute('action') ?? '';
    const [once, again] = [
      await steps.browser.submit(third, action, { _do: 'release' }),
      await steps.browser.submit(third, action, { _do: 'release' }),
    ];
    expect(again.path).toBe(once.path);
    expect(await disclosuresOf(web, once.path.split('/').at(-1) ?? '')).toEqual(['skat']);
  });

  test('without recipients it is for the own agency only', async () => {
    const steps = await threeSteps(web);
    await steps.send(what);
    const done = await steps.send(basis);
    expect(done.words).toMatch(/Kun din egen myndighed ser den/);
    expect(done.words).toMatch(/ikke videregivet til nogen: kun egen myndighed/);
  });

  test('one goes back and forth and loses nothing', async () => {
    const steps = await threeSteps(web);
    await steps.send(what);
    const first = await steps.send({ ...basis, recipients: ['skat'], _back: 'what' });
    expect(first.$('textarea[name=text]')?.textContent.trim()).toBe(what.text);
    expect(first.$('input[name=dataClass][checked]')?.getAttribute('value')).toBe('confidential');
    const second = await steps.send({ text: 'Har modtaget kontanthjælp siden marts.' });
    expect(second.$('textarea[name=necessity]')?.textContent.trim()).toBe(basis.necessity);
    expect(second.$('input[value=skat][checked]')).not.toBeNull();
    expect((await steps.send({})).h1).toMatch(/trin 3 af 3/);
    expect((await steps.release()).words).toMatch(/Har modtaget kontanthjælp siden marts\..*SKAT/);
  });

  test('the police say category, reliability and day of review, and each recipient sees the restriction', async () => {
    const steps = await threeSteps(web, 'politi-liaison');
    expect(steps.page.words).toMatch(/Kun for politiet/);
    const second = await steps.send(police);
    expect(second.words).toMatch(/Brugen begrænses: må ikke anvendes til efterforskning af straffesager/);
    const given = { ...basis, legalBasisCode: 'RPL115-1-1', recipients: ['kk-sof'] };
    const undeclared = await steps.send(given);
    expect(undeclared.status).toBe(422);
    expect(undeclared.errors.join(' ')).toMatch(/ikke deles til efterforskning/);
    expect(await findingsOf(web, steps.reviewId)).toEqual([]);
    const third = await steps.send({ declarationNotInvestigation: 'yes' });
    expect(third.words).toMatch(/SOF.*Må ikke anvendes til efterforskning af straffesager/);
    const done = await steps.release();
    expect(done.status).toBe(200);
    expect(done.$('.use-restriction')?.structuredText).toContain('Må ikke anvendes til efterforskning');
    expect(done.words).toMatch(/Kategori Anden.*Kildens pålidelighed B2.*31. december 2999/);
    const others = await threeSteps(web);
    expect(others.page.words).not.toMatch(/Kun for politiet/);
  });

  test('speaks English too', async () => {
    const steps = await threeSteps(web, 'bif-liaison', 'en');
    expect(steps.page.h1).toBe('Attach a finding, step 1 of 3: what');
    const second = await steps.send(what);
    expect(second.words).toMatch(/Not possible here \(\d+\)/);
    expect(second.words).toMatch(/cannot be used by BIF/);
    expect((await steps.send({ ...basis, recipients: ['skat'] })).h1).toMatch(
      /step 3 of 3: look and disclose/,
    );
    expect((await steps.release()).words).toMatch(/The finding is disclosed to SKAT/);
  });

  test('nothing of what was written is in an address, a cookie or a header', async () => {
    const { id, name, cpr } = await aReview(web, { name: 'Vera Hemmeligsen' });
    const steps = await threeSteps(web, 'bif-liaison', 'da', id);
    const pages = [steps.page, await steps.send(what)];
    pages.push(await steps.send({ ...basis, recipients: ['skat'] }), await steps.release());
    const said = pages.map(({ path, headers }) => `${path} ${JSON.stringify(headers)}`).join(' ');
    const kept = JSON.stringify([...steps.browser.jar]);
    for (const secret of [
      'kontanthjælp',
      'berettiget',
      name,
      name.split(' ')[1] ?? '',
      cpr,
      cpr.slice(0, 6),
    ]) {
      expect(said).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
  });
});

test('special categories: the author attaches and proposes, and an approver has to disclose', async () => {
  const steps = await threeSteps(web, 'sof-liaison');
  const special = { ...what, text: 'Er i behandling.', dataClass: 'special', purpose: 'social_protection' };
  const second = await steps.send(special);
  expect(second.words).toMatch(/En godkender, som ikke har skrevet oplysningen, skal videregive den/);
  const third = await steps.send({ ...basis, legalBasisCode: 'DBL7-4', recipients: ['kk-bif'] });
  expect(third.words).toContain('Venter på en godkender');
  expect(third.$('button[value=release]')).toBeNull();
  const action = third.$('form[action$="/disclose"]')?.getAttribute('action') ?? '';
  const done = await steps.browser.submit(third, action, { _do: 'propose' });
  expect(done.words).toContain('Forslaget venter på en godkender');
  const [finding] = await findingsOf(web, steps.reviewId);
  expect(await disclosuresOf(web, finding?.id ?? '')).toEqual([]);
});

test('a CPR number in the text is warned of before anything leaves the agency, and is not repeated', async () => {
  const steps = await threeSteps(web);
  expect(steps.page.$('textarea[name=text]')?.getAttribute('data-scan')).toBe('da');
  const page = await steps.send({ ...what, text: 'Bor med 780264-2812.' });
  expect(page.$('.alert-warning')?.structuredText).toMatch(/ser ud til at indeholde et CPR-nummer/);
  expect(page.$('.alert-warning')?.structuredText).not.toContain('780264');
  const clean = await threeSteps(web);
  expect((await clean.send(what)).text).not.toMatch(/ser ud til at indeholde/);
});
