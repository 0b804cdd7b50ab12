import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catchUp, occurrences, slotRule, throughOf } from '#scheduler/slots.ts';
import type { SlotRule } from '#scheduler/slots.ts';
import { firstAtOrAfter } from './wall-clock-oracle.ts';

const daily = (at: string): SlotRule => ({ every: 'day', at });
const halfYearly: SlotRule = { every: 'half-year', day: 1, at: '06:00' };

describe('daily slots', () => {
  it.each(['02:30', '06:00'])('at %s agree with Intl on every day from 2018 to 2040', (at) => {
    const slots = occurrences(daily(at), '2017-12-31T22:59:59Z', '2040-12-31T22:59:59Z');
    const expected: string[] = [];
    for (let day = Date.UTC(2018, 0, 1); day < Date.UTC(2041, 0, 1); day += 86_400_000) {
      expected.push(firstAtOrAfter(new Date(day), at));
    }
    expect(expected).toHaveLength(8401);
    expect(slots).toEqual(expected);
  });

  it('come once on the days when the clock changes', () => {
    expect(occurrences(daily('02:30'), '2027-03-27T12:00:00Z', '2027-03-28T12:00:00Z')).toEqual([
      '2027-03-28T01:00:00Z',
    ]);
    expect(occurrences(daily('02:30'), '2027-10-30T12:00:00Z', '2027-10-31T12:00:00Z')).toEqual([
      '2027-10-31T00:30:00Z',
    ]);
  });

  it('follow UTC when the rule says so', () => {
    const rule: SlotRule = { every: 'day', at: '02:30', tz: 'UTC' };
    expect(occurrences(rule, '2027-03-27T12:00:00Z', '2027-03-28T12:00:00Z')).toEqual([
      '2027-03-28T02:30:00Z',
    ]);
  });
});

describe('the other rules', () => {
  it('give 24 slots on each of the 365 days when hourly', () => {
    const slots = occurrences(
      { every: 'minutes', minutes: 60 },
      '2026-12-31T23:59:59Z',
      '2027-12-31T23:00:00Z',
    );
    expect(slots).toHaveLength(24 * 365);
    expect(slots[0]).toBe('2027-01-01T00:00:00Z');
    expect(new Set(slots).size).toBe(slots.length);
  });

  it('give half-years at 06:00 Danish winter and summer time', () => {
    expect(occurrences(halfYearly, '2026-07-01T04:00:00Z', '2028-07-01T04:00:00Z')).toEqual([
      '2027-01-01T05:00:00Z',
      '2027-07-01T04:00:00Z',
      '2028-01-01T05:00:00Z',
      '2028-07-01T04:00:00Z',
    ]);
  });

  it('give months on their day, across the year', () => {
    const rule: SlotRule = { every: 'month', day: 28, at: '06:00' };
    expect(occurrences(rule, '2027-11-28T05:00:00Z', '2028-02-28T05:00:00Z')).toEqual([
      '2027-12-28T05:00:00Z',
      '2028-01-28T05:00:00Z',
      '2028-02-28T05:00:00Z',
    ]);
  });
});

