import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CatchUpMode, SlotRule } from '#scheduler/slots.ts';
import { aJob, aSchedule, type Schedule } from './schedule.ts';

const down = '2027-05-20T12:00:00Z';
let schedule: Schedule;
beforeEach(async () => {
  schedule = await aSchedule(down);
});
afterEach(() => schedule.close());

const daily: SlotRule = { every: 'day', at: '06:00' };
const halfYearly: SlotRule = { every: 'half-year', day: 1, at: '06:00' };
const modes: [CatchUpMode, SlotRule][] = [
  ['run_all', daily],
  ['run_latest', daily],
  ['run_each_period', halfYearly],
];
const jobs = modes.map(([catchUp, rule]) => aJob({ key: catchUp, rule, catchUp }));

/** What one unit's jobs have done, by job. */
async function done(): Promise<Record<string, string[]>> {
  const effects = (await schedule.effects()).filter((effect) => effect.includes(' fyn '));
  return Object.fromEntries(
    modes.map(([key]) => [
      key,
      effects.filter((effect) => effect.startsWith(`${key} `)).map((effect) => effect.split(' ')[2] ?? ''),
    ]),
  );
}

test.each([
  { outage: '1 hour', up: '2027-05-20T13:00:00Z', all: 0, latest: [], periods: [] },
  { outage: '1 day', up: '2027-05-21T12:00:00Z', all: 1, latest: ['2027-05-21T04:00Z'], periods: [] },
  { outage: '40 days', up: '2027-06-29T12:00:00Z', all: 40, latest: ['2027-06-29T04:00Z'], periods: [] },
  {
    outage: '230 days',
    up: '2028-01-05T12:00:00Z',
    all: 230,
    latest: ['2028-01-05T05:00Z'],
    periods: ['2027-07-01T04:00Z', '2028-01-01T05:00Z'],
  },
])('after $outage down each job catches up as its mode says', async ({ up, all, latest, periods }) => {
  // Put down before the outage by a scheduler that then dies; another one comes up after it.
  await (await schedule.schedulers(1, jobs))[0]?.close();
  schedule.clock.now = up;
  const [scheduler] = await schedule.schedulers(1, jobs);
  await scheduler?.tick();
  await scheduler?.tick();
  const found = await done();
  expect(found['run_all']).toHaveLength(all);
  expect(new Set(found['run_all']).size).toBe(all);
  expect(found['run_latest']).toEqual(latest);
  expect(found['run_each_period']).toEqual(periods);
  const skipped = (await schedule.slots()).filter((slot) => slot.skipped);
  expect(skipped).toHaveLength(2 * Math.max(0, all - 1));
  expect(skipped.every((slot) => slot.done && slot.job_key === 'run_latest')).toBe(true);
});

test('a slot that is still open is overtaken by the next one only where the latest is enough', async () => {
  const failing = modes.map(([catchUp, rule]) =>
    aJob({ key: catchUp, rule, catchUp }, async ({ at }) => {
      if (at === '2027-05-21T04:00:00Z') throw new Error('not today');
    }),
  );
  const [scheduler] = await schedule.schedulers(1, failing);
  for (const now of ['2027-05-21T04:00:00Z', '2027-05-22T04:00:00Z']) {
    schedule.clock.now = now;
    await scheduler?.tick();
  }
  const slots = (await schedule.slots()).filter((slot) => slot.unit_id === 'fyn');
  expect(slots).toMatchObject([
    { job_key: 'run_all', at: '2027-05-21T04:00Z', done: false, attempts: 2, failed_with: 'Error' },
    { job_key: 'run_all', at: '2027-05-22T04:00Z', done: true, skipped: false },
    { job_key: 'run_latest', at: '2027-05-21T04:00Z', done: true, skipped: true, failed_with: 'Error' },
    { job_key: 'run_latest', at: '2027-05-22T04:00Z', done: true, skipped: false },
  ]);
});
