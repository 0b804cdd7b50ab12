import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { inDays, today } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

test('from a series to the next agenda: a meeting, as those who hold it do it', async () => {
  const [chair, coordinator] = [world.as('politi-chair'), world.as('politi-coordinator')];
  const asked = { agencies: ['skat', 'kk-bk'], answered: ['skat'] };
  const first = await aCaseReview(world, { ...asked, nominatedOn: '2026-01-02' });
  const second = await aCaseReview(world, { ...asked, nominatedOn: '2026-01-03' });
  const third = await aCaseReview(world, { ...asked, nominatedOn: '2026-01-04' });
  const fourth = await aCaseReview(world, { ...asked, nominatedOn: '2026-01-05' });
  const newcomer = { ...asked, nominatedOn: '2025-12-01' };

  const weekday = new Date(`${today()}T12:00:00Z`).getUTCDay() || 7;
  const rule = { frequency: 'weekly', weekday, at: '23:59', startsOn: today(), exceptions: [] };
  const series = await coordinator.post('/v1/meeting-series', { rule, capacity: 20 });
  expect(series.status).toBe(201);
  const [meetingToday, meetingNext] = series.json.meetings;
  expect(series.json.meetings.length).toBeGreaterThanOrEqual(25);

  const meetingId = await todaysMeeting(meetingToday);
  const proposal = await coordinator.post(`/v1/meetings/${meetingId}/agenda-proposals`);
  expect(proposal.status).toBe(200);
  expect(proposal.json.items.map((item: Json) => item.reviewId)).toEqual([
    first.id,
    second.id,
    third.id,
    fourth.id,
  ]);
  expect(proposal.json.items[0]).toMatchObject({
    position: 1,
    reference: first.reference,
    nominatedOn: '2026-01-02',
    reasons: [{ code: 'nominated', da: expect.any(String), en: expect.any(String) }],
    readiness: { asked: 2, answered: 1 },
    outcome: null,
  });
  const settlement = await chair.post(
    `/v1/meetings/${meetingId}/agenda-settlement`,
    { revision: proposal.json.revision },
    { version: proposal.json.meeting.version },
  );
  expect(settlement.json).toMatchObject({ state: 'settled', meeting: { state: 'settled', version: 2 } });
  const opening = await chair.post(`/v1/meetings/${meetingId}/opening`, {}, { version: 2 });
  expect(opening.json).toMatchObject({ state: 'open', allowedNext: ['close'], version: 3 });

  const [one, two, three, four] = settlement.json.items;
  const decide = (item: Json, outcome: string) =>
    chair.put(`/v1/agenda-items/${item.id}/outcome`, { outcome }, { version: item.version });
  expect((await decide(one, 'follow_up')).json).toMatchObject({
    outcome: 'follow_up',
    reviewState: 'concluded',
  });
  expect((await decide(two, 'no_follow_up')).json).toMatchObject({ reviewState: 'concluded' });
  expect((await decide(three, 'postponed')).json).toMatchObject({
    outcome: 'postponed',
    reviewState: 'admitted',
  });
  const early = await chair.post(`/v1/meetings/${meetingId}/closing`, {}, { version: 3 });
  expect(early).toMatchObject({
    status: 409,
    json: {
      ruleId: 'meeting.items-undecided',
      items: [{ id: four.id, reviewId: fourth.id, position: 4 }],
    },
  });
  expect((await decide(four, 'withdrawn')).json).toMatchObject({ reviewState: 'withdrawn' });

  const followUp = await chair.post(`/v1/agenda-items/${one.id}/follow-ups`, {
    agencyId: 'kk-bk',
    type: 'benefit_stop',
    dueOn: inDays(14),
  });
  expect(followUp).toMatchObject({
    status: 201,
    json: {
      reviewId: first.id,
      agencyId: 'kk-bk',
      status: 'in_progress',
      startedOn: today(),
      agendaItemId: one.id,
    },
  });
  const closing = await chair.post(`/v1/meetings/${meetingId}/closing`, {}, { version: 3 });
  expect(closing.json).toMatchObject({ state: 'closed', allowedNext: [], version: 4 });

  const { rows } = await world.superuser.query(
    'select id, state, outcome, reviewed_on from app.case_review where id = any($1) order by nominated_on',
    [[first.id, second.id, third.id]],
  );
  expect(rows).toEqual([
    { id: first.id, state: 'concluded', outcome: 'follow_up', reviewed_on: today() },
    { id: second.id, state: 'concluded', outcome: 'no_follow_up', reviewed_on: today() },
    { id: third.id, state: 'admitted', outcome: null, reviewed_on: null },
  ]);

  // The next meeting: carried over first, then the overdue follow-up, then by nomination.
  const older = await aCaseReview(world, newcomer);
  await world.superuser.query('update app.follow_up_action set due_on = $2 where id = $1', [
    followUp.json.id,
    today(),
  ]);
  const next = meetingNext.id;
  const before = await chair.post(`/v1/meetings/${next}/agenda-proposals`);
  expect(before.json.items.map((item: Json) => item.reviewId)).toEqual([third.id, older.id]);
  await world.superuser.query(
    `update app.follow_up_action set started_on = $2::date - 30, due_on = $2::date - 1 where id = $1`,
    [followUp.json.id, today()],
  );
  await world.superuser.query(
    "update app.meeting set held_on = held_on - 7, starts_at = starts_at - interval '7 days' where id = $1",
    [meetingId],
  );
  const agenda = await chair.post(`/v1/meetings/${next}/agenda-proposals`);
  expect(agenda.json.revision).toBe(2);
  expect(agenda.json.items.map((item: Json) => [item.reviewId, item.reasons[0].code])).toEqual([
    [third.id, 'carried_over'],
    [first.id, 'overdue_follow_up'],
    [older.id, 'nominated'],
  ]);
});

/** The series' first meeting is today, unless today is a holiday: then one is planned for today. */
async function todaysMeeting(first: { id: string; date: string }): Promise<string> {
  if (first.date === today()) return first.id;
  const planned = await world.as('politi-coordinator').post('/v1/meetings', { date: today(), time: '23:59' });
  return planned.json.id;
}
