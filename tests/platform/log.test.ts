import { expect, test } from 'vitest';
import { describeError, scrub } from '#platform/log.ts';

test.each([
  ['780264-2812 blev slået op', '######-#### blev slået op'],
  ['cpr=7802642812&x', 'cpr=######-####&x'],
  ['780264 2812', '######-####'],
])('a civil registration number does not reach the log: %s', (text, expected) => {
  expect(scrub(text)).toBe(expected);
});

test('longer numbers, ids and times stay as they are', () => {
  for (const text of ['12345678901', '2026-01-31T08:00:00.000Z', '3f5d0c4e-9d14-4a44-9e5a-31c5b0ad3b11']) {
    expect(scrub(text)).toBe(text);
  }
});

test('an error is logged by its class, code and place, never by its message', () => {
  const cause = Object.assign(new TypeError('Key (cpr)=(780264-2812) already exists'), { code: '23505' });
  const described = describeError(new Error('finding of Jørgen Opdigtet', { cause }));
  expect(JSON.stringify(described)).not.toMatch(/Jørgen|780264|exists/);
  expect(described).toMatchObject({ type: 'Error', cause: { type: 'TypeError', code: '23505' } });
  expect(describeError('a thrown text with 780264-2812')).toEqual({ type: 'string' });
});
