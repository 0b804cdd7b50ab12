import { expect, test } from 'vitest';
import { judgeMutants } from './judge-mutants.ts';

/**
 * Each wall is needed, and its fall is seen: a copy of the seeded database is weakened in one place, and the SQL matrix must
 * find it. A run takes three mutants, always the same unless `SEED=…` says others; `npm run test:deep` takes every one.
 */
test('the matrix finds weakened walls', async () => {
  const seed = Number(process.env['SEED'] ?? 1);
  const { tried, survivors } = await judgeMutants({ count: 3, seed, only: process.env['MUTANT'] });
  expect(survivors).toEqual([]);
  expect(tried).toBeGreaterThan(0);
}, 100_000);
