import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';

/** How many emergency accesses that this caller may know of can still be confirmed, and how many are open. */
export async function emergenciesNow(
  tx: Transaction,
  unitId: string,
): Promise<{ waiting: number; open: number }> {
  const { rows } = await sql<{ waiting: number; open: number }>`
    select count(*) filter (where state = 'asked' and answer_by > now()) as waiting,
      count(*) filter (where state = 'confirmed' and until > now()) as open
    from app.emergency_access where unit_id = ${unitId} and state in ('asked', 'confirmed')`.execute(tx);
  return rows[0] ?? { waiting: 0, open: 0 };
}
