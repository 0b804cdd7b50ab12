import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { demoPeople } from '#demo/people.ts';
import { crawl, type Found } from '../../support/crawl.ts';

const screenshots = join(import.meta.dirname, '../screenshots');

export async function openBrowser(): Promise<Browser> {
  await mkdir(screenshots, { recursive: true });
  return chromium.launch({
    executablePath: inject('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type Person = {
  page: Page;
  /** What went wrong in the browser: errors of scripts, of the content policy, requests to other hosts. */
  troubles: string[];
  close(): Promise<void>;
};

/** A browser window of its own in which an invented person has signed in as people do: by the list on the demo's page. */
export async function signIn(
  browser: Browser,
  username: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const base = inject('serviceUrl');
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1280, height: 900 },
    locale: 'da-DK',
    ...options,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    // The status of a page that says no is no trouble.
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4'))
      troubles.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) troubles.push(`asked another host: ${new URL(request.url()).host}`);
  });
  await page.goto('/');
  const person = demoPeople.find((one) => one.username === username);
  const link = page.locator(`a[href*="login_hint=${username}"]`);
  expect(await link.innerText()).toContain(person?.name);
  await link.click();
  await page.waitForURL((url) => url.origin === base && !/sign-in|demo-idp/.test(url.pathname));
  return { page, troubles, close: () => context.close() };
}

export const shoot = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });

// What lies deep in long lists: a review that findings can be attached to, and a meeting that was held.
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
const first = ['/case-reviews?state=admitted', `/meetings?from=2020-01-01&until=${today}`, '/'];

/** The pages that are found from somebody's start page, several of each kind. Those that the role does not open are left out. */
export async function pagesOf({ page }: Person): Promise<Found[]> {
  const get = async (address: string) => {
    const answer = await page.context().request.get(address);
    const type = answer.headers()['content-type'] ?? '';
    return { status: answer.status(), type, text: type.includes('text/html') ? await answer.text() : '' };
  };
  const linked = await crawl(get, { each: 3, first });
  // No page links to these while the person has the case and the agreements hold.
  const review = linked.find(
    ({ pattern, status }) => pattern === '/case-reviews/:reviewId' && status === 200,
  );
  const unlinked = review ? [`${review.address}/opening`, `${review.address}/emergency`] : [];
  const found = [...linked, ...(await crawl(get, { first: unlinked }))].filter(
    (one, at, all) => all.findIndex(({ address }) => address === one.address) === at,
  );
  // Some of these addresses are another role's; a colleague's case is answered with the form to open it.
  const given = [...first, ...unlinked];
  return found.filter(
    ({ address, status, text }) =>
      !(status === 403 && (given.includes(address) || /action="[^"]*\/opening"/.test(text))),
  );
}
