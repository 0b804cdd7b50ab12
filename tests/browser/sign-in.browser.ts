import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, shoot, signIn } from './support/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('one signs in as an invented person from the first page, holds no token, and signs out', async () => {
  const lis = await signIn(browser, 'bif-liaison');
  expect(await lis.page.locator('.header').innerText()).toContain('Lis Eksempelholm');
  await shoot(lis.page, 'start-liaison');
  const cookies = await lis.page.context().cookies();
  expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([]);
  expect(await lis.page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  expect(JSON.stringify(cookies)).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  await lis.page.getByRole('button', { name: 'Log ud' }).click();
  await lis.page.waitForURL('**/signed-out');
  await lis.page.goto('/seat');
  expect(new URL(lis.page.url()).pathname).toMatch(/sign-in|demo-idp/);
  expect(lis.troubles).toEqual([]);
  await lis.close();
});

test('what a browser would leave to scripts works without them', async () => {
  const lis = await signIn(browser, 'bif-liaison', { javaScriptEnabled: false });
  await lis.page.getByRole('button', { name: 'English' }).click();
  expect(await lis.page.locator('html').getAttribute('lang')).toBe('en');
  expect(inject('serviceUrl')).toBe(new URL(lis.page.url()).origin);
  await lis.close();
});

test('the menu is there on a wide screen, and waits to be asked for on a narrow one, also when the window changes', async () => {
  const lis = await signIn(browser, 'bif-liaison', { viewport: { width: 320, height: 800 } });
  const entry = lis.page.getByRole('link', { name: 'Gennemgange' });
  await expect.poll(() => entry.isVisible()).toBe(false);
  await lis.page.locator('.site-menu summary').click();
  await expect.poll(() => entry.isVisible()).toBe(true);
  await lis.page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => entry.isVisible()).toBe(true);
  await lis.page.setViewportSize({ width: 320, height: 800 });
  await expect.poll(() => entry.isVisible()).toBe(false);
  await lis.page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => entry.isVisible()).toBe(true);
  await lis.close();
});
