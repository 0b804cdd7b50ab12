import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from './support/faults.ts';
import { openBrowser, type Person, shoot, signIn } from './support/people.ts';

const example = join(import.meta.dirname, '../register/examples/register-2016-2017');
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();

let browser: Browser;
let lis: Person;
let mads: Person;
let karen: Person;
beforeAll(async () => {
  browser = await openBrowser();
  lis = await signIn(browser, 'bif-liaison');
  mads = await signIn(browser, 'politi-chair');
  karen = await signIn(browser, 'bif-coordinator');
});
afterAll(() => browser.close());

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const heading = (page: Page) => page.locator('h1').innerText();
const inFocus = (page: Page) => page.locator('#case-heading').innerText();

test('the liaison answers what the start page asks for: a finding attached and disclosed in three steps', async () => {
  const { page } = lis;
  await page.goto('/');
  await page
    .getByRole('link', { name: /Svar på gennemgang/ })
    .last()
    .click();
  const review = page.url().replace(/#.*/, '');
  await page.getByRole('link', { name: 'Tilføj oplysning' }).first().click();

  let steps = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/findings\/new$|\/disclose$/.test(request.url())) steps += 1;
  });
  await page.locator('[name=text]').fill('Ring til 010190-1234 om sagen');
  await page.locator('.cpr-warning', { hasText: 'CPR-nummer' }).waitFor();
  await page.locator('[name=text]').fill('Har modtaget kontanthjælp i hele 2026 uden at oplyse om arbejde.');
  expect(await page.locator('.cpr-warning').first().innerText()).toBe('');
  await page.locator('[name=statementKind][value=fact]').check();
  await page.locator('[name=dataClass][value=confidential]').check();
  await press(page, 'Næste');
  expect(await heading(page)).toContain('trin 2 af 3');
  await shoot(page, 'attach-basis');
  const basis = page.locator('[name=legalBasisCode]').first();
  await basis.check();
  await page.locator('[name=necessity]').fill('Oplysningen afgør, om ydelsen er berettiget.');
  await page.locator('[name="declarations.noMoneyLaunderingSource"]').check();
  await page.locator('[name=recipients]:not([disabled])').first().check();
  await press(page, /Tilføj, og se/);
  expect(await heading(page)).toContain('trin 3 af 3');
  await shoot(page, 'attach-look');
  await press(page, 'Videregiv');
  expect(await page.locator('[role=status]').first().innerText()).toMatch(/videregivet/i);
  expect(steps).toBe(3);

  await page.goto(review);
  await page.locator('[name=kind][value=finding]').check();
  await press(page, 'Send svaret');
  expect(await page.locator('main').innerText()).toContain('kontanthjælp i hele 2026');
  await shoot(page, 'dossier');
});

test('the chair plans a meeting, settles the agenda that is proposed, and opens it', async () => {
  const { page } = mads;
  await page.goto('/');
  await shoot(page, 'start-chair');
  await page.goto('/meetings/new');
  await page.locator('[name=date]').fill(today);
  await page.locator('[name=time]').fill('23:30');
  await press(page, 'Planlæg mødet');
  await press(page, /Byg et forslag/);
  await press(page, 'Fastlæg dagsordenen');
  await shoot(page, 'agenda');
  await press(page, 'Åbn mødet');
  await page.waitForURL('**/run**');
  expect(await page.locator('#run').getAttribute('data-state')).toBe('open');
});

test('what the chair records is on the other screen within a second, and two keys are enough for a case', async () => {
  await lis.page.goto(mads.page.url().replace(/\?.*/, ''));
  expect(await lis.page.locator('form[action$="/outcome"]').count()).toBe(0);
  await mads.page.locator('#run-status').waitFor({ state: 'attached' });
  await mads.page.waitForTimeout(1_000);
  const count = await mads.page.locator('.run-item').count();
  expect(count).toBeGreaterThan(3);
  const first = await inFocus(mads.page);
  const shownThere = lis.page.locator('#items-left', { hasText: /^1 af/ });
  const pressed = performance.now();
  await mads.page.keyboard.press('i');
  await shownThere.waitFor({ timeout: 5_000 });
  const took = performance.now() - pressed;
  expect(took).toBeLessThan(1_000);
  await mads.page.waitForFunction(
    (before) => document.querySelector('#case-heading')?.textContent !== before,
    first,
  );
  await shoot(mads.page, 'meeting-chair');
  await shoot(lis.page, 'meeting-liaison');
  expect([...(await faultsOf(mads.page, 'chair')), ...(await faultsOf(lis.page, 'liaison'))]).toEqual([]);

  // One follow-up by keyboard: open, agree to what is proposed, send.
  await mads.page.keyboard.press('h');
  await mads.page.keyboard.press('Enter');
  await mads.page.locator('#part-follow-ups', { hasText: 'Fra dette møde' }).waitFor();
  let keys = 3;
  for (let left = count - 1; left > 0; left -= 1) {
    const before = await inFocus(mads.page);
    await mads.page.keyboard.press(left === count - 1 ? 'o' : left === 1 ? 'u' : 'i');
    keys += 1;
    await mads.page.locator('#items-left', { hasText: new RegExp(`^${count - left + 1} af`) }).waitFor();
    if (left > 1)
      await mads.page.waitForFunction(
        (was) => document.querySelector('#case-heading')?.textContent !== was,
        before,
      );
  }
  expect(keys).toBeLessThanOrEqual(2 * count);
});

