import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextMeeting, planSeries } from '#meetings/questions.ts';
import { record } from '#audit/record.ts';
import { danishInstant } from '#platform/danish-time.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { alsoIn, aMeeting, anOpenMeeting, asScheduler, inDays, moveTo, settled, today } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const plan = (body: object, who = 'politi-coordinator') => world.as(who).post('/v1/meetings', body);
const act = (meetingId: string, deed: string, version: number, who = 'politi-chair') =>
  world.as(who).post(`/v1/meetings/${meetingId}/${deed}`, {}, { version });
const deedsInTrail = async () => {
  const { rows } = await world.superuser.query(
    `select convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' as deed, outcome from audit.event order by id desc limit 1`,
  );
  return rows[0];
};

describe('a single meeting', () => {
  test('is planned in Danish time, and read by everybody who takes part', async () => {
    const date = inDays(10);
    const made = await plan({ date, time: '09:30', capacity: 12 });
    expect(made).toMatchObject({
      status: 201,
      json: { date, time: '09:30', capacity: 12, state: 'planned', seriesId: null, version: 1 },
    });
    expect(Date.parse(made.json.startsAt)).toBe(Date.parse(danishInstant(date, '09:30')));
    expect(await deedsInTrail()).toEqual({ deed: 'createMeeting', outcome: 'done' });
    const read = await world.as('bif-liaison').get(`/v1/meetings/${made.json.id}`);
    expect(read.json).toEqual(made.json);
    expect(read.headers['etag']).toBe('"1"');
  });

  test.each<[string, object, number, string, string]>([
    ['yesterday', { date: '2020-01-01', time: '09:00' }, 422, 'meeting.in-the-past', ''],
    ['at 24:00', { date: '2090-01-02', time: '24:00' }, 400, 'input.invalid', 'time.not-of-day'],
    ['on 30 February', { date: '2090-02-30', time: '09:00' }, 400, 'input.invalid', 'field.format'],
    [
      'for nobody',
      { date: '2090-01-02', time: '09:00', capacity: 0 },
      400,
      'input.invalid',
      'field.too-small',
    ],
    [
      'with a title',
      { date: '2090-01-02', time: '09:00', title: 'x' },
      400,
      'input.invalid',
      'field.unknown',
    ],
  ])('is not planned %s', async (_case, body, status, ruleId, field) => {
    const answer = await plan(body);
    expect(answer).toMatchObject({ status, json: { ruleId } });
    expect((answer.json.errors ?? [])[0]?.rule ?? '').toBe(field);
    expect(await deedsInTrail()).toEqual({ deed: 'createMeeting', outcome: 'refused' });
  });

  test('is one a day; a cancelled one gives its day back', async () => {
    const date = inDays(11);
    const first = await aMeeting(world, date);
    const body = { date, time: '13:00', capacity: 5 };
    expect(await plan(body)).toMatchObject({
      status: 409,
      json: { ruleId: 'meeting.day-taken', meetingId: first.id },
    });
    expect((await act(first.id, 'cancellation', 1)).json).toMatchObject({
      state: 'cancelled',
      allowedNext: ['plan'],
    });
    expect(await plan(body)).toMatchObject({
      status: 201,
      json: { id: first.id, state: 'planned', time: '13:00', capacity: 5, version: 3 },
    });
  });

  test('is planned once when the request is repeated', async () => {
    const body = { date: inDays(12), time: '09:00' };
    const sent = { key: 'meeting-once-12' };
    const [one, other] = [
      await world.as('politi-chair').post('/v1/meetings', body, sent),
      await world.as('politi-chair').post('/v1/meetings', body, sent),
    ];
    expect(other).toMatchObject({ status: 201, json: { id: one.json.id } });
    expect((await world.as('politi-chair').post('/v1/meetings', body, { key: null })).status).toBe(400);
  });

  test.each([
    'bif-liaison',
    'bif-approver',
    'bif-legal-officer',
    'bif-auditor',
    'bif-administrator',
    'national-reader',
  ])('is not planned by %s', async (who) => {
    expect((await plan({ date: inDays(13), time: '09:00' }, who)).status).toBe(403);
  });
});

