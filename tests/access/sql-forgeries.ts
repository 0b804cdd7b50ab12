import { signCaller } from '#platform/caller.ts';
import type { Known } from './oracle-facts.ts';
import { announced, failure, type Judged, type Seeded, type Session } from './sql-session.ts';

const minute = 60_000;

/** Whom the database takes settings for that are not quite a caller's own: for nobody. */
export async function judgeForgeries(seeded: Seeded, session: Session, known: Known): Promise<Judged> {
  const caller = announced(known);
  if (caller === null) throw new Error('somebody has to be forged');
  const { pid } = session;
  const key = seeded.signingKey;
  const own = signCaller(caller, key, pid, Date.now());
  const forged: Record<string, string> = {
    'signed with another key': signCaller(caller, 'ab'.repeat(32), pid, Date.now()),
    'changed under its signature': own.replace('kk-bif', 'skat'),
    'of another version under its signature': own.replace('v1', 'v2'),
    'of another connection': signCaller(caller, key, pid + 1, Date.now()),
    'two minutes old': signCaller(caller, key, pid, Date.now() - 2 * minute),
    'two minutes ahead': signCaller(caller, key, pid, Date.now() + 2 * minute),
    unsigned: own.slice(0, -64),
  };
  const judged: Judged = { cells: 0, deviations: [] };
  for (const [what, setting] of Object.entries({ ...forged, own })) {
    const expected = what === 'own' ? `${known.unit}/${known.agency}` : null;
    await session.client.query('begin');
    const scope: unknown = await session.client
      .query("select set_config('app.caller', $1, true)", [setting])
      .then(() => session.client.query<{ scope: unknown }>('select app.caller_scope() as scope'))
      .then(({ rows }) => rows[0]?.scope, failure);
    await session.client.query('rollback');
    judged.cells += 1;
    if (scope !== expected) judged.deviations.push(`a caller ${what} is taken for ${String(scope)}`);
  }
  return judged;
}
