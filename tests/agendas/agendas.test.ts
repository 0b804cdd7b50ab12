import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAgendas } from '#agendas/questions.ts';
import { aMeeting, asScheduler, atOnce, inDays, settled } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
let reviews: Json[];
let nomination: Json;
let unasked: Json;
let meeting: Json;
const idsOn = (agenda: Json) => agenda.items.map((item: Json) => item.reviewId);
const propose = (meetingId: string, who = 'politi-chair') =>
  world.as(who).post(`/v1/meetings/${meetingId}/agenda-proposals`);
const settle = (meetingId: string, body: object, version: number, who = 'politi-chair') =>
  world.as(who).post(`/v1/meetings/${meetingId}/agenda-settlement`, body, { version });

beforeAll(async () => {
  world = await aWorld();
  reviews = [];
  for (const nominatedOn of ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04']) {
    reviews.push(
      await aCaseReview(world, { nominatedOn, agencies: nominatedOn < '2026-01-03' ? ['skat'] : ['kk-bif'] }),
    );
  }
  nomination = await aCaseReview(world, { state: 'nominated', nominatedOn: '2025-11-01' });
  unasked = await aCaseReview(world, { nominatedOn: '2025-11-02' });
  await aCaseReview(world, { state: 'declined' });
  await aCaseReview(world, { state: 'withdrawn' });
  await aCaseReview(world, { state: 'concluded' });
  await aCaseReview(world, { unitId: 'fyn', nominatedBy: 'skat', agencies: ['skat'] });
  meeting = await aMeeting(world, inDays(5), 3);
});
afterAll(() => world.close());

