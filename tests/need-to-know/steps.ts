import { anAdmittedReview } from '../case-reviews/reviews.ts';
import { aReview } from '../findings/findings.ts';
import type { World } from '../support/world.ts';
import { idOf } from './people.ts';

const reason = 'Afløser for kollegaen, som har ferie denne uge.';

/** A case that BIF's liaison has. */
export const aHeldCase = (world: World) => anAdmittedReview(world, ['skat']);

/** An opening by the liaison, which the agency’s approver can look at. */
export async function anOpening(world: World): Promise<string> {
  const { id } = await aHeldCase(world);
  const answer = await world.as('bif-liaison').post(`/v1/case-reviews/${id}/openings`, { reason });
  return answer.json.id;
}

/** Somebody of SKAT who is excluded from a case. */
export async function anExclusion(world: World): Promise<string> {
  const { id } = await aReview(world);
  const personId = await idOf(world, 'skat-liaison');
  const answer = await world
    .as('politi-chair')
    .post(`/v1/case-reviews/${id}/exclusions`, { personId, reason });
  return answer.json.id;
}
