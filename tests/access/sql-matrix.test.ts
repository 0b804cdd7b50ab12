import { afterAll, beforeAll, expect, test } from 'vitest';
import { logins } from './oracle-facts.ts';
import { rowRules } from './oracle.ts';
import { columnGrants } from './oracle-grants.ts';
import { aSeededDatabase } from './seeded-database.ts';
import { judgeColumns } from './sql-judge-columns.ts';
import { runSqlMatrix } from './sql-matrix.ts';
import { callersOf } from './sql-callers.ts';

let world: Awaited<ReturnType<typeof aSeededDatabase>>;
beforeAll(async () => {
  world = await aSeededDatabase();
});
afterAll(() => world.close());

test('every table has a row in the oracle, and every row in the oracle a table', () => {
  expect(Object.keys(rowRules).toSorted()).toEqual([...world.seeded.columns.keys()].toSorted());
  expect(Object.keys(columnGrants).toSorted()).toEqual([...world.seeded.columns.keys()].toSorted());
});

test('the world has rows to see and rows to hide in every table', () => {
  const bare = Object.keys(rowRules).filter((table) => {
    const rows = world.seeded.facts.get(table) ?? [];
    const rules = Object.values(rowRules[table]?.select ?? {});
    const seen = rows.map((row) =>
      [...callersOf(world.seeded.ids).values()].some((caller) =>
        rules.some((holds) => holds(row, caller, world.seeded.facts)),
      ),
    );
    return rules.length > 0 && !seen.includes(true);
  });
  expect(bare).toEqual([]);
});

test.each(logins)('a login answers 42501 for a column that it is not granted: %s', async (login) => {
  const session = await world.session(login);
  // Every ninth column; all of them in `npm run access:matrix`.
  const { cells, deviations } = await judgeColumns(world.seeded, session, login, 9);
  expect(deviations).toEqual([]);
  expect(cells).toBeGreaterThan(100);
});

test('rows, columns, functions and changes are what the oracle says', async () => {
  const { cells, deviations } = await runSqlMatrix(world.seeded, 'all');
  process.stdout.write(`SQL matrix: ${cells} cells\n`);
  expect(deviations).toEqual([]);
  expect(cells).toBeGreaterThan(10_000);
});