describe('a change', () => {
  test('moves the meeting and keeps its Danish time, or changes the time alone', async () => {
    const meeting = await aMeeting(world, inDays(20));
    const path = `/v1/meetings/${meeting.id}`;
    const [winter, summer] = ['2090-01-12', '2090-07-12'];
    const moved = await world.as('bk-coordinator').patch(path, { date: winter }, { version: 1 });
    expect(moved.json).toMatchObject({
      date: winter,
      time: '09:00',
      startsAt: '2090-01-12T08:00:00.000Z',
      version: 2,
    });
    const again = await world.as('bk-coordinator').patch(path, { date: summer, capacity: 7 }, { version: 2 });
    expect(again.json).toMatchObject({ time: '09:00', startsAt: '2090-07-12T07:00:00.000Z', capacity: 7 });
    const later = await world.as('bk-coordinator').patch(path, { time: '10:15' }, { version: 3 });
    expect(later.json).toMatchObject({
      date: summer,
      startsAt: '2090-07-12T08:15:00.000Z',
      capacity: 7,
      version: 4,
    });
  });

  test('asks for the version that was read, a day that is free and not past, and a meeting that is not open', async () => {
    const meeting = await aMeeting(world, inDays(21));
    const other = await aMeeting(world, inDays(22));
    const change = (body: object, sent: object, id = meeting.id) =>
      world.as('politi-chair').patch(`/v1/meetings/${id}`, body, sent);
    expect((await change({ capacity: 3 }, {})).status).toBe(428);
    expect(await change({ capacity: 3 }, { version: 9 })).toMatchObject({
      status: 412,
      json: { currentVersion: 1 },
    });
    expect(await change({ date: other.date }, { version: 1 })).toMatchObject({
      status: 409,
      json: { ruleId: 'meeting.day-taken' },
    });
    expect(await change({ date: '2020-02-02' }, { version: 1 })).toMatchObject({ status: 422 });
    const { meeting: open } = await anOpenMeeting(world, []);
    expect(await change({ capacity: 3 }, { version: open.version }, open.id)).toMatchObject({
      status: 409,
      json: { ruleId: 'meeting.state', state: 'open', allowedNext: ['close'] },
    });
  });
});

