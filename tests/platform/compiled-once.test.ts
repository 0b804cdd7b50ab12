import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { record } from '#audit/record.ts';
import { compiledOnce } from '#platform/database.ts';
import { aWorld } from '../support/world.ts';

test('a statement that was built once takes each call’s own values, null too', async () => {
  const world = await aWorld();
  const echoed = compiledOnce((tx, one: string | null, other: string | null) =>
    sql<{
      row: unknown[];
    }>`select array[${one}::text, ${'fixed'}::text, ${other}::text, ${one}::text] as row`.compile(tx),
  );
  const caller = { kind: 'system', system: 'api', unitId: null, requestId: 'a'.repeat(32) } as const;
  const echo = (one: string | null, other: string | null) =>
    world.api.databases.app.as(caller, async (tx) => {
      record(tx, { verb: 'consult', deed: 'test' });
      return (await echoed(tx, one, other))[0]?.row;
    });
  expect(await echo('a', 'b')).toEqual(['a', 'fixed', 'b', 'a']);
  expect(await echo(null, 'c')).toEqual([null, 'fixed', 'c', null]);
  await world.close();
});
