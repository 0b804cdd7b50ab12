import { inject } from 'vitest';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { readFacts } from './read-facts.ts';
import type { Login } from './oracle-facts.ts';
import { aDatabase } from './sql.ts';
import type { Seeded } from './sql-session.ts';
import { seedSqlWorld } from './sql-world.ts';

/** A database with the world of the SQL matrix, and the facts about it. */
export async function aSeededDatabase() {
  const keys = inject('keys');
  const database = await aDatabase();
  const ids = await seedSqlWorld(database.superuser);
  const { facts, columns } = await readFacts(database.superuser);
  const user = (login: Login) => {
    const password = needPassword(keys, login);
    return { user: loginOf(login, password), password };
  };
  const seeded: Seeded = {
    url: database.url,
    users: {
      app: user('app'),
      register: user('register'),
      reporter: user('reporter'),
      scheduler: user('scheduler'),
    },
    signingKey: keys.callerSigning,
    ids,
    facts,
    columns,
  };
  return { ...database, seeded };
}
