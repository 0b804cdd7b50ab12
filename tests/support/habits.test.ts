import { expect, test } from 'vitest';
import { brokenHabits } from './habits.ts';

test.each([
  '// oxlint-disable-next-line no-console',
  '/* eslint-disable */',
  '// @ts-ignore',
  '// @ts-expect-error',
  '// @ts-nocheck',
  '// prettier-ignore',
  'const scope = text as unknown as Scope;',
  'const scope = text as any as Scope;',
  "test.skip('later', () => {});",
  "describe.only('this', () => {});",
  '// TODO: the other half',
])('refuses %s', (line) => {
  expect(brokenHabits('services/units/agency.ts', `const one = 1;\n${line}\n`)).toEqual([
    expect.stringMatching(/^services\/units\/agency\.ts:2: ./),
  ]);
});

test.each([
  'const scopes = scopesOf(row) satisfies readonly Scope[];',
  'const only = tests.skipped;',
  "const word = 'todo';",
])('has nothing against %s', (line) => {
  expect(brokenHabits('services/units/agency.ts', line)).toEqual([]);
});
