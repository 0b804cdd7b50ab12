import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAdmittedReview, told } from '../case-reviews/reviews.ts';
import { aWorld, type World } from '../support/world.ts';

let world: World;
let path: string;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await anAdmittedReview(world, ['skat'], 'bif-liaison', { cpr: '880683-2016' })).id;
  path = `/v1/case-reviews/${reviewId}/unmaskings`;
});
afterAll(() => world.close());

const reason = { reason: 'identify_in_own_system' };

test('shows the number to who works with the person, and records it every time', async () => {
  for (const who of ['bif-liaison', 'skat-liaison', 'sof-chair']) {
    const { json } = await world.as(who).post(path, reason);
    expect({ who, ...json }).toEqual({ who, cpr: '880683-2016' });
  }
  const { rows } = await world.superuser.query(
    `select agency_id, convert_from(canon, 'UTF8')::jsonb -> 'event' as event, convert_from(canon, 'UTF8') as canon
     from audit.event where review_id = $1 and outcome = 'done' and verb = 'consult' order by id`,
    [reviewId],
  );
  expect(rows.map((row) => row.agency_id)).toEqual(['kk-bif', 'skat', 'kk-sof']);
  expect(rows[0].event).toMatchObject({ deed: 'unmaskCitizen', fields: ['cpr'], ...reason });
  expect(rows[0].canon).not.toContain('880683');
});

test('is refused without a reason from the list, a purpose or a role', async () => {
  const free = await world.as('bif-liaison').post(path, { reason: 'fordi jeg gerne vil' });
  expect(free.json.errors).toMatchObject([{ pointer: '/body/reason', rule: 'field.not-a-choice' }]);
  const aimless = await world.as('bif-liaison').post(path, reason, { purpose: null });
  expect(aimless.status).toBe(400);
  for (const who of ['bif-coordinator', 'bif-approver', 'bif-auditor', 'bif-legal-officer']) {
    const { status } = await world.as(who).post(path, reason);
    expect({ who, status }).toEqual({ who, status: 403 });
  }
});

test('of a hidden review is answered like that of a missing one', async () => {
  const missing = '/v1/case-reviews/00000000-0000-4000-8000-000000000000/unmaskings';
  const answer = await world.as('sof-liaison').post(path, reason);
  expect(answer.status).toBe(404);
  expect(told(answer)).toEqual(told(await world.as('sof-liaison').post(missing, reason)));
});
