import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';

/** Where a number is sealed; the row is the one of citizen_number. */
export const cprColumn = 'citizen_number.cpr_ct';

/** The id of the citizen with this number (10 digits); made when nobody has it yet, and the answer does not tell which. */
export async function resolve(tx: Transaction, vault: Vault, cpr: string): Promise<string> {
  const index = vault.index(cpr);
  const numberId = randomUUID();
  const sealed = vault.seal(cpr, cprColumn, numberId);
  const { rows } = await sql<{ id: string }>`select app.resolve_citizen(
    ${index.value}::bytea, ${index.keyId}::text, ${randomUUID()}::uuid, ${numberId}::uuid, ${sealed}::bytea) as id`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) throw new Error('the citizen was not resolved');
  return row.id;
}

/** The citizen with this number among the reviews that the caller may see, or null. */
export async function findVisible(tx: Transaction, vault: Vault, cpr: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select app.find_citizen(${
    vault.index(cpr).value
  }::bytea) as id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** One number of each citizen that the caller may see, still sealed; nobody has more than one as long as numbers are not changed here. */
export function sealedNumbers(tx: Transaction, citizenIds: readonly string[]) {
  return tx
    .selectFrom('citizen_number')
    .distinctOn('citizen_id')
    .select(['id', 'citizen_id', 'cpr_ct'])
    .where('citizen_id', '=', sql<string>`any(${citizenIds}::uuid[])`)
    .orderBy('citizen_id')
    .orderBy('id')
    .execute();
}

/**
 * Counts one look-up of this person, unless there were `limit` in the last hour: then the seconds until the oldest of
 * them is forgotten. The lock makes look-ups of one person wait for each other, so that many at once count right.
 */
export async function countLookUp(tx: Transaction, personId: string, limit: number): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`citizen-lookup ${personId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ counted: string | null; wait: number | null }>`
    with recent as (
      select at from app.citizen_lookup
      where person_id = ${personId}::uuid and at > clock_timestamp() - interval '1 hour'
    ), counted as (
      insert into app.citizen_lookup (person_id)
      select ${personId}::uuid where (select count(*) from recent) < ${limit}::int returning id
    )
    select (select id from counted) as counted,
      (select ceil(extract(epoch from min(at) + interval '1 hour' - clock_timestamp()))::int from recent) as wait`.execute(
    tx,
  );
  const [row] = rows;
  return row?.counted ? null : Math.max(1, row?.wait ?? 1);
}
