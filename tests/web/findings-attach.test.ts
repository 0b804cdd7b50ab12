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
    const third = await steps.send(basis);
    expect(third.h1).toMatch(/trin 3 af 3/);
    expect(third.$('.finding-card')?.structuredText).toContain(what.text);
    expect(await findingsOf(web, steps.reviewId), 'nothing is kept before the last step').toEqual([]);
    const done = await steps.send({ recipients: ['skat', 'kk-bk'] });
    expect(steps.sent).toBe(3);
    expect(done.words).toMatch(/tilføjet og videregivet til SKAT, Betaling og Kontrol/);
    const [finding] = await findingsOf(web, steps.reviewId);
    expect(done.path).toBe(`/findings/${finding?.id}`);
    expect(await disclosuresOf(web, finding?.id ?? '')).toEqual(['kk-bk', 'skat']);
  });

  test('the last step sent twice attaches and discloses once', async () => {
    const steps = await threeSteps(web);
    await steps.send(what);
    const third = await steps.send(basis);
    const [once, again] = [
      await steps.browser.submit(third, steps.address, { recipients: ['skat'] }),
      await steps.browser.submit(third, steps.address, { recipients: ['skat'] }),
    ];
    expect(again.path).toBe(once.path);
    expect(await findingsOf(web, steps.reviewId)).toHaveLength(1);
    expect(await disclosuresOf(web, once.path.split('/').at(-1) ?? '')).toEqual(['skat']);
  });

  test('without recipients it is for the own agency only', async () => {
    const steps = await threeSteps(web);
    await steps.send(what);
    await steps.send(basis);
    const done = await steps.send({});
    expect(done.words).toMatch(/Kun din egen myndighed ser den/);
    expect(done.words).toMatch(/ikke videregivet til nogen: kun egen myndighed/);
  });

  test('one goes back and forth and loses nothing', async () => {
    const steps = await threeSteps(web);
    await steps.send(what);
    await steps.send(basis);
    const back = await steps.send({ recipients: ['skat'], _back: 'basis' });
    expect(back.$('textarea[name=necessity]')?.textContent).toBe(`\n${basis.necessity}`.trim());
    const first = await steps.send({ _back: 'what' });
    expect(first.$('textarea[name=text]')?.textContent.trim()).toBe(what.text);
    expect(first.$('input[name=dataClass][checked]')?.getAttribute('value')).toBe('confidential');
    await steps.send({ text: 'Har modtaget kontanthjælp siden marts.' });
    const third = await steps.send({});
    expect(third.$('input[value=skat][checked]')).not.toBeNull();
    const done = await steps.send({});
    expect(done.words).toMatch(/Har modtaget kontanthjælp siden marts\..*SKAT/);
  });

  test('the police say category, reliability and day of review, and each recipient sees the restriction', async () => {
    const steps = await threeSteps(web, 'politi-liaison');
    expect(steps.page.words).toMatch(/Kun for politiet/);
    const second = await steps.send(police);
    expect(second.words).toMatch(/Brugen begrænses: må ikke anvendes til efterforskning af straffesager/);
    const third = await steps.send({ ...basis, legalBasisCode: 'RPL115-1-1' });
    expect(third.words).toMatch(/SOF.*Må ikke anvendes til efterforskning af straffesager/);
    const done = await steps.send({ recipients: ['kk-sof'], declarationNotInvestigation: 'yes' });
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
    await steps.send(basis);
    const done = await steps.send({ recipients: ['skat'] });
    expect(done.words).toMatch(/The finding is attached and disclosed to SKAT/);
  });

  test('nothing of what was written is in an address, a cookie or a header', async () => {
    const { id, name, cpr } = await aReview(web, { name: 'Vera Hemmeligsen' });
    const steps = await threeSteps(web, 'bif-liaison', 'da', id);
    const pages = [steps.page, await steps.send(what), await steps.send(basis)];
    pages.push(await steps.send({ recipients: ['skat'] }));
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

test('special categories: the author attaches, and an approver has to disclose', async () => {
  const steps = await threeSteps(web, 'sof-liaison');
  const special = { ...what, text: 'Er i behandling.', dataClass: 'special', purpose: 'social_protection' };
  const second = await steps.send(special);
  expect(second.words).toMatch(/En godkender, som ikke har skrevet oplysningen, skal videregive den/);
  const third = await steps.send({ ...basis, legalBasisCode: 'DBL7-4' });
  expect(third.$('input[name=recipients]')).toBeNull();
  expect(third.words).toMatch(/Bed derefter en godkender i SOF/);
  const done = await steps.send({});
  expect(done.$('.alert-success')?.structuredText).toMatch(
    /tilføjet\. En godkender i SOF, som ikke har skrevet den, skal videregive den/,
  );
  expect(await disclosuresOf(web, done.path.split('/').at(-1) ?? '')).toEqual([]);
});

test('a CPR number in the text is warned of before anything leaves the agency, and is not repeated', async () => {
  const steps = await threeSteps(web);
  expect(steps.page.$('textarea[name=text]')?.getAttribute('data-scan')).toBe('da');
  const page = await steps.send({ ...what, text: 'Bor med 780264-2812.' });
  expect(page.$('.alert-warning')?.structuredText).toMatch(/ser ud til at indeholde et CPR-nummer/);
  expect(page.$('.alert-warning')?.structuredText).not.toContain('780264');
  const third = await steps.send(basis);
  expect(third.$('.alert-warning')?.structuredText).toMatch(/CPR-nummer/);
  const clean = await threeSteps(web);
  expect((await clean.send(what)).text).not.toMatch(/ser ud til at indeholde/);
});
