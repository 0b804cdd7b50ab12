import { type Kysely, sql } from 'kysely';
import type { DB } from '#platform/database-types.ts';

/** An agreement as a setup file, the demo or the tests state it; both days count. */
export type StatedAgreement = {
  unitId: string;
  agencyId: string;
  scope: string;
  signedOn: string;
  validFrom: string;
  validTo: string;
};

/**
 * Puts agreements that were signed before the service knew of them, each as the agency's next version. One that stands there
 * with the same days already is left alone, so that it is safe to repeat. Only for the deployer. Returns how many were new.
 */
export async function putAgreements(db: Kysely<DB>, agreements: readonly StatedAgreement[]): Promise<number> {
  let added = 0;
  for (const { unitId, agencyId, scope, signedOn, validFrom, validTo } of agreements) {
    const { numAffectedRows } = await sql`
      insert into app.participation_agreement (unit_id, agency_id, authority_id, version, scope, signed_on, valid_from, valid_to, state, origin)
      select ${unitId}, agency.id, agency.authority_id, 1 + (
          select coalesce(max(version), 0) from app.participation_agreement where unit_id = ${unitId} and agency_id = agency.id),
        ${scope}, ${signedOn}::date, ${validFrom}::date, ${validTo}::date, 'signed', 'setup'
      from app.agency where agency.id = ${agencyId} and not exists (
        select from app.participation_agreement known where known.unit_id = ${unitId} and known.agency_id = agency.id
          and known.state = 'signed' and known.signed_on = ${signedOn}::date
          and known.valid_from = ${validFrom}::date and known.valid_to = ${validTo}::date)`.execute(db);
    added += Number(numAffectedRows ?? 0);
  }
  return added;
}

/** The agencies that take part on `day`, in one unit or in any, and have never had an agreement there. Only for the deployer. */
export async function withoutAgreement(
  db: Kysely<DB>,
  day: string,
  unitId?: string,
): Promise<{ unitId: string; agencyId: string }[]> {
  const { rows } = await sql<{ unitId: string; agencyId: string }>`
    select distinct part.unit_id as "unitId", part.agency_id as "agencyId" from app.unit_agency part
    where part.valid_from <= ${day}::date and coalesce(part.valid_to >= ${day}::date, true)
      and (${unitId ?? null}::text is null or part.unit_id = ${unitId ?? null}::text)
      and not exists (select from app.participation_agreement known
        where known.unit_id = part.unit_id and known.agency_id = part.agency_id and known.state = 'signed')
    order by 1, 2`.execute(db);
  return rows;
}
