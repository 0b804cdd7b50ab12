import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alsoIn, aMeeting, anOpenMeeting, atOnce, inDays, settled } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const decide = (item: Json, outcome: string, version = item.version, who = 'politi-chair') =>
  world.as(who).put(`/v1/agenda-items/${item.id}/outcome`, { outcome }, { version });
const reviewOf = async (id: string) =>
  (await world.superuser.query('select state, outcome, reviewed_on from app.case_review where id = $1', [id]))
    .rows[0];

/** An open meeting with one admitted review on it. */
async function oneItem() {
  const review = await aCaseReview(world, { agencies: ['skat'], nominatedOn: '2024-01-01' });
  const { meeting, items } = await anOpenMeeting(world, [review.id]);
  return { review, meeting, item: items[0] };
}

describe('an outcome', () => {
  test('concludes the review on the day of the meeting', async () => {
    const { review, meeting, item } = await oneItem();
    const answer = await decide(item, 'no_follow_up');
    expect(answer).toMatchObject({ status: 200, json: { outcome: 'no_follow_up', version: 2 } });
    expect(answer.headers['etag']).toBe('"2"');
    expect(await reviewOf(review.id)).toEqual({
      state: 'concluded',
      outcome: 'no_follow_up',
      reviewed_on: meeting.date,
    });
  });

  test('can be changed while the meeting is open, from anything to anything, and the review follows', async () => {
    const { review, meeting, item } = await oneItem();
    const day = { reviewed_on: meeting.date };
    const states: [string, object][] = [
      ['follow_up', { state: 'concluded', outcome: 'follow_up', ...day }],
      ['no_follow_up', { state: 'concluded', outcome: 'no_follow_up', ...day }],
      ['postponed', { state: 'admitted', outcome: null, reviewed_on: null }],
      ['withdrawn', { state: 'withdrawn', outcome: null, reviewed_on: null }],
      ['follow_up', { state: 'concluded', outcome: 'follow_up', ...day }],
      ['withdrawn', { state: 'withdrawn', outcome: null, reviewed_on: null }],
      ['postponed', { state: 'admitted', outcome: null, reviewed_on: null }],
      ['no_follow_up', { state: 'concluded', outcome: 'no_follow_up', ...day }],
    ];
    for (const [index, [outcome, review_]] of states.entries()) {
      expect(await decide(item, outcome, index + 1)).toMatchObject({
        status: 200,
        json: { outcome, version: index + 2 },
      });
      expect(await reviewOf(review.id)).toEqual(review_);
    }
  });

  test('of two writers at once is the first one’s; the second learns what was written', async () => {
    const { item } = await oneItem();
    const lock = { text: 'select from app.agenda_item where id = $1 for update', values: [item.id] };
    const answers = await atOnce(world, lock, [
      () => decide(item, 'follow_up'),
      () => decide(item, 'no_follow_up', 1, 'skat-chair'),
    ]);
    const [kept, refused] = answers.toSorted((one, other) => one.status - other.status);
    expect([kept?.status, refused?.status]).toEqual([200, 412]);
    expect(refused?.json).toMatchObject({
      ruleId: 'version.stale',
      currentVersion: 2,
      current: { outcome: kept?.json.outcome, version: 2 },
    });
  });

  test('of a review that was concluded before is noted on the item, and the review stays as it was', async () => {
    const concluded = { state: 'concluded', outcome: 'follow_up', reviewedOn: '2024-03-01' } as const;
    const review = await aCaseReview(world, { ...concluded, agencies: ['skat'], nominatedOn: '2024-01-01' });
    const { items } = await anOpenMeeting(world, [review.id]);
    expect((await decide(items[0], 'no_follow_up')).json).toMatchObject({ outcome: 'no_follow_up' });
    expect((await decide(items[0], 'follow_up', 2)).json).toMatchObject({ outcome: 'follow_up' });
    expect(await reviewOf(review.id)).toEqual({
      state: 'concluded',
      outcome: 'follow_up',
      reviewed_on: '2024-03-01',
    });
    expect(await decide(items[0], 'withdrawn', 3)).toMatchObject({
      status: 409,
      json: { ruleId: 'agenda.concluded-before' },
    });
  });
});

