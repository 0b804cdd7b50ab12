import { afterAll, beforeAll, test } from 'vitest';
import { logins } from '../oracle-facts.ts';
import { rowRules } from '../oracle.ts';
import { columnGrants } from '../oracle-grants.ts';
import type { Part } from '../matrix-row.ts';
import { aSeededDatabase } from '../seeded-database.ts';
import { judgeColumns } from '../sql-judge-columns.ts';
import { runSqlMatrix } from '../sql-matrix.ts';
import { keep } from './keep.ts';

let world: Awaited<ReturnType<typeof aSeededDatabase>>;
beforeAll(async () => {
  world = await aSeededDatabase();
});
afterAll(() => world.close());

test('every table, column, row and function answers every login and caller as the oracle says', async () => {
  const part: Part = { name: 'sql', rows: [], others: [], answers: 0, deviations: [] };
  for (const table of world.seeded.columns.keys())
    if (!rowRules[table] || !columnGrants[table]) part.deviations.push(`${table} has no row in the oracle`);
  for (const login of logins) {
    const judged = await judgeColumns(world.seeded, await world.session(login), login);
    part.others.push({ what: `SQL, columns as ${login}`, cells: judged.cells });
    part.deviations.push(...judged.deviations);
  }
  const { cells, deviations } = await runSqlMatrix(world.seeded, 'all');
  part.others.push({ what: 'SQL, rows, functions, changes and stories', cells });
  part.deviations.push(...deviations);
  await keep(part);
});
