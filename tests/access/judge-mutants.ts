import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseRoles } from '#platform/migrate.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Login } from './oracle-facts.ts';
import { aSeededDatabase } from './seeded-database.ts';
import { runSqlMatrix } from './sql-matrix.ts';
import type { Seeded } from './sql-session.ts';

/** mulberry32: a small generator whose whole state is the seed. */
function random(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function chosen(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const next = random(seed);
  const order = mutants.map((mutant) => ({ mutant, at: next() })).toSorted((a, b) => a.at - b.at);
  return order.slice(0, count).map(({ mutant }) => mutant);
}

type Place = { admin: pg.Client; seeded: Seeded };

/** What the matrix says of a copy that was weakened. */
async function judge({ admin, seeded }: Place, mutant: Mutant): Promise<string[]> {
  const name = `mutant_${randomBytes(6).toString('hex')}`;
  const url = Object.assign(new URL(seeded.url), { pathname: `/${name}` }).toString();
  await admin.query(`create database ${name} template ${new URL(seeded.url).pathname.slice(1)}`);
  const bypassing = mutant.bypass ? databaseRoles.find((role) => mutant.name.includes(role)) : undefined;
  try {
    await admin.query(
      `grant connect on database ${name} to cap_app, cap_register, cap_reporter, cap_scheduler`,
    );
    if (mutant.sql !== '') await weaken(url, mutant.sql);
    const users = bypassing
      ? { ...seeded.users, [bypassing]: await aBypassingLogin(admin, bypassing, name) }
      : seeded.users;
    return (await runSqlMatrix({ ...seeded, url, users }, 'first')).deviations;
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    if (bypassing) await admin.query(`drop role if exists ${name}`);
  }
}

async function weaken(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function aBypassingLogin(
  admin: pg.Client,
  role: Login,
  name: string,
): Promise<{ user: string; password: string }> {
  const password = randomBytes(12).toString('hex');
  await admin.query(`create role ${name} login bypassrls password '${password}' in role cap_${role}`);
  return { user: name, password };
}

/** Some mutants, or all of them: the names of those that the SQL matrix does not see, and how many were tried. */
export async function judgeMutants({
  count,
  seed,
  only,
}: {
  count: number;
  seed: number;
  only?: string | undefined;
}): Promise<{ tried: number; survivors: string[] }> {
  const world = await aSeededDatabase();
  const mutants = await mutantsOf(
    world.superuser,
    databaseRoles.map((role) => `cap_${role}`),
  );
  // A database that somebody is connected to cannot be copied.
  await world.superuser.end();
  const admin = new pg.Client({ connectionString: inject('databaseUrl') });
  await admin.connect();
  const place = { admin, seeded: world.seeded };
  const survivors: string[] = [];
  // Where the matrix finds something anyway, a mutant that is found proves nothing.
  const anyway = await judge(place, { name: 'nothing', sql: '' });
  const taken = only ? mutants.filter(({ name }) => name.includes(only)) : chosen(mutants, count, seed);
  process.stdout.write(`${taken.length} of ${mutants.length} mutants, SEED=${seed}\n`);
  const waiting = taken.entries();
  const work = async () => {
    for (const [index, mutant] of waiting) {
      if (index > 0 && index % 50 === 0) process.stdout.write(`${index} tried\n`);
      if ((await judge(place, mutant)).length > 0) continue;
      survivors.push(mutant.name);
      process.stdout.write(`survived: ${mutant.name}\n`);
    }
  };
  if (anyway.length === 0) await Promise.all([work(), work()]);
  await admin.end();
  await world.close();
  return { tried: taken.length, survivors: [...anyway, ...survivors] };
}