const base = Date.UTC(2018, 0, 1);
const instant = fc
  .integer({ min: 0, max: 1100 * 86_400 })
  .map((s) => new Date(base + s * 1000).toISOString());
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${`${hour}`.padStart(2, '0')}:${`${minute}`.padStart(2, '0')}`);
const tz = fc.constantFrom('Europe/Copenhagen' as const, 'UTC' as const);
const day = fc.integer({ min: 1, max: 28 });
const rule: fc.Arbitrary<SlotRule> = fc.oneof(
  fc.record({ every: fc.constant('minutes' as const), minutes: fc.integer({ min: 720, max: 1440 }) }),
  fc.record({ every: fc.constant('day' as const), at: time, tz }),
  fc.record({ every: fc.constantFrom('month' as const, 'half-year' as const), day, at: time, tz }),
);

describe('an interval', () => {
  it('may be split anywhere without a slot lost or doubled', () => {
    fc.assert(
      fc.property(rule, fc.tuple(instant, instant, instant), fc.nat(), (anyRule, instants, pick) => {
        const [from = '', anywhere = '', until = ''] = instants.toSorted();
        const whole = occurrences(anyRule, from, until);
        for (const cut of [anywhere, whole[pick % whole.length] ?? anywhere]) {
          const parts = [...occurrences(anyRule, from, cut), ...occurrences(anyRule, cut, until)];
          expect(parts).toEqual(whole);
        }
      }),
      { numRuns: 30, seed: 20270328 },
    );
  });

  it('is open at its start and closed at its end, at any cut through a slot', () => {
    const slot = '2027-03-28T01:00:00Z';
    expect(occurrences(daily('02:30'), '2027-03-27T01:30:00Z', slot)).toEqual([slot]);
    expect(occurrences(daily('02:30'), slot, '2027-03-28T23:00:00Z')).toEqual([]);
    expect(occurrences(daily('02:30'), '2027-03-28T00:59:59.999999Z', slot)).toEqual([slot]);
  });

  it('that is empty or runs backwards has no slots', () => {
    expect(occurrences(daily('06:00'), '2027-01-02T00:00:00Z', '2027-01-02T00:00:00Z')).toEqual([]);
    expect(occurrences(daily('06:00'), '2027-01-09T00:00:00Z', '2027-01-02T00:00:00Z')).toEqual([]);
  });

  it('longer than the limit is taken in pieces and loses nothing', () => {
    const until = '2027-02-01T00:00:00Z';
    const all = occurrences(daily('06:00'), '2027-01-01T00:00:00Z', until);
    const inPieces: string[] = [];
    let through = '2027-01-01T00:00:00Z';
    for (let turn = 0; turn < 7; turn += 1) {
      const piece = occurrences(daily('06:00'), through, until, 5);
      inPieces.push(...piece);
      through = throughOf(piece, until, 5);
    }
    expect(inPieces).toEqual(all);
    expect(through).toBe(until);
  });

  it('refuses a limit of nothing and an instant that is none', () => {
    expect(() => occurrences(daily('06:00'), '2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', 0)).toThrow(
      RangeError,
    );
    expect(() => occurrences(daily('06:00'), '2027-01-01', '2027-01-02T00:00:00Z')).toThrow(RangeError);
  });
});

describe('catching up after an outage of', () => {
  const outages = [
    { days: 1 / 24, all: 0 },
    { days: 1, all: 1 },
    { days: 40, all: 40 },
    { days: 200, all: 200 },
  ];
  it.each(outages)('$days days runs what the mode says', ({ days, all }) => {
    const down = '2027-05-20T12:00:00Z';
    const up = new Date(Date.parse(down) + days * 86_400_000).toISOString();
    const slots = occurrences(daily('06:00'), down, up);
    expect(catchUp(slots, 'run_all')).toHaveLength(all);
    expect(catchUp(slots, 'run_latest')).toEqual(slots.slice(-1));
    expect(catchUp(occurrences(halfYearly, down, up), 'run_each_period')).toEqual(
      days < 42 ? [] : ['2027-07-01T04:00:00Z'],
    );
  });

  it('several half-years runs each of them, the latest slot of each', () => {
    const slots = occurrences(halfYearly, '2026-03-01T00:00:00Z', '2028-03-01T00:00:00Z');
    expect(catchUp(slots, 'run_each_period')).toEqual(slots);
    const edges = ['2027-06-30T21:30:00Z', '2027-06-01T04:00:00Z', '2027-06-30T22:30:00Z'];
    expect(catchUp(edges, 'run_each_period')).toEqual(['2027-06-30T21:30:00Z', '2027-06-30T22:30:00Z']);
    expect(catchUp([], 'run_latest')).toEqual([]);
  });
});

describe('a rule', () => {
  it.each([
    { every: 'day', at: '06:00' },
    { every: 'half-year', day: 1, at: '06:00', tz: 'Europe/Copenhagen' },
    { every: 'minutes', minutes: 15 },
  ])('%j is accepted', (given) => {
    expect(slotRule.parse(given)).toEqual(given);
  });

  it.each([
    { every: 'day', at: '6:00' },
    { every: 'day', at: '24:00' },
    { every: 'day', at: '06:00', tz: 'Europe/Berlin' },
    { every: 'month', day: 29, at: '06:00' },
    { every: 'month', at: '06:00' },
    { every: 'minutes', minutes: 0 },
    { every: 'minutes', minutes: 1.5 },
    { every: 'week', at: '06:00' },
    { every: 'day', at: '06:00', cron: '0 6 * * *' },
    '0 6 * * *',
  ])('%j is refused', (given) => {
    expect(slotRule.safeParse(given).success).toBe(false);
  });
});
