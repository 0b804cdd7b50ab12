import { afterAll, beforeAll, test } from 'vitest';
import { logins, nobody } from '../oracle-facts.ts';
import { rowRules } from '../oracle.ts';
import { columnGrants } from '../oracle-grants.ts';
import type { Part } from '../matrix-row.ts';
import { aSeededDatabase } from '../seeded-database.ts';
import { callersOf } from '../sql-callers.ts';
import { judgeColumns } from '../sql-judge-columns.ts';
import { judgeFunctions } from '../sql-judge-functions.ts';
import { runSqlMatrix } from '../sql-matrix.ts';
import { connect } from '../sql-session.ts';
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
  const superuser = await connect(world.seeded.url);
  for (const login of logins)
    for (const who of ['kk-bif', 'everything', 'scheduler', 'nobody']) {
      const session = await connect(world.seeded.url, world.seeded.users[login]);
      const known = callersOf(world.seeded.ids).get(who) ?? nobody;
      const judged = await judgeFunctions(world.seeded, superuser.client, session, { login, known });
      part.others.push({
        what: `SQL, functions with forged arguments, ${login} as ${who}`,
        cells: judged.cells,
      });
      part.deviations.push(...judged.deviations);
      await session.client.end();
    }
  await superuser.client.end();
  const { cells, deviations } = await runSqlMatrix(
    world.seeded,
    process.env['UNTIL_RED'] === 'yes' ? 'first' : 'all',
  );
  part.others.push({ what: 'SQL, rows, functions, changes and stories', cells });
  part.deviations.push(...deviations);
  await keep(part);
});
