import { demoPeople } from '#demo/people.ts';
import type { World } from '../support/world.ts';

/** The id of one of the demo's people. */
export async function idOf(world: World, username: string): Promise<string> {
  const subject = demoPeople.find((one) => one.username === username)?.subject;
  const { rows } = await world.superuser.query<{ id: string }>(
    'select id from app.person where subject = $1',
    [subject],
  );
  return rows[0]?.id ?? '';
}

/** Opens a case that a colleague has, as somebody who needs it. */
export async function opens(world: World, username: string, reviewId: string): Promise<void> {
  const answer = await world.as(username).post(`/v1/case-reviews/${reviewId}/openings`, {
    reason: 'Skal tage stilling til en oplysning på sagen.',
  });
  if (answer.status !== 201) throw new Error(`not opened: ${answer.text}`);
}

/** Gives somebody one more role in the agency, so that it has two people of the kind. */
export async function alsoA(world: World, username: string, role: string): Promise<string> {
  const person = demoPeople.find((one) => one.username === username);
  const id = await idOf(world, username);
  await world.superuser.query(
    `insert into app.role_assignment (person_id, role, unit_id, agency_id, authority_id, valid_from)
     values ($1, $2, $3, $4, $5, '2016-01-01')`,
    [id, role, person?.unitId, person?.agencyId, person?.authorityId],
  );
  return id;
}
