import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toDanishDate } from '#platform/danish-time.ts';
import { label, parsePeriod, periodOf, previous } from '#reports/period.ts';
import type { Period } from '#reports/period.ts';

function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (!parsed.ok) throw new Error(parsed.message.en);
  return parsed.period;
}

const hours = ({ instants }: Period) => (Date.parse(instants.until) - Date.parse(instants.from)) / 3_600_000;

describe('a period', () => {
  it.each([
    ['2016', '2016-01-01', '2017-01-01', '2015-12-31T23:00:00Z', '2016-12-31T23:00:00Z'],
    ['2016-H1', '2016-01-01', '2016-07-01', '2015-12-31T23:00:00Z', '2016-06-30T22:00:00Z'],
    ['2016-H2', '2016-07-01', '2017-01-01', '2016-06-30T22:00:00Z', '2016-12-31T23:00:00Z'],
  ])('%s runs from %s until %s', (id, from, until, first, end) => {
    expect(period(id)).toMatchObject({ id, from, until, instants: { from: first, until: end } });
  });

  it.each([
    '',
    '16',
    '2016-H3',
    '2016-H0',
    '2016H1',
    '2016-h1',
    '2016-1',
    '2016-Q1',
    ' 2016',
    '2016-H1 ',
    '2016-01-01',
    '0016',
    '1899',
    '2999',
    '３０16',
  ])('%j is refused in both languages', (text) => {
    expect(parsePeriod(text)).toMatchObject({
      ok: false,
      field: 'period',
      code: 'period_unknown',
      message: { da: expect.stringContaining('halvår'), en: expect.stringContaining('half-year') },
    });
  });

  it('has the hours that the Danish clock gives it', () => {
    expect(hours(period('2027-H1'))).toBe(4343);
    expect(hours(period('2027-H2'))).toBe(4417);
    expect(hours(period('2027'))).toBe(8760);
    expect(hours(period('2028'))).toBe(8784);
  });

  it('holds an event by its Danish date: 2027-06-30T22:30Z belongs to the second half', () => {
    expect(periodOf(toDanishDate('2027-06-30T22:30:00Z')).id).toBe('2027-H2');
    expect(periodOf(toDanishDate('2027-06-30T21:59:59Z')).id).toBe('2027-H1');
  });

  it('refuses a day that is none', () => {
    expect(() => periodOf('2027-02-30')).toThrow(/kalenderen.*calendar/s);
    expect(() => periodOf('2027-06-30T22:30:00Z')).toThrow(RangeError);
  });
});

describe('the edges of 2018 to 2035', () => {
  const years = Array.from({ length: 18 }, (_, index) => 2018 + index);

  it.each(years)('of %i meet without gap or overlap, to the second', (year) => {
    const [first, second] = [period(`${year}-H1`), period(`${year}-H2`)];
    expect(first.instants.until).toBe(second.instants.from);
    expect(second.instants.until).toBe(period(`${year + 1}-H1`).instants.from);
    expect(period(`${year}`).instants).toEqual({ from: first.instants.from, until: second.instants.until });
    for (const half of [first, second]) {
      const edge = Date.parse(half.instants.until);
      expect(periodOf(toDanishDate(new Date(edge - 1000).toISOString()))).toEqual(half);
      expect(periodOf(toDanishDate(new Date(edge).toISOString())).id).not.toBe(half.id);
    }
  });

  it('put each instant into the one half-year whose instants hold it', () => {
    const seconds = fc.integer({ min: Date.UTC(2018, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const at = second * 1000;
        const { instants } = periodOf(toDanishDate(new Date(at).toISOString()));
        expect(at).toBeGreaterThanOrEqual(Date.parse(instants.from));
        expect(at).toBeLessThan(Date.parse(instants.until));
      }),
      { numRuns: 500, seed: 20270630 },
    );
  });
});

describe('its neighbours and names', () => {
  it.each([
    ['2016', '2015'],
    ['2016-H1', '2015-H2'],
    ['2016-H2', '2016-H1'],
  ])('before %s comes %s', (id, before) => {
    expect(previous(period(id))).toEqual(period(before));
  });

  it('agrees with the day before', () => {
    expect(previous(period('2027-H2'))).toEqual(periodOf(addDays('2027-07-01', -1)));
    expect(() => previous(period('1900'))).toThrow(RangeError);
  });

  it.each([
    ['2016', '2016', '2016'],
    ['2016-H1', '1. halvår 2016', 'first half of 2016'],
    ['2016-H2', '2. halvår 2016', 'second half of 2016'],
  ])('%s is called %s', (id, danish, english) => {
    expect(label(period(id), 'da')).toBe(danish);
    expect(label(period(id), 'en')).toBe(english);
  });
});