describe('a proposal', () => {
  test('has who comes on, and of every other open review why not and what would bring it on', async () => {
    const { json } = await propose(meeting.id, 'politi-coordinator');
    expect(json).toMatchObject({
      revision: 1,
      state: 'proposed',
      meeting: { id: meeting.id, state: 'planned' },
    });
    expect(idsOn(json)).toEqual(reviews.slice(0, 3).map(({ id }) => id));
    expect(json.absent.map((one: Json) => [one.reviewId, one.reason.code])).toEqual([
      [nomination.id, 'not_admitted'],
      [unasked.id, 'awaiting_first_asking'],
      [reviews[3].id, 'over_capacity'],
    ]);
    expect(json.absent[2].remedy).toMatchObject({ da: expect.stringContaining('kapacitet') });
  });

  test('of the same inputs is the same revision; of others a new one', async () => {
    const again = await propose(meeting.id, 'bif-chair');
    expect(again.json.revision).toBe(1);
    const later = await aMeeting(world, inDays(6), 3);
    const first = await propose(later.id);
    expect(first.json.items.map((item: Json) => item.reviewId)).toEqual([reviews[3].id]);
    expect(first.json.absent.filter((one: Json) => one.reason.code === 'on_earlier_agenda')).toHaveLength(3);
    const changed = await world
      .as('politi-chair')
      .patch(`/v1/meetings/${later.id}`, { capacity: 4 }, { version: 1 });
    expect(changed.status).toBe(200);
    expect((await propose(later.id)).json.revision).toBe(2);
    await world.as('politi-chair').post(`/v1/meetings/${later.id}/cancellation`, {}, { version: 2 });
    expect(await propose(later.id)).toMatchObject({ status: 409, json: { ruleId: 'agenda.meeting-begun' } });
  });

  test('asked for many times at once is one revision', async () => {
    const many = await aMeeting(world, inDays(8));
    const answers = await atOnce(
      world,
      { text: 'lock table app.agenda in share mode' },
      [1, 2, 3].map(() => () => propose(many.id)),
    );
    expect(answers.map(({ status, json }) => [status, json.revision])).toEqual(
      Array.from({ length: 3 }, () => [200, 1]),
    );
    const { rows } = await world.superuser.query('select revision from app.agenda where meeting_id = $1', [
      many.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test.each(['bif-liaison', 'bif-approver', 'bif-auditor', 'bif-administrator', 'national-reader'])(
    'is not made by %s',
    async (who) => {
      expect(await propose(meeting.id, who)).toMatchObject({
        status: 403,
        json: { ruleId: 'permission.missing' },
      });
    },
  );
});

describe('the agenda', () => {
  test('shows a liaison the reviews of the own agency, without gaps that tell of others', async () => {
    const { json } = await world.as('bif-liaison').get(`/v1/meetings/${meeting.id}/agenda`);
    expect(json.items.map((item: Json) => [item.reviewId, item.position])).toEqual([[reviews[2].id, 1]]);
    expect(json.absent).toBeNull();
    const nothing = await world.as('sof-liaison').get(`/v1/meetings/${meeting.id}/agenda`);
    expect(nothing.json.items).toEqual([]);
    expect(nothing.text).not.toContain(reviews[3].id);
  });

  test('is in the trail with the reviews that were shown, and no others', async () => {
    await world.as('bif-liaison').get(`/v1/meetings/${meeting.id}/agenda`);
    const { rows } = await world.superuser.query(
      `select convert_from(canon, 'UTF8')::jsonb #> '{event,ids,reviews}' as reviews from audit.event
       where agency_id = 'kk-bif' and convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' = 'getAgenda' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ reviews: [reviews[2].id] }]);
  });

  test('is not there before one is built, nor for who has no business at meetings', async () => {
    const bare = await aMeeting(world, inDays(9));
    const address = `/v1/meetings/${bare.id}/agenda`;
    expect(await world.as('skat-liaison').get(address)).toMatchObject({
      status: 404,
      json: { ruleId: 'agenda.none' },
    });
    expect((await world.as('skat-auditor').get(address)).status).toBe(403);
    const unknown = await world.as('skat-liaison').get(`/v1/meetings/${crypto.randomUUID()}/agenda`);
    expect(unknown.json.ruleId).toBe('not-found');
    const noPurpose = await world.as('skat-liaison').get(address, { purpose: null });
    expect(noPurpose).toMatchObject({ status: 400, json: { errors: [{ rule: 'purpose.missing' }] } });
  });

  test('loses a review that is withdrawn, at once and in the next revision', async () => {
    const review = await aCaseReview(world, { nominatedOn: '2025-10-01', agencies: ['skat'] });
    expect(idsOn((await propose(meeting.id)).json)[0]).toBe(review.id);
    await world.superuser.query("update app.case_review set state = 'withdrawn' where id = $1", [review.id]);
    const read = await world.as('politi-chair').get(`/v1/meetings/${meeting.id}/agenda`);
    expect(idsOn(read.json)).not.toContain(review.id);
    expect(read.json.items[0].position).toBe(1);
    const again = await propose(meeting.id);
    expect(again.json.revision).toBe(read.json.revision + 1);
    expect(again.text).not.toContain(review.id);
  });
});

describe('settling', () => {
  test('asks for the version, the chair and the newest revision', async () => {
    const at = await aMeeting(world, inDays(11));
    expect(await settle(at.id, {}, 1)).toMatchObject({ status: 404, json: { ruleId: 'agenda.none' } });
    const { json } = await propose(at.id);
    const path = `/v1/meetings/${at.id}/agenda-settlement`;
    expect((await world.as('politi-chair').post(path, {})).status).toBe(428);
    expect((await settle(at.id, {}, 1, 'politi-coordinator')).status).toBe(403);
    expect(await settle(at.id, {}, 7)).toMatchObject({ status: 412, json: { currentVersion: 1 } });
    expect(await settle(at.id, { revision: json.revision + 1 }, 1)).toMatchObject({
      status: 412,
      json: { ruleId: 'version.stale', currentRevision: json.revision },
    });
    expect((await settle(at.id, { revision: json.revision }, 1)).json).toMatchObject({
      revision: 1,
      state: 'settled',
    });
  });

  test('with changes makes a revision that says what the chair added and removed', async () => {
    const at = await aMeeting(world, inDays(12));
    const extra = await aCaseReview(world, { nominatedOn: '2024-01-01' });
    for (const nominatedOn of ['2026-02-01', '2026-02-02', '2026-02-03'])
      await aCaseReview(world, { nominatedOn, agencies: ['skat'] });
    const proposal = (await propose(at.id)).json;
    const [first, ...others] = idsOn(proposal);
    const order = [extra.id, ...others.toReversed()];
    const { json } = await settle(at.id, { remove: [first], add: [extra.id], order }, 1);
    expect(json).toMatchObject({ revision: 2, newestRevision: 2, state: 'settled' });
    expect(idsOn(json)).toEqual(order);
    expect(json.items[0].reasons).toMatchObject([{ code: 'added_by_chair' }]);
    expect(json.absent).toContainEqual(
      expect.objectContaining({
        reviewId: first,
        reason: expect.objectContaining({ code: 'removed_by_chair' }),
      }),
    );
  });

  test.each<[string, () => object, string]>([
    ['an order that leaves one out', () => ({ order: [reviews[0].id] }), 'agenda.order-incomplete'],
    ['removing what is not there', () => ({ remove: [unasked.id] }), 'agenda.not-on-it'],
    ['adding a nomination', () => ({ add: [nomination.id] }), 'agenda.cannot-add'],
  ])('refuses %s, and nothing is settled', async (_case, changes, ruleId) => {
    const [at] = (await world.as('skat-chair').get('/v1/meetings')).json.items;
    await propose(at.id);
    expect(await settle(at.id, changes(), at.version)).toMatchObject({ status: 422, json: { ruleId } });
    expect((await world.as('skat-chair').get(`/v1/meetings/${at.id}`)).json).toMatchObject({
      state: 'planned',
    });
  });

  test('by two at once: one settles, the other learns that it was too late', async () => {
    const at = await aMeeting(world, inDays(13));
    await propose(at.id);
    const lock = { text: 'select from app.meeting where id = $1 for update', values: [at.id] };
    const answers = await atOnce(world, lock, [
      () => settle(at.id, {}, 1),
      () => settle(at.id, {}, 1, 'bk-chair'),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });

  test('holds: a newer proposal waits beside the settled revision', async () => {
    const at = await aMeeting(world, inDays(14));
    await settled(world, at.id);
    await aCaseReview(world, { nominatedOn: '2023-01-01', agencies: ['skat'] });
    const proposal = (await propose(at.id)).json;
    const { json } = await world.as('skat-liaison').get(`/v1/meetings/${at.id}/agenda`);
    expect(json).toMatchObject({ revision: 1, newestRevision: proposal.revision, state: 'settled' });
  });
});

describe('the scheduler', () => {
  test('builds for planned meetings within 14 days, and again only when something changed', async () => {
    const near = await aMeeting(world, inDays(3));
    const far = await aMeeting(world, inDays(30));
    const now = new Date().toISOString();
    const built = await asScheduler(world, (tx) => buildAgendas(tx, 'koebenhavn', now));
    expect(built.map(({ meetingId }) => meetingId)).toContain(near.id);
    expect(built.map(({ meetingId }) => meetingId)).not.toContain(far.id);
    expect(await asScheduler(world, (tx) => buildAgendas(tx, 'koebenhavn', now))).toEqual([]);
    const byHand = await propose(near.id);
    expect(byHand.json.revision).toBe(1);
    const review = await aCaseReview(world, { nominatedOn: '2022-01-01', agencies: ['kk-sof'] });
    const again = await asScheduler(world, (tx) => buildAgendas(tx, 'koebenhavn', now));
    expect(again).toContainEqual({ meetingId: near.id, revision: 2 });
    const { json } = await world.as('sof-liaison').get(`/v1/meetings/${near.id}/agenda`);
    expect(idsOn(json)).toEqual([review.id]);
    const { rows } = await world.superuser.query(
      "select distinct system, person_id from audit.event where convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' = 'buildAgendas'",
    );
    expect(rows).toEqual([{ system: 'scheduler', person_id: null }]);
  });
});
