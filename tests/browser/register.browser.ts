import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleFolder } from '../register/support.ts';
import { openBrowser, shoot, signIn } from './support/people.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const files = { reviews: 'gennemgange.csv', findings: 'oplysninger.csv', follow_ups: 'opfoelgning.csv' };

/** The example under case numbers of its own, byte by byte: others read it in too. */
async function ownCopy(file: string): Promise<Buffer> {
  const text = await readFile(join(exampleFolder, file), 'latin1');
  return Buffer.from(text.replaceAll(/^(?=201[67]-)/gm, 'B'), 'latin1');
}

test('a register is looked through, read in while the page tells how far, and its refused rows fetched', async () => {
  const karen = await signIn(browser, 'bif-coordinator');
  const { page } = karen;
  await page.getByRole('link', { name: 'Indlæs register' }).click();
  for (const [name, file] of Object.entries(files))
    await page
      .locator(`#field-${name}File`)
      .setInputFiles({ name: file, mimeType: 'text/csv', buffer: await ownCopy(file) });
  await page.getByRole('button', { name: 'Se registeret igennem' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gennemsyn af register' }).waitFor();
  expect(await page.locator('section section tbody tr').count()).toBe(12);
  await shoot(page, 'register-preview');
  await page.getByRole('button', { name: 'Læs 1.052 rækker ind' }).click();
  // Nobody presses anything: the script shows the result.
  await page.getByRole('heading', { level: 1, name: 'Registeret er læst ind' }).waitFor({ timeout: 60_000 });
  expect(await page.locator('main').innerText()).toContain(
    '1.052 rækker er læst ind. 12 rækker blev afvist.',
  );
  await shoot(page, 'register-done');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hent de afviste rækker (gennemgange)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('gennemgange-afviste.csv');
  expect((await readFile(await file.path(), 'utf8')).split('\r\n')).toHaveLength(6);
  expect(karen.troubles).toEqual([]);
  await karen.close();
}, 120_000);

test('without scripts, cells are pasted, mended after an error and read in', async () => {
  const karen = await signIn(browser, 'bif-coordinator', { javaScriptEnabled: false });
  const { page } = karen;
  const cells = (day: string) =>
    [
      '2014-0001',
      '730777-2566',
      'Villads Prøveløs',
      'København',
      'BIF',
      'Ydelse',
      day,
      'Opfølgning',
      '',
    ].join('\t');
  await page.goto('/register-imports');
  await page.getByText('Eller indsæt celler fra et regneark').first().click();
  await page.getByLabel('Celler til gennemgange').fill('noget helt andet');
  await page.getByRole('button', { name: 'Se registeret igennem' }).click();
  expect(await page.locator('.form-error-message').innerText()).toContain('kan ikke genkendes');
  await page.getByLabel('Celler til gennemgange').fill(cells('12-05-2014'));
  await page.getByRole('button', { name: 'Se registeret igennem' }).click();
  await page.getByRole('button', { name: 'Læs 1 række ind' }).click();
  const again = page.getByRole('link', { name: 'Se, hvor langt det er nu' });
  while ((await again.count()) > 0) await again.click();
  expect(await page.locator('h1').innerText()).toBe('Registeret er læst ind');
  await karen.close();
}, 60_000);
