import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patterns } from '../support/crawl.ts';
import { faultsOf } from './support/faults.ts';
import { htmlFaults } from './support/valid-html.ts';
import { openBrowser, pagesOf, type Person, shoot, signIn } from './support/people.ts';

const people = [
  'bif-liaison',
  'politi-liaison',
  'politi-chair',
  'bif-coordinator',
  'bif-approver',
  // Whose finding was recalled, and where a proposal waits.
  'bk-liaison',
  'sof-approver',
  'bif-legal-officer',
  'bif-auditor',
  'bif-administrator',
  'national-reader',
];
const widths = [1280, 320];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const seen = new Set<string>();

describe.each(people)('the pages of %s', (username) => {
  test('are valid, have no fault that axe can find, fit the screen and keep their words apart, in both languages', async () => {
    const person = await signIn(browser, username);
    const found = await pagesOf(person);
    expect(found.filter(({ status }) => status !== 200).map(({ address }) => address)).toEqual([]);
    const faults: string[] = [];
    // A page that somebody has looked at already is looked at again only by who sees something else on it.
    const news = found.filter(
      ({ pattern }, at) =>
        found.findIndex((one) => one.pattern === pattern) === at && (pattern === '/' || !seen.has(pattern)),
    );
    for (const { pattern } of news) seen.add(pattern);
    const shown = news.filter(({ text }) => text !== '');
    for (const { address, text } of shown) {
      faults.push(...(await htmlFaults(text, `${username} ${address}`)));
    }
    for (const language of ['da', 'en'] as const) {
      await speak(person, language);
      for (const { address, pattern } of shown) {
        await person.page.goto(address);
        for (const width of widths) {
          await person.page.setViewportSize({ width, height: 900 });
          faults.push(...(await faultsOf(person.page, `${username} ${language} ${width} ${address}`)));
          if (language === 'da') await shoot(person.page, nameOf(username, pattern, width));
        }
      }
    }
    expect(faults).toEqual([]);
    expect(person.troubles).toEqual([]);
    await person.close();
  }, 600_000);
});

test('every page of the table of contents was looked at', () => {
  expect(patterns.filter((pattern) => !seen.has(pattern))).toEqual([]);
});

test.each(['/accessibility', '/about', '/nowhere', '/sign-in/nobody', '/signed-out'])(
  '%s, which everybody may see, has no fault either',
  async (address) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const person = await signIn(browser, 'bif-liaison');
    await page.goto(new URL(address, person.page.url()).href);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect(await faultsOf(page, `${width} ${address}`)).toEqual([]);
    }
    await Promise.all([context.close(), person.close()]);
  },
);

async function speak({ page }: Person, language: 'da' | 'en'): Promise<void> {
  await page.goto('/');
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.getByRole('button', { name: language === 'en' ? 'English' : 'Dansk' }).click();
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
}

const nameOf = (username: string, pattern: string, width: number) =>
  `${username}${pattern.replaceAll(/[^a-zA-Z0-9]+/g, '-')}-${width}`.replaceAll(/-+/g, '-');
