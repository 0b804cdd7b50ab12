import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, pagesOf, signIn } from './support/people.ts';

const mostScript = 40_000;
const mostInAll = 150_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a first visit costs at most 40 kB of script and 150 kB besides fonts, on any page', async () => {
  const chair = await signIn(browser, 'politi-chair');
  const state = await chair.page.context().storageState();
  const weights: { address: string; script: number; all: number }[] = [];
  for (const { address, text } of await pagesOf(chair)) {
    if (text === '') continue;
    // A window that has nothing in its cache.
    const context = await browser.newContext({ storageState: state });
    const page = await context.newPage();
    const loaded: Promise<{ type: string; bytes: number }>[] = [];
    page.on('requestfinished', (request) =>
      loaded.push(
        request.sizes().then((sizes) => ({ type: request.resourceType(), bytes: sizes.responseBodySize })),
      ),
    );
    await page.goto(new URL(address, chair.page.url()).href, { waitUntil: 'networkidle' });
    const sizes = (await Promise.all(loaded)).filter(({ type }) => type !== 'font');
    const sum = (wanted: (type: string) => boolean) =>
      sizes.filter(({ type }) => wanted(type)).reduce((total, { bytes }) => total + bytes, 0);
    weights.push({ address, script: sum((type) => type === 'script'), all: sum(() => true) });
    await context.close();
  }
  expect(weights.length).toBeGreaterThan(5);
  expect(weights.filter(({ script, all }) => script > mostScript || all > mostInAll)).toEqual([]);
  const heaviest = weights.toSorted((a, b) => b.all - a.all)[0];
  console.log(`heaviest first visit: ${JSON.stringify(heaviest)}`);
  await chair.close();
}, 300_000);
