import { expect, test } from 'vitest';
import type { Principal } from './principal.ts';
import { leaksIn } from './canaries.ts';

const reader: Principal = {
  name: 'reader',
  unit: 'koebenhavn',
  agency: 'kk-bif',
  authority: 'koebenhavns-kommune',
  personId: '',
  subject: '',
  roles: ['liaison'],
  barred: null,
  token: null,
};
const canary = 'CNRY0123456789ABCDEF';
const secrets = [
  { text: canary, of: 'text', may: () => false },
  { text: '7802642812', of: 'number', may: () => false },
  { text: 'CNRYFEDCBA9876543210', of: 'own text', may: () => true },
];
const answer = (text: string, headers = {}) => ({ status: 200, text, headers, json: undefined });

test.each([
  ['plain', `{"text":"${canary}"}`],
  ['reversed', Array.from(canary).toReversed().join('')],
  ['hex', Buffer.from(`x${canary}`).toString('hex')],
  ['base64', Buffer.from(`{"a":"${canary}"}`).toString('base64')],
  ['base64, one place on', Buffer.from(`{"ab":"${canary}"}`).toString('base64')],
  ['base64url, two places on', Buffer.from(`{"abc":"${canary}"}`).toString('base64url')],
  ['URL-encoded', `/x?q=${encodeURIComponent(`æ${canary}`)}`],
])('a canary is found in %s form', (_form, text) => {
  expect(leaksIn(answer(text), reader, secrets)).toEqual(['tells the text']);
});

test('a number is found, and a header is looked at', () => {
  expect(leaksIn(answer('{"cpr":"7802642812"}'), reader, secrets)).toEqual(['tells the number']);
  expect(leaksIn(answer('', { etag: `"${canary}"` }), reader, secrets)).toEqual(['tells the text']);
});

test('what the reader may know is no leak, until the reader is let in no more', () => {
  const text = '{"text":"CNRYFEDCBA9876543210"}';
  expect(leaksIn(answer(text), reader, secrets)).toEqual([]);
  expect(leaksIn(answer(text), { ...reader, barred: 401 }, secrets)).toEqual(['tells the own text']);
});
