import { sql } from 'kysely';
import type { Role } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';

/** The review as far as deciding who opens it needs; undefined when it is not there, hidden, or closed to the caller. */
export function holdingRow(tx: Transaction, reviewId: string) {
  return tx
    .selectFrom('case_review')
    .select(['id', 'unit_id', 'agencies', 'held', 'closed_to'])
    .where('id', '=', reviewId)
    .executeTakeFirst();
}

export type Colleague = { person_id: string; name: string; agency_id: string; roles: Role[] };

/** The people with a role in the unit on that day, of one agency or of all (null), by name. */
export async function peopleInUnit(
  tx: Transaction,
  unitId: string,
  agencyId: string | null,
  day: string,
): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select p.id as person_id, p.name, r.agency_id, array_agg(distinct r.role order by r.role) as roles
    from app.role_assignment r join app.person p on p.id = r.person_id
    where r.unit_id = ${unitId} and (${agencyId}::text is null or r.agency_id = ${agencyId}::text)
      and r.revoked_at is null and r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to >= ${day}::date)
      and p.state = 'active'
    group by p.id, p.name, r.agency_id
    order by p.name, r.agency_id, p.id`.execute(tx);
  return rows;
}
