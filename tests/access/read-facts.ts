import type pg from 'pg';
import { z } from 'zod';
import type { Facts } from './oracle-facts.ts';

const record = z.object({ table: z.string(), rows: z.array(z.record(z.string(), z.unknown())) });

/** Every row of every table, and the columns of each. */
export async function readFacts(
  superuser: pg.Client,
): Promise<{ facts: Facts; columns: ReadonlyMap<string, string[]> }> {
  const tables = await superuser.query(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('app', 'audit') and c.relkind in ('r', 'p', 'v', 'm') group by 1`,
  );
  const columns = new Map<string, string[]>();
  const facts = new Map<string, z.infer<typeof record>['rows']>();
  for (const row of tables.rows) {
    const { name, columns: names } = z.object({ name: z.string(), columns: z.array(z.string()) }).parse(row);
    columns.set(name, names);
    const read = await superuser.query(
      `select $1::text as table, coalesce(jsonb_agg(to_jsonb(t)), '[]') as rows from ${name} t`,
      [name],
    );
    facts.set(name, record.parse(read.rows[0]).rows);
  }
  return { facts, columns };
}
