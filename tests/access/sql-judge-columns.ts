import type pg from 'pg';
import type { Login } from './oracle-facts.ts';
import { mayTouch } from './sql-judge-grants.ts';
import { failure, type Judged, type Seeded } from './sql-session.ts';

/** Every column, asked for in a statement: 42501 where it is not granted, and nothing like it where it is. `every` takes some. */
export async function judgeColumns(
  { columns }: Pick<Seeded, 'columns'>,
  session: pg.Client,
  login: Login,
  every = 1,
): Promise<Judged> {
  const judged: Judged = { cells: 0, deviations: [] };
  const all = [...columns].flatMap(([table, names]) => names.map((column) => [table, column] as const));
  for (const [table, column] of all.filter((_one, index) => index % every === 0))
    for (const [privilege, statement] of [
      ['SELECT', `select ${column} from ${table} where false`],
      ['UPDATE', `update ${table} set ${column} = default where false`],
      ['INSERT', `explain insert into ${table} (${column}) values (default)`],
    ] as const) {
      const answer = await session.query(statement).then(() => 'done', failure);
      judged.cells += 1;
      if (answer.startsWith('42501') === mayTouch(table, column, login, privilege))
        judged.deviations.push(`${login}: ${statement}: ${answer}`);
    }
  return judged;
}
