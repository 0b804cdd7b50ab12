import { sql } from 'kysely';
import type { Transaction } from '#platform/database.ts';

/** What one person could do with one review, from an instant until another one. */
export type Window = { id: string; reviewId: string; personId: string; from: string; until: string };

/**
 * How many deeds of each window stand in the trail, by the window's id. Only the agency's auditor in the unit sees them: for
 * everybody else the counts are zero, and mean nothing.
 */
export async function usesWithin(
  tx: Transaction,
  agencyId: string,
  windows: readonly Window[],
): Promise<Map<string, number>> {
  if (windows.length === 0) return new Map();
  const [ids, reviews, people, from, until] = (['id', 'reviewId', 'personId', 'from', 'until'] as const).map(
    (part) => windows.map((one) => one[part]),
  );
  const { rows } = await sql<{ id: string; uses: number }>`
    select asked.id, count(event.id) as uses
    from unnest(${ids}::uuid[], ${reviews}::uuid[], ${people}::uuid[], ${from}::timestamptz[], ${until}::timestamptz[])
      as asked(id, review_id, person_id, since, until)
    left join audit.event event on event.agency_id = ${agencyId} and event.outcome = 'done' and event.review_id = asked.review_id
      and event.person_id = asked.person_id and event.at >= asked.since and event.at < asked.until
    group by asked.id`.execute(tx);
  return new Map(rows.map(({ id, uses }) => [id, uses]));
}
