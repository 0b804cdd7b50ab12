import type { Answer, Json, World } from '../support/world.ts';

/** Puts a signed version into the database, as the deployer would. Days are counted from today. */
export async function anAgreement(
  { superuser }: Pick<World, 'superuser'>,
  agencyId: string,
  [from, to]: readonly [from: number, to: number],
): Promise<string> {
  const { rows } = await superuser.query(
    `insert into app.participation_agreement (unit_id, agency_id, authority_id, version, scope, signed_on, valid_from, valid_to, state, origin)
     select 'koebenhavn', a.id, a.authority_id, 1 + (select coalesce(max(version), 0) from app.participation_agreement
         where unit_id = 'koebenhavn' and agency_id = a.id), 'Prøve.', today + $2::int, today + $2::int, today + $3::int, 'signed', 'setup'
     from app.agency a, (select (now() at time zone 'Europe/Copenhagen')::date as today) d where a.id = $1 returning id`,
    [agencyId, from, to],
  );
  return rows[0].id;
}

/** From now on the agency has no agreement in force. */
export const lapse = (world: Pick<World, 'superuser'>, agencyId: string) =>
  anAgreement(world, agencyId, [-1, -1]);
/** It has one again. */
export const renew = (world: Pick<World, 'superuser'>, agencyId: string) =>
  anAgreement(world, agencyId, [-1, 900]);

/** Status and rule of a refusal, or the status alone. */
export const said = ({ status, json }: Answer): string =>
  [status, json?.ruleId].filter((part) => part !== undefined).join(' ');
export const codesOf = (json: Json): string[] =>
  json.decisions.flatMap(({ refusals }: Json) => refusals.map(({ code }: Json) => code));
