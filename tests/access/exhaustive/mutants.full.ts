import { test } from 'vitest';
import { judgeMutants } from '../judge-mutants.ts';
import { keep } from './keep.ts';

test('every weakened wall is seen by the SQL matrix', async () => {
  const wish = process.env['MUTANTS'] ?? 'all';
  const count = wish === 'all' ? Number.MAX_SAFE_INTEGER : Number(wish);
  const seed = Number(process.env['SEED'] ?? 1);
  const { tried, survivors } = await judgeMutants({ count, seed, only: process.env['MUTANT'] });
  const deviations = survivors.map((name) => `survived: ${name}`);
  const others = [
    { what: `weakened walls, seed ${seed}: each has to be seen by the SQL matrix`, cells: tried },
  ];
  await keep({ name: 'mutants', rows: [], others, answers: 0, deviations });
});