describe('opening and closing', () => {
  test('opening asks for a settled agenda, and for the day', async () => {
    const meeting = await aMeeting(world, inDays(30));
    expect(await act(meeting.id, 'opening', 1)).toMatchObject({
      status: 409,
      json: { ruleId: 'meeting.agenda-not-settled' },
    });
    const agenda = await settled(world, meeting.id);
    const { version } = agenda.meeting;
    expect(await act(meeting.id, 'opening', version)).toMatchObject({
      status: 409,
      json: { ruleId: 'meeting.before-its-day' },
    });
    await moveTo(world, meeting.id, today());
    expect((await act(meeting.id, 'opening', version, 'politi-coordinator')).status).toBe(403);
    expect((await act(meeting.id, 'opening', 1)).status).toBe(412);
    expect((await world.as('politi-chair').post(`/v1/meetings/${meeting.id}/opening`, {})).status).toBe(428);
    const opened = await act(meeting.id, 'opening', version);
    expect(opened.json).toMatchObject({ state: 'open', openedAt: expect.any(String), version: version + 1 });
    expect(await act(meeting.id, 'opening', version + 1)).toMatchObject({
      json: { ruleId: 'meeting.state' },
    });
    expect(await act(meeting.id, 'cancellation', version + 1)).toMatchObject({
      json: { ruleId: 'meeting.state' },
    });
  });

  test('closing is the chair’s, once, and only of an open meeting', async () => {
    const { meeting } = await anOpenMeeting(world, []);
    const planned = await aMeeting(world, inDays(31));
    expect((await act(planned.id, 'closing', 1)).json).toMatchObject({
      ruleId: 'meeting.state',
      state: 'planned',
    });
    expect((await act(meeting.id, 'closing', meeting.version, 'politi-liaison')).status).toBe(403);
    expect((await act(meeting.id, 'closing', meeting.version)).json).toMatchObject({ state: 'closed' });
    expect(await act(meeting.id, 'closing', meeting.version)).toMatchObject({ status: 412 });
    expect(await act(meeting.id, 'closing', meeting.version + 1)).toMatchObject({ status: 409 });
  });

  test('in another unit is not found, exactly as if it were not there', async () => {
    await alsoIn(world, 'skat-chair', 'fyn', 'chair');
    const meeting = await aMeeting(world, inDays(32));
    const sent = { version: 1, headers: { 'acting-unit': 'fyn', 'acting-agency': 'skat' } };
    for (const path of [
      '',
      '/cancellation',
      '/opening',
      '/closing',
      '/agenda-proposals',
      '/agenda-settlement',
    ]) {
      const at = (id: string) =>
        path === ''
          ? world.as('skat-chair').get(`/v1/meetings/${id}`, sent)
          : world.as('skat-chair').post(`/v1/meetings/${id}${path}`, {}, sent);
      const [hidden, missing] = [await at(meeting.id), await at(crypto.randomUUID())];
      expect(hidden.status).toBe(404);
      expect({ ...hidden.json, traceId: '' }).toEqual({ ...missing.json, traceId: '' });
    }
    const list = await world.as('skat-chair').get('/v1/meetings', sent);
    expect(list.json).toEqual({ items: [], next: null });
  });
});

test('the list goes by time, page by page, and a cursor fits only its own list and person', async () => {
  const dates = [50, 51, 52, 53, 54].map(inDays);
  for (const date of dates) await aMeeting(world, date);
  const query = `from=${inDays(50)}&until=${inDays(55)}&limit=2`;
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { json }: Json = await world.as('skat-liaison').get(`/v1/meetings?${query}${cursor}`);
    seen.push(...json.items.map((one: Json) => one.date));
    next = json.next;
  }
  expect(seen).toEqual(dates);
  const { json } = await world.as('skat-liaison').get(`/v1/meetings?${query}`);
  const cursor = encodeURIComponent(json.next);
  const invalid = { status: 400, json: { ruleId: 'cursor.invalid' } };
  expect(await world.as('bif-liaison').get(`/v1/meetings?${query}&cursor=${cursor}`)).toMatchObject(invalid);
  expect(await world.as('skat-liaison').get(`/v1/meetings?limit=2&cursor=${cursor}`)).toMatchObject(invalid);
  expect(await world.as('skat-liaison').get(`/v1/meetings?${query}&cursor=x${cursor}`)).toMatchObject(
    invalid,
  );
});

test('the next meeting is the open one, else the first that is still to begin', async () => {
  const fresh = await aWorld();
  try {
    const ask = (now: string) =>
      asScheduler(fresh, async (tx) => {
        record(tx, { verb: 'consult', deed: 'test' });
        return nextMeeting(tx, 'koebenhavn', now);
      });
    const now = new Date().toISOString();
    expect(await ask(now)).toBeNull();
    const later = await aMeeting(fresh, inDays(9));
    const sooner = await aMeeting(fresh, inDays(8));
    expect(await ask(now)).toMatchObject({ id: sooner.id, date: inDays(8), state: 'planned', version: 1 });
    expect(await ask(danishInstant(inDays(8), '09:01'))).toMatchObject({ id: later.id });
    const { meeting } = await anOpenMeeting(fresh, []);
    expect(await ask(now)).toMatchObject({ id: meeting.id, state: 'open' });
    expect(await asScheduler(fresh, (tx) => planSeries(tx, 'koebenhavn', today()))).toEqual([]);
  } finally {
    await fresh.close();
  }
});
