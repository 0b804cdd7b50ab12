import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rule, Refusal } from '#platform/errors.ts';
import { mostAttempts } from '#scheduler/retries.ts';
import { aJob, aSchedule, type Schedule } from './schedule.ts';

let schedule: Schedule;
beforeEach(async () => {
  schedule = await aSchedule('2027-05-20T12:00:00Z');
});
afterEach(() => schedule.close());

const quarterly = (key: string) => ({
  key,
  rule: { every: 'minutes' as const, minutes: 15 },
  catchUp: 'run_all' as const,
});
const halfYearly = {
  key: 'figures',
  rule: { every: 'half-year' as const, day: 1, at: '06:00' },
  catchUp: 'run_each_period' as const,
};

test('four schedulers whose connections are cut between effect and commit do every slot once', async () => {
  let seed = 20270520;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  let kills = 0;
  let calm = false;
  const mortal = (key: string) =>
    aJob(quarterly(key), async ({ tx }) => {
      const luck = random();
      if (calm || luck > 0.25) return;
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      kills += 1;
      const killed = schedule.superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      // Sometimes the blow falls before COMMIT is sent, sometimes while it is under way.
      if (luck < 0.12) await killed;
    });
  const schedulers = await schedule.schedulers(4, [mortal('one'), mortal('other')]);
  const everybody = () => Promise.allSettled(schedulers.map((scheduler) => scheduler.tick()));
  for (const minutes of [30, 60, 90, 120, 150, 180, 210, 240]) {
    schedule.clock.now = new Date(Date.parse('2027-05-20T12:00:00Z') + minutes * 60_000).toISOString();
    await everybody();
  }
  calm = true;
  schedule.clock.now = '2027-05-20T22:00:00Z';
  await everybody();
  await everybody();
  const slots = await schedule.slots();
  expect(kills).toBeGreaterThan(10);
  expect(slots).toHaveLength(2 * 2 * 40);
  expect(slots.filter((slot) => !slot.done || slot.skipped)).toEqual([]);
  expect(await schedule.effects()).toEqual(
    slots.map((slot) => `${slot.job_key} ${slot.unit_id} ${slot.at}`).toSorted(),
  );
  expect(await schedule.trail()).toHaveLength(slots.length);
}, 30_000);

test('a job that fails leaves nothing behind, waits longer each time, and is done once when it can be', async () => {
  const texts = ['duplicate of 780264-2812', 'boom'];
  const late = rule('test.late', 409, { da: 'For sent.', en: 'Too late.' });
  const failing = aJob(halfYearly, async ({ unitId, tx }) => {
    if (unitId === 'koebenhavn') return;
    const text = texts.shift();
    if (text === 'boom') throw new Refusal(late);
    if (text !== undefined) await sql`select ${text}::int`.execute(tx);
  });
  const [scheduler] = await schedule.schedulers(1, [failing]);
  const at = async (now: string) => {
    schedule.clock.now = now;
    await scheduler?.tick();
    return (await schedule.slots()).find((slot) => slot.unit_id === 'fyn');
  };
  expect(await at('2027-07-01T04:00:00Z')).toMatchObject({
    attempts: 1,
    failed_with: 'error 22P02',
    done: false,
  });
  expect(await schedule.effects()).toEqual(['figures koebenhavn 2027-07-01T04:00Z']);
  expect(await schedule.trail()).toHaveLength(1);
  // One minute's pause, then two.
  expect(await at('2027-07-01T04:00:59Z')).toMatchObject({ attempts: 1 });
  expect(await at('2027-07-01T04:01:00Z')).toMatchObject({ attempts: 2, failed_with: 'test.late' });
  expect(await at('2027-07-01T04:02:59Z')).toMatchObject({ attempts: 2, done: false });
  expect(await at('2027-07-01T04:03:00Z')).toMatchObject({ attempts: 2, done: true, skipped: false });
  expect(await at('2027-07-02T04:03:00Z')).toMatchObject({ done: true });
  expect(await schedule.effects()).toEqual([
    'figures fyn 2027-07-01T04:00Z',
    'figures koebenhavn 2027-07-01T04:00Z',
  ]);
  expect(await schedule.trail()).toHaveLength(2);
});

test('a job that never succeeds is given up, stays open to be seen, and holds no other back', async () => {
  let tries = 0;
  const hopeless = aJob(halfYearly, async () => {
    tries += 1;
    throw new TypeError('no');
  });
  const [scheduler] = await schedule.schedulers(1, [hopeless, aJob(quarterly('other'))]);
  schedule.clock.now = '2027-07-01T04:00:00Z';
  await schedule.superuser.query('update app.job set considered_through = $1', ['2027-07-01T03:50:00Z']);
  for (let round = 0; round < mostAttempts + 3; round += 1) {
    await schedule.superuser.query('update app.job_run set retry_at = null');
    await scheduler?.tick();
  }
  expect(tries).toBe(2 * mostAttempts);
  const slots = await schedule.slots();
  expect(slots.filter((slot) => slot.job_key === 'figures')).toMatchObject([
    { unit_id: 'fyn', attempts: mostAttempts, failed_with: 'TypeError', done: false },
    { unit_id: 'koebenhavn', attempts: mostAttempts, done: false },
  ]);
  expect(await schedule.effects()).toEqual([
    'other fyn 2027-07-01T04:00Z',
    'other koebenhavn 2027-07-01T04:00Z',
  ]);
});
