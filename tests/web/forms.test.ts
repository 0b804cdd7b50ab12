import { describe, expect, test } from 'vitest';
import { danishNumber, readForm } from '#web/forms.ts';
import { localPath } from '#web/local-path.ts';

describe('a number as Danes write it', () => {
  test.each([
    ['1.234,50', 1234.5],
    ['1.234.567', 1_234_567],
    ['1234,5', 1234.5],
    ['1234.50', 1234.5],
    ['48000', 48_000],
    ['48.000', 48_000],
    ['48 000 kr.', 48_000],
    ['0', 0],
    ['-12,5', -12.5],
    ['', undefined],
  ])('%s is %s', (text, number) => {
    expect(danishNumber(text)).toBe(number);
  });

  test.each(['mange', '12,34,56', '1.2.3', '12a', '1,2.3,4'])(
    '%s is none, and stays what was written',
    (text) => {
      expect(danishNumber(text)).toBe(text);
    },
  );
});

test('a form’s values are trimmed, lines end as in the service, and what is empty is absent', () => {
  const form = readForm(
    new Map([
      ['text', [' en\r\nto ']],
      ['none', ['  ']],
      ['many', ['a', '', 'b']],
      ['_version', ['7']],
    ]),
  );
  expect([form.text('text'), form.text('none'), form.text('absent')]).toEqual(['en\nto', '', '']);
  expect([form.optional('none'), form.all('many'), form.all('absent')]).toEqual([undefined, ['a', 'b'], []]);
  expect([form.version(), readForm(new Map([['_version', ['7x']]])).version()]).toEqual([7, undefined]);
});

test.each([
  '//elsewhere.example',
  '/\\elsewhere.example',
  'https://elsewhere.example',
  'x',
  '',
  '/a\nb',
  '/a b',
])('%j is no address of this service', (address) => expect(localPath(address)).toBe('/'));

test.each(['/', '/case-reviews?state=admitted', '/meetings/1/run?item=2#x'])('%s is one', (address) =>
  expect(localPath(address)).toBe(address),
);
