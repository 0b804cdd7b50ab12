import { expect, test } from 'vitest';
import { fieldErrors } from '#api/problem.ts';
import { z } from 'zod';
import { civilDate } from '#platform/contract.ts';
import { addDays } from '#platform/danish-time.ts';

test.each([
  ['1900-01-01', []],
  ['2999-12-31', []],
  ['1899-12-31', ['date.year']],
  ['3026-01-01', ['date.year']],
  ['0001-01-01', ['date.year']],
  ['9999-12-31', ['date.year']],
  ['2026-02-30', ['field.format']],
  ['12026-01-01', ['field.format']],
  ['i morgen', ['field.format']],
])('%s at the door', (day, rules) => {
  const { error } = civilDate.safeParse(day);
  expect(error ? fieldErrors('body', error).map(({ rule }) => rule) : []).toEqual(rules);
  // What the door lets in, and nothing else, the calendar can reckon with.
  expect(() => rules.length > 0 || addDays(day, 0)).not.toThrow();
});

test('the document calls it a date, and nothing more', () => {
  expect(z.toJSONSchema(civilDate)).toMatchObject({ type: 'string', format: 'date' });
});