test('a window that lost the connection catches up with what it missed', async () => {
  const context = lis.page.context();
  await context.setOffline(true);
  const item = mads.page.locator('.run-item a').first();
  await item.click();
  await mads.page.waitForFunction(() =>
    document.querySelector('#case-heading')?.textContent?.startsWith('1.'),
  );
  await mads.page.keyboard.press('o');
  await mads.page.locator('.run-item', { hasText: 'Opfølgning' }).first().waitFor();
  await context.setOffline(false);
  const there = lis.page.locator('.run-item').first().filter({ hasText: 'Opfølgning' });
  await there.waitFor({ timeout: 15_000 });
  expect(await there.count()).toBe(1);
});

test('two who record the same case lose nothing: the second sees both and decides', async () => {
  const other = await mads.page.context().newPage();
  const [address] = mads.page.url().split('?');
  const id = await mads.page.locator('.run-item a').nth(1).getAttribute('href');
  // The second window hears of nothing: it has no script.
  const quiet = await browser.newContext({
    storageState: await mads.page.context().storageState(),
    javaScriptEnabled: false,
  });
  const second = await quiet.newPage();
  await second.goto(new URL(id ?? '', address).href);
  await other.goto(new URL(id ?? '', address).href);
  await other.keyboard.press('i');
  await other.waitForTimeout(500);
  await second.getByRole('button', { name: /^Udsæt|^Udsat/ }).click();
  const conflict = await second.locator('#conflict').innerText();
  expect(conflict).toMatch(/Gemt nu[^]*Ingen opfølgning[^]*Du valgte[^]*(Udsæt|Udsat)/);
  await shoot(second, 'conflict');
  await second.locator('#conflict a, #conflict button').last().click();
  await Promise.all([quiet.close(), other.close()]);
});

test('the chair closes the meeting', async () => {
  await mads.page.reload();
  await press(mads.page, 'Luk mødet');
  expect(await mads.page.locator('main').innerText()).toMatch(/lukket/i);
});

test('the owner of a follow-up reports on it', async () => {
  const { page } = lis;
  for (const owner of ['bif-liaison', 'sof-liaison', 'bk-liaison', 'skat-liaison', 'politi-liaison']) {
    const person = await signIn(browser, owner);
    await person.page.goto('/follow-ups?mine=true');
    const mine = person.page.locator('main a[href^="/follow-ups/"]').first();
    if ((await mine.count()) === 0) continue;
    await mine.click();
    await person.page.locator('[name=status][value=completed]').check();
    await person.page.locator('[name=closedOn]').fill(today);
    await shoot(person.page, 'follow-up');
    await press(person.page, 'Gem');
    expect(await person.page.locator('main').innerText()).toMatch(/Afsluttet|Gennemført|Udført/);
    await person.close();
    expect(page.isClosed()).toBe(false);
    return;
  }
  throw new Error('nobody has a follow-up');
});

test('the coordinator makes the half-year’s report and takes it along as a file', async () => {
  const { page } = karen;
  await page.goto('/');
  await shoot(page, 'start-coordinator');
  await page.goto('/reports');
  await press(page, 'Lav rapporten');
  await shoot(page, 'report');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /CSV/ })
      .or(page.getByRole('button', { name: /CSV/ }))
      .first()
      .click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
});

test('and reads in the spreadsheets of before: looked through, read in, and shown', async () => {
  const { page } = karen;
  await page.goto('/register-imports');
  const files = page.locator('input[type=file]');
  for (const [index, name] of ['gennemgange.csv', 'oplysninger.csv', 'opfoelgning.csv'].entries())
    await files.nth(index).setInputFiles(join(example, name));
  await press(page, /Se registeret igennem/);
  const words = await page.locator('main').innerText();
  expect(words).toMatch(/194/);
  await shoot(page, 'import-preview');
  await page.locator('form[action$="/commit"] button').click();
  await page.waitForFunction(() => /662/.test(document.querySelector('main')?.textContent ?? ''), undefined, {
    timeout: 60_000,
  });
  await shoot(page, 'import-done');
});

test('nothing went wrong behind the pages', () => {
  expect(
    [lis, mads, karen]
      .flatMap(({ troubles }) => troubles)
      .filter((text) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(text)),
  ).toEqual([]);
});
