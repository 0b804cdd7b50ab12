import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planMeetings, planSeries } from '#meetings/questions.ts';
import { recurrence } from '#meetings/recurrence.ts';
import { addDays, danishInstant, isDanishHoliday, weekdayOf } from '#platform/danish-time.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { alsoIn, aMeeting, asScheduler, inDays, today } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const rule = (change: object = {}) => ({
  frequency: 'weekly',
  weekday: 4,
  at: '09:00',
  startsOn: today(),
  exceptions: [],
  ...change,
});
const create = (body: object, who = 'politi-coordinator') => world.as(who).post('/v1/meeting-series', body);
const meetingsOf = async (seriesId: string) =>
  (
    await world.superuser.query(
      'select id, held_on, starts_at, moved_from, state, capacity from app.meeting where series_id = $1 order by held_on',
      [seriesId],
    )
  ).rows;

test('a series is planned 26 weeks ahead at once, at nine in Danish time, around the holidays', async () => {
  const { status, json } = await create({ rule: rule(), capacity: 15 });
  expect(status).toBe(201);
  expect(json).toMatchObject({
    capacity: 15,
    plannedUntil: inDays(182),
    endedOn: null,
    version: 1,
    skipped: [],
  });
  const rows = await meetingsOf(json.id);
  expect(rows.length).toBeGreaterThanOrEqual(25);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(json.meetings.map((one: Json) => one.id)));
  for (const row of rows) {
    expect(Date.parse(row.starts_at)).toBe(Date.parse(danishInstant(row.held_on, '09:00')));
    expect(isDanishHoliday(row.held_on)).toBe(false);
    if (row.moved_from === null) expect(weekdayOf(row.held_on)).toBe(4);
    else expect(isDanishHoliday(row.moved_from)).toBe(true);
  }
  const list = await world.as('sof-liaison').get('/v1/meeting-series');
  expect(list.json.items).toMatchObject([{ id: json.id, rule: rule(), capacity: 15 }]);
});

test('the scheduler goes on where planning ended, and does nothing twice', async () => {
  const fresh = await aWorld();
  try {
    const tuesdays = rule({ weekday: 2, frequency: 'every_second_week' });
    const [first] = planMeetings({ rule: recurrence.parse(tuesdays), endedOn: null }, today(), inDays(28));
    await aMeeting(fresh, first?.date ?? '');
    const { json } = await fresh.as('bk-chair').post('/v1/meeting-series', { rule: tuesdays });
    // A day on which the unit meets already is left out, and said.
    expect(json.skipped).toEqual([first?.date]);
    expect(json.meetings.length).toBeGreaterThanOrEqual(11);
    const plan = (day: string) => asScheduler(fresh, (tx) => planSeries(tx, 'koebenhavn', day));
    expect(await plan(today())).toEqual([]);
    // A meeting that was moved leaves its day empty: it is not planned a second time.
    const moved = json.meetings[2];
    const sunday = [1, 2, 3, 4, 5, 6]
      .map((days) => addDays(moved.date, days))
      .find((day) => weekdayOf(day) === 7);
    const patched = await fresh
      .as('bk-chair')
      .patch(`/v1/meetings/${moved.id}`, { date: sunday }, { version: 1 });
    expect(patched.status).toBe(200);
    const added = await plan(inDays(28));
    expect(added).toHaveLength(2);
    expect(await plan(inDays(28))).toEqual([]);
    expect(await plan(today())).toEqual([]);
    const { rows } = await fresh.superuser.query<{ day: string }>(
      'select coalesce(moved_from, held_on) as day from app.meeting where series_id = $1 order by 1',
      [json.id],
    );
    expect(rows).toHaveLength(json.meetings.length + 2);
    const wanted = rows.map((_row, index) => addDays(rows[0]?.day ?? '', 14 * index));
    expect(rows.map(({ day }) => (day === sunday ? (moved.movedFrom ?? moved.date) : day))).toEqual(wanted);
  } finally {
    await fresh.close();
  }
});

describe('ending a series', () => {
  test('cancels the later meetings that are only planned, and no others', async () => {
    const { json } = await create({ rule: rule({ weekday: 5 }) });
    const [first, second, third] = await meetingsOf(json.id);
    await world.superuser.query("update app.meeting set state = 'settled' where id = $1", [third.id]);
    const path = `/v1/meeting-series/${json.id}/ending`;
    const body = { endsOn: first.held_on };
    const chair = world.as('politi-chair');
    expect((await chair.post(path, body)).status).toBe(428);
    expect((await chair.post(path, body, { version: 4 })).status).toBe(412);
    expect((await chair.post(path, { endsOn: '2020-01-01' }, { version: 1 })).json.ruleId).toBe(
      'meeting.in-the-past',
    );
    const ended = await chair.post(path, body, { version: 1 });
    expect(ended).toMatchObject({ status: 200, json: { endedOn: first.held_on, version: 2 } });
    expect(ended.json.cancelled).toContain(second.id);
    const states = (await meetingsOf(json.id)).map(({ state }) => state);
    expect(states.slice(0, 4)).toEqual(['planned', 'cancelled', 'settled', 'cancelled']);
    expect(await chair.post(path, body, { version: 2 })).toMatchObject({
      status: 409,
      json: { ruleId: 'meeting-series.ended' },
    });
    const added = await asScheduler(world, (tx) => planSeries(tx, 'koebenhavn', inDays(60)));
    const rows = await meetingsOf(json.id);
    expect(rows.filter(({ id }) => added.includes(id))).toEqual([]);
  });
});

describe('no series', () => {
  test.each<[string, object, string, string]>([
    [
      'monthly without its week',
      { frequency: 'monthly' },
      '/body/rule/weekOfMonth',
      'recurrence.week-of-month',
    ],
    [
      'weekly with a week of the month',
      { weekOfMonth: 2 },
      '/body/rule/weekOfMonth',
      'recurrence.week-of-month',
    ],
    [
      'that ends before it starts',
      { endsOn: '2020-01-01' },
      '/body/rule/endsOn',
      'recurrence.ends-before-start',
    ],
    ['from 31 June', { startsOn: '2090-06-31' }, '/body/rule/startsOn', 'date.not-in-calendar'],
    ['at 25 o’clock', { at: '25:00' }, '/body/rule/at', 'time.not-of-day'],
    ['on an eighth weekday', { weekday: 8 }, '/body/rule/weekday', 'field.too-big'],
  ])('%s', async (_case, change, pointer, field) => {
    const { status, json } = await create({ rule: rule(change) });
    expect({ status, errors: json.errors }).toEqual({
      status: 400,
      errors: [{ pointer, rule: field, da: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) }],
    });
  });

  test.each(['bif-liaison', 'bif-approver', 'bif-auditor', 'national-reader'])('by %s', async (who) => {
    expect((await create({ rule: rule() }, who)).status).toBe(403);
  });

  test('of another unit is seen or ended', async () => {
    await alsoIn(world, 'skat-chair', 'fyn', 'chair');
    const headers = { 'acting-unit': 'fyn', 'acting-agency': 'skat' };
    const [one] = (
      await world
        .as('skat-chair')
        .get('/v1/meeting-series', { headers: { 'acting-unit': 'koebenhavn', 'acting-agency': 'skat' } })
    ).json.items;
    expect((await world.as('skat-chair').get('/v1/meeting-series', { headers })).json.items).toEqual([]);
    const path = `/v1/meeting-series/${one.id}/ending`;
    const answer = await world.as('skat-chair').post(path, { endsOn: today() }, { version: 1, headers });
    expect(answer.status).toBe(404);
  });
});
