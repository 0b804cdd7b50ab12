import { expect, test } from 'vitest';
import { Refusal, trailUnavailable } from '#platform/errors.ts';
import { skewOf } from '#scheduler/clock.ts';
import { jobs } from '#scheduler/jobs.ts';
import { divide, slotsSince } from '#scheduler/plan.ts';
import { nameOfFailure, retryAt } from '#scheduler/retries.ts';
import { type CatchUpMode, occurrences } from '#scheduler/slots.ts';

test('a long outage is taken in pieces and loses no slot', () => {
  const found = slotsSince({ every: 'minutes', minutes: 1 }, '2027-01-01T00:00:00Z', '2027-01-15T00:00:00Z');
  expect(found.slots).toHaveLength(14 * 24 * 60);
  expect(new Set(found.slots).size).toBe(found.slots.length);
  expect(found.through).toBe('2027-01-15T00:00:00Z');
});

test('nothing new, or a clock that went back, leaves the mark where it is', () => {
  const rule = { every: 'day', at: '06:00' } as const;
  const mark = '2027-01-10T05:00:00Z';
  expect(slotsSince(rule, mark, '2027-01-10T12:00:00Z')).toEqual({ slots: [], through: mark });
  expect(slotsSince(rule, mark, '2027-01-09T05:00:00Z')).toEqual({ slots: [], through: mark });
});

test.each<[CatchUpMode, string[], string[]]>([
  ['run_all', ['2027-06-30T04:00:00Z', '2027-07-01T04:00:00Z', '2027-07-02T04:00:00Z'], []],
  ['run_latest', ['2027-07-02T04:00:00Z'], ['2027-06-30T04:00:00Z', '2027-07-01T04:00:00Z']],
  ['run_each_period', ['2027-06-30T04:00:00Z', '2027-07-02T04:00:00Z'], ['2027-07-01T04:00:00Z']],
])('%s counts what is still open from before', (mode, run, overtaken) => {
  const open = ['2027-07-01T04:00:00Z', '2027-06-30T04:00:00Z'];
  const found = divide(['2027-07-01T04:00:00Z', '2027-07-02T04:00:00Z'], open, mode);
  expect(found.run).toEqual(run);
  expect(found.overtaken.toSorted()).toEqual(overtaken);
});

test.each([
  [1, '2027-07-01T04:01:00Z'],
  [2, '2027-07-01T04:02:00Z'],
  [5, '2027-07-01T04:16:00Z'],
  [9, '2027-07-01T08:16:00Z'],
  [30, '2027-07-01T10:00:00Z'],
])('after %i failures a slot waits until %s', (attempts, until) => {
  expect(retryAt('2027-07-01T04:00:00Z', attempts)).toBe(until);
});

test('a failure is remembered by its class and code or its rule, never by its text', () => {
  const withCode = Object.assign(new Error('Key (cpr)=(780264-2812)'), { code: '23505' });
  expect(nameOfFailure(withCode)).toBe('Error 23505');
  expect(nameOfFailure(new TypeError('780264-2812'))).toBe('TypeError');
  expect(nameOfFailure(new Refusal(trailUnavailable))).toBe('trail.unavailable');
  expect(nameOfFailure('780264-2812')).toBe('string');
});

test.each([
  ['the way there and back is not a difference', 1_000, 3_000, 9_000, 0],
  ['the database is ahead', 1_000, 14_000, 9_000, 5_000],
  ['the database is behind', 8_000, 3_000, 9_000, -5_000],
])('clocks: %s', (_case, asked, said, answered, skew) => {
  expect(skewOf(asked, said, answered)).toBe(skew);
});

test('the jobs have keys of their own, and nothing daily is due between one and four in the night', () => {
  expect(new Set(jobs.map((job) => job.key)).size).toBe(jobs.length);
  const timed = jobs.filter((job) => job.rule.every !== 'minutes');
  expect(timed.length).toBeGreaterThan(1);
  for (const { rule } of timed) {
    const hours = occurrences(rule, '2027-01-01T00:00:00Z', '2028-01-02T00:00:00Z').map((slot) =>
      Number(
        new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen', hour: '2-digit' }).format(
          new Date(slot),
        ),
      ),
    );
    expect(hours.length).toBeGreaterThan(0);
    expect(hours.filter((hour) => hour >= 1 && hour < 4)).toEqual([]);
  }
});