describe('no outcome', () => {
  test('before the meeting is opened, nor after it is closed', async () => {
    await aCaseReview(world, { agencies: ['skat'], nominatedOn: '2020-01-01' });
    const planned = await aMeeting(world, inDays(40));
    const agenda = await settled(world, planned.id);
    expect(await decide(agenda.items[0], 'follow_up')).toMatchObject({
      status: 409,
      json: { ruleId: 'agenda.meeting-not-open', state: 'settled' },
    });
    await world
      .as('politi-chair')
      .post(`/v1/meetings/${planned.id}/cancellation`, {}, { version: agenda.meeting.version });
    const { review, meeting, item } = await oneItem();
    await decide(item, 'postponed');
    const path = `/v1/meetings/${meeting.id}/closing`;
    expect((await world.as('politi-chair').post(path, {}, { version: meeting.version })).status).toBe(200);
    expect(await decide(item, 'follow_up', 2)).toMatchObject({ status: 409, json: { state: 'closed' } });
    expect(await reviewOf(review.id)).toMatchObject({ state: 'admitted' });
  });

  test('on an earlier revision of the agenda', async () => {
    const { meeting, item } = await oneItem();
    await world.superuser.query(
      'insert into app.agenda (meeting_id, unit_id, revision, state, input_sha256) select meeting_id, unit_id, revision + 1, $2, input_sha256 from app.agenda where meeting_id = $1 order by revision desc limit 1',
      [meeting.id, 'settled'],
    );
    expect(await decide(item, 'follow_up')).toMatchObject({
      status: 409,
      json: { ruleId: 'agenda.old-revision' },
    });
  });

  test.each([
    ['bif-liaison', 403],
    ['politi-coordinator', 403],
    ['politi-auditor', 403],
  ])('by %s', async (who, status) => {
    const { review, item } = await oneItem();
    expect((await decide(item, 'follow_up', 1, who)).status).toBe(status);
    expect(await reviewOf(review.id)).toMatchObject({ state: 'admitted' });
  });

  test('by the chair of another unit, for whom the item is not there', async () => {
    await alsoIn(world, 'skat-chair', 'fyn', 'chair');
    const { item } = await oneItem();
    const path = `/v1/agenda-items/${item.id}/outcome`;
    const sent = { version: 1, headers: { 'acting-unit': 'fyn', 'acting-agency': 'skat' } };
    const hidden = await world.as('skat-chair').put(path, { outcome: 'follow_up' }, sent);
    const missing = await world
      .as('skat-chair')
      .put(`/v1/agenda-items/${crypto.randomUUID()}/outcome`, { outcome: 'follow_up' }, sent);
    expect(hidden.status).toBe(404);
    expect({ ...hidden.json, traceId: '' }).toEqual({ ...missing.json, traceId: '' });
  });

  test('without the version, or that is none', async () => {
    const { item } = await oneItem();
    const path = `/v1/agenda-items/${item.id}/outcome`;
    expect((await world.as('politi-chair').put(path, { outcome: 'follow_up' })).status).toBe(428);
    expect(await decide(item, 'guilty')).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/body/outcome', rule: 'field.not-a-choice' }] },
    });
  });
});

test('carrying over counts meetings in a row, and ends when a meeting decides', async () => {
  const review = await aCaseReview(world, { agencies: ['skat'], nominatedOn: '2010-02-01' });
  const first = await anOpenMeeting(world, [review.id]);
  await decide(first.items[0], 'postponed');
  const planned = await aMeeting(world, inDays(60));
  const propose = () => world.as('politi-chair').post(`/v1/meetings/${planned.id}/agenda-proposals`);
  const reasonsOf = (agenda: Json) =>
    agenda.items.find((item: Json) => item.reviewId === review.id)?.reasons.map(({ code }: Json) => code);
  expect(reasonsOf((await propose()).json)).toEqual(['carried_over']);
  expect((await propose()).json.items[0].reviewId).toBe(review.id);
  await decide(first.items[0], 'follow_up', 2);
  expect(reasonsOf((await propose()).json)).toBeUndefined();
});

test('an overdue follow-up brings a concluded review on, until a meeting has dealt with it', async () => {
  const review = await aCaseReview(world, {
    state: 'concluded',
    agencies: ['skat'],
    nominatedOn: '2024-02-01',
  });
  await world.superuser.query(
    `insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, started_on, due_on)
     values ($1, 'koebenhavn', 'skat', 'tax', 'special_control', '2024-02-01', $2)`,
    [review.id, inDays(-100)],
  );
  const planned = await aMeeting(world, inDays(61));
  const isOn = async () => {
    const { json } = await world.as('politi-chair').post(`/v1/meetings/${planned.id}/agenda-proposals`);
    const found = json.items.find((item: Json) => item.reviewId === review.id);
    return found?.reasons.map(({ code }: Json) => code) ?? null;
  };
  expect(await isOn()).toEqual(['overdue_follow_up']);
  const { items } = await anOpenMeeting(world, [review.id]);
  expect(await isOn()).toBeNull();
  await decide(items[0], 'postponed');
  expect(await isOn()).toEqual(['carried_over', 'overdue_follow_up']);
  await decide(items[0], 'follow_up', 2);
  expect(await isOn()).toBeNull();
  await world.superuser.query('update app.follow_up_action set due_on = $2 where review_id = $1', [
    review.id,
    inDays(-1),
  ]);
  expect(await isOn()).toEqual(['overdue_follow_up']);
});
