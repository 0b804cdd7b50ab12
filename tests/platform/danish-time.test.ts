import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDates,
  danishHoliday,
  danishInstant,
  isCivilDate,
  isDanishHoliday,
  isWorkingDay,
  nextWorkingDay,
  toDanishDate,
  weekdayOf,
} from '#platform/danish-time.ts';

describe('the Danish date of an instant', () => {
  it.each([
    ['2027-06-30T21:59:59Z', '2027-06-30'],
    ['2027-06-30T22:30:00Z', '2027-07-01'],
    ['2027-12-31T22:59:59.999Z', '2027-12-31'],
    ['2027-12-31T23:00:00Z', '2028-01-01'],
    ['2027-07-01T00:30:00+02:00', '2027-07-01'],
  ])('%s is %s', (instant, date) => {
    expect(toDanishDate(instant)).toBe(date);
  });

  it.each(['2027-06-30', '2027-06-30T22:30', 'now', ''])('refuses %j, which is no instant', (text) => {
    expect(() => toDanishDate(text)).toThrow(RangeError);
  });
});

describe('the instant of a Danish wall time', () => {
  it.each([
    ['2027-01-15', '02:30', '2027-01-15T01:30:00Z', 'winter'],
    ['2027-07-15', '02:30', '2027-07-15T00:30:00Z', 'summer'],
    ['2027-03-28', '01:59', '2027-03-28T00:59:00Z', 'before the gap'],
    ['2027-03-28', '02:00', '2027-03-28T01:00:00Z', 'start of the gap'],
    ['2027-03-28', '02:30', '2027-03-28T01:00:00Z', 'in the gap'],
    ['2027-03-28', '02:59', '2027-03-28T01:00:00Z', 'end of the gap'],
    ['2027-03-28', '03:00', '2027-03-28T01:00:00Z', 'after the gap'],
    ['2027-10-31', '01:59', '2027-10-30T23:59:00Z', 'before the repeated hour'],
    ['2027-10-31', '02:30', '2027-10-31T00:30:00Z', 'the first of two'],
    ['2027-10-31', '03:00', '2027-10-31T02:00:00Z', 'after the repeated hour'],
  ])('%s %s is %s (%s)', (date, time, instant) => {
    expect(danishInstant(date, time)).toBe(instant);
  });

  it.each(['24:00', '7:00', '07.00', '07:60', '07:00:00', ''])('refuses the time %j', (time) => {
    expect(() => danishInstant('2027-01-15', time)).toThrow(/tt:mm.*hh:mm/s);
  });

  it.each(['2027-02-29', '2027-13-01', '15-01-2027', '20270115', '2027-01-15T10:00', '+002027-01-15', ''])(
    'refuses the date %j and does not repeat it',
    (date) => {
      expect(isCivilDate(date)).toBe(false);
      expect(() => danishInstant(date, '07:00')).toThrow(/^Datoen skal .* \/ The date must .*yyyy-mm-dd\.$/);
    },
  );
});

describe('dates', () => {
  it('are counted across months, leap days and changes of the clock', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2027-03-29', -1)).toBe('2027-03-28');
    expect(addDays('2027-10-30', 2)).toBe('2027-11-01');
  });

  it('are compared by the calendar', () => {
    expect(compareDates('2027-01-31', '2027-02-01')).toBeLessThan(0);
    expect(compareDates('2027-02-01', '2027-02-01')).toBe(0);
    expect(compareDates('2028-01-01', '2027-12-31')).toBeGreaterThan(0);
  });

  it('know their weekday, Monday first', () => {
    expect(weekdayOf('2027-03-22')).toBe(1);
    expect(weekdayOf('2027-03-28')).toBe(7);
  });

  it('exist where the calendar has them: every day and no other', () => {
    for (const year of ['1900', '2000', '2027', '2028', '2100', '2999']) {
      for (let month = 1; month <= 12; month += 1) {
        const { daysInMonth } = Temporal.PlainYearMonth.from({ year: Number(year), month });
        const found = Array.from({ length: 31 }, (_, index) => index + 1).filter((day) =>
          isCivilDate(`${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`),
        );
        expect(found).toHaveLength(daysInMonth);
        expect(found.at(-1)).toBe(daysInMonth);
      }
    }
  });

  it('end at the borders of the years that the service knows', () => {
    expect(() => addDays('2999-12-31', 1)).toThrow(RangeError);
    expect(isCivilDate('1899-12-31')).toBe(false);
  });
});

const closedIn2027 = [
  '2027-01-01',
  '2027-03-25',
  '2027-03-26',
  '2027-03-28',
  '2027-03-29',
  '2027-05-06',
  '2027-05-16',
  '2027-05-17',
  '2027-06-05',
  '2027-12-24',
  '2027-12-25',
  '2027-12-26',
];

describe('Danish holidays', () => {
  it('of 2027 are these twelve and no others', () => {
    const found: string[] = [];
    for (let date = '2027-01-01'; date < '2028-01-01'; date = addDays(date, 1)) {
      if (isDanishHoliday(date)) found.push(date);
    }
    expect(found).toEqual(closedIn2027);
  });

  it('have Store bededag until 2023 and not since', () => {
    expect(danishHoliday('2023-05-05')).toEqual({ da: 'Store Bededag', en: expect.any(String) });
    expect(isWorkingDay('2024-04-26')).toBe(true);
    expect(isWorkingDay('2027-04-23')).toBe(true);
  });

  it('do not have 1 May, Mother’s Day, Shrovetide or 31 December', () => {
    for (const date of ['2028-05-01', '2027-05-09', '2027-02-08', '2027-12-31']) {
      expect(danishHoliday(date)).toBeUndefined();
    }
  });

  it('carry both names', () => {
    expect(danishHoliday('2027-03-25')).toEqual({ da: 'Skærtorsdag', en: 'Maundy Thursday' });
  });

  it('close the offices, as weekends do', () => {
    expect(isWorkingDay('2028-06-05')).toBe(false);
    expect(isWorkingDay('2027-12-24')).toBe(false);
    expect(isWorkingDay('2027-03-20')).toBe(false);
    expect(isWorkingDay('2027-03-24')).toBe(true);
  });

  it('are passed over on the way to the next working day', () => {
    expect(nextWorkingDay('2027-03-24')).toBe('2027-03-30');
    expect(nextWorkingDay('2027-12-23')).toBe('2027-12-27');
    expect(nextWorkingDay('2027-06-04')).toBe('2027-06-07');
  });

  it('are called by the public holiday when Whit Sunday falls on 5 June', () => {
    expect(danishHoliday('2022-06-05')?.da).toBe('Pinsedag');
  });
});
