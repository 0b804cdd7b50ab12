import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

test('the start page greets who is signed in, in both languages', async () => {
  const lis = await web.signedIn('bif-liaison');
  const page = await lis.get('/');
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/^<!doctype html><html lang="da"/);
  expect(page.$('.site-person')?.structuredText).toMatch(/Lis Eksempelholm[^]*Kontaktperson, BIF/);
  const english = await web.signedIn('bif-liaison', 'en');
  expect((await english.get('/')).$('html')?.getAttribute('lang')).toBe('en');
});
