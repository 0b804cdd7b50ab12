import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { startScheduler } from '#scheduler/run.ts';
import { aJob, aSchedule, type Schedule } from './schedule.ts';

let schedule: Schedule;
beforeEach(async () => {
  schedule = await aSchedule('2027-05-20T12:00:00Z');
});
afterEach(() => schedule.close());

const daily = (key = 'daily') => ({
  key,
  rule: { every: 'day' as const, at: '06:00' },
  catchUp: 'run_all' as const,
});

test('a new job counts from now, and each slot has its effect once, recorded as the scheduler of its unit', async () => {
  const [scheduler] = await schedule.schedulers(1, [aJob(daily())]);
  await scheduler?.tick();
  expect(await schedule.effects()).toEqual([]);
  schedule.clock.now = '2027-05-21T04:00:00Z';
  await scheduler?.tick();
  await scheduler?.tick();
  expect(await schedule.effects()).toEqual([
    'daily fyn 2027-05-21T04:00Z',
    'daily koebenhavn 2027-05-21T04:00Z',
  ]);
  expect(await schedule.trail()).toHaveLength(2);
  expect(await schedule.trail()).toContainEqual({ deed: 'daily', unit_id: 'fyn', system: 'scheduler' });
});

test('the days when the clock changes have one run each, also through many rounds', async () => {
  schedule.clock.now = '2027-03-27T12:00:00Z';
  const night = { ...daily(), rule: { every: 'day' as const, at: '02:30' } };
  const [scheduler] = await schedule.schedulers(1, [aJob(night)]);
  const hours = (day: string) =>
    Array.from({ length: 24 }, (_, hour) => `${day}T${`${hour}`.padStart(2, '0')}:15:00Z`);
  for (const now of hours('2027-03-28')) {
    schedule.clock.now = now;
    await scheduler?.tick();
  }
  expect(await schedule.effects()).toEqual([
    'daily fyn 2027-03-28T01:00Z',
    'daily koebenhavn 2027-03-28T01:00Z',
  ]);
  await schedule.superuser.query("update app.job set considered_through = '2027-10-30T12:00Z'");
  await schedule.superuser.query('truncate app.effect');
  for (const now of hours('2027-10-31')) {
    schedule.clock.now = now;
    await scheduler?.tick();
  }
  expect(await schedule.effects()).toEqual([
    'daily fyn 2027-10-31T00:30Z',
    'daily koebenhavn 2027-10-31T00:30Z',
  ]);
});

test('a clock that goes back repeats nothing and loses nothing', async () => {
  const [scheduler] = await schedule.schedulers(1, [aJob(daily())]);
  for (const now of [
    '2027-05-21T04:01:00Z',
    '2027-05-21T03:51:00Z',
    '2027-05-21T04:05:00Z',
    '2027-05-22T04:00:00Z',
  ]) {
    schedule.clock.now = now;
    await scheduler?.tick();
  }
  expect(await schedule.effects()).toEqual([
    'daily fyn 2027-05-21T04:00Z',
    'daily fyn 2027-05-22T04:00Z',
    'daily koebenhavn 2027-05-21T04:00Z',
    'daily koebenhavn 2027-05-22T04:00Z',
  ]);
});

test('two jobs are run at the same time, two runs of one job in one unit never', async () => {
  const inside: string[] = [];
  let most = 0;
  let meetings = 0;
  const watched = (key: string) =>
    aJob(daily(key), async ({ unitId, at }) => {
      const place = `${key} ${unitId}`;
      if (inside.includes(place)) meetings += 1;
      inside.push(place);
      most = Math.max(most, inside.length);
      // The first day takes longest, so that the others come to the later days of the same job while it lasts.
      await new Promise((resolve) => setTimeout(resolve, at.startsWith('2027-05-21') ? 150 : 10));
      inside.splice(inside.indexOf(place), 1);
    });
  const schedulers = await schedule.schedulers(3, [watched('one'), watched('other')]);
  schedule.clock.now = '2027-05-24T04:00:00Z';
  await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
  await schedulers[0]?.tick();
  expect(await schedule.effects()).toHaveLength(2 * 2 * 4);
  expect(most).toBeGreaterThanOrEqual(2);
  expect(meetings).toBe(0);
});

test('a run that records nothing in the trail is not kept', async () => {
  const silent = { ...daily('silent'), effect: async () => {} };
  const [scheduler] = await schedule.schedulers(1, [silent]);
  schedule.clock.now = '2027-05-21T04:00:00Z';
  await scheduler?.tick();
  expect(await schedule.slots()).toMatchObject([
    { unit_id: 'fyn', done: false, attempts: 1, failed_with: 'Error' },
    { unit_id: 'koebenhavn', done: false, attempts: 1 },
  ]);
});

test('closing waits for what is running and takes nothing new', async () => {
  let started: () => void = () => {};
  const running = new Promise<void>((resolve) => (started = resolve));
  const slow = aJob(daily(), async () => {
    started();
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  const [scheduler] = await schedule.schedulers(1, [slow]);
  schedule.clock.now = '2027-05-24T04:00:00Z';
  const ticking = scheduler?.tick();
  await running;
  await scheduler?.close();
  await ticking;
  const done = (await schedule.slots()).filter((slot) => slot.done);
  expect(done.length).toBeGreaterThanOrEqual(1);
  expect(done.length).toBeLessThanOrEqual(2);
  expect(await schedule.effects()).toHaveLength(done.length);
  await scheduler?.tick();
  expect(await schedule.effects()).toHaveLength(done.length);
});

test('closing does not wait for ever', async () => {
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const [scheduler] = await schedule.schedulers(1, [aJob(daily(), () => finished)]);
  schedule.clock.now = '2027-05-21T04:00:00Z';
  const ticking = scheduler?.tick();
  const asked = performance.now();
  await scheduler?.close();
  expect(performance.now() - asked).toBeLessThan(900);
  finish();
  await Promise.allSettled([ticking]);
});

test('the ticker wakes it without being asked, by the clock of the database', async () => {
  const scheduler = await startScheduler({
    databaseUrl: schedule.url,
    keys: inject('keys'),
    logLevel: 'silent',
    tickEvery: 1,
    jobs: [aJob({ ...daily(), rule: { every: 'day', at: '06:00' }, catchUp: 'run_latest' })],
  });
  try {
    await scheduler.tick();
    expect(await schedule.effects()).toEqual([]);
    await schedule.superuser.query("update app.job set considered_through = now() - interval '3 days'");
    await expect.poll(() => schedule.effects(), { timeout: 5_000 }).toHaveLength(2);
  } finally {
    await scheduler.close();
  }
});
