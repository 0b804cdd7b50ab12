import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDanishHoliday, isWorkingDay, weekdayOf } from '#platform/danish-time.ts';
import { meetingTimes, recurrence } from '#meetings/recurrence.ts';
import type { Recurrence } from '#meetings/recurrence.ts';

const thursdays = (change: Partial<Recurrence> = {}): Recurrence => ({
  frequency: 'weekly',
  weekday: 4,
  at: '09:00',
  startsOn: '2027-01-07',
  exceptions: [],
  ...change,
});
const dates = (rule: Recurrence, from: string, until: string) =>
  meetingTimes(rule, from, until).map((meeting) => meeting.date);

describe('a weekly series', () => {
  it('keeps its Danish time across both changes of the clock', () => {
    expect(meetingTimes(thursdays({ weekday: 1 }), '2027-04-05', '2027-04-06')[0]?.startsAt).toBe(
      '2027-04-05T07:00:00Z',
    );
    expect(
      meetingTimes(thursdays({ startsOn: '2027-10-01' }), '2027-10-28', '2027-11-05').map((m) => m.startsAt),
    ).toEqual(['2027-10-28T07:00:00Z', '2027-11-04T08:00:00Z']);
  });

  it('holds a meeting even at a wall time that spring leaves out', () => {
    const nightly = thursdays({ weekday: 6, at: '02:30' });
    expect(dates(nightly, '2027-03-20', '2027-04-04')).toEqual(['2027-03-20', '2027-03-27', '2027-04-03']);
    const inTheGap = thursdays({ weekday: 7, at: '02:30', startsOn: '2026-03-01' });
    expect(meetingTimes(inTheGap, '2026-03-29', '2026-03-30')).toEqual([
      { date: '2026-03-29', startsAt: '2026-03-29T01:00:00Z' },
    ]);
  });

  it('starts on the first such weekday on or after its start', () => {
    expect(dates(thursdays({ startsOn: '2027-01-08' }), '2027-01-01', '2027-01-16')).toEqual(['2027-01-14']);
  });

  it('includes its last day and nothing later', () => {
    const rule = thursdays({ endsOn: '2027-01-21' });
    expect(dates(rule, '2027-01-01', '2027-03-01')).toEqual(['2027-01-07', '2027-01-14', '2027-01-21']);
  });

  it('runs across the year', () => {
    const rule = thursdays({ weekday: 2, startsOn: '2027-12-01' });
    expect(dates(rule, '2027-12-20', '2028-01-12')).toEqual([
      '2027-12-21',
      '2027-12-28',
      '2028-01-04',
      '2028-01-11',
    ]);
  });
});

describe('every second week', () => {
  it('counts from its first meeting, also across a year of 53 weeks', () => {
    const rule = thursdays({ frequency: 'every_second_week', startsOn: '2026-12-08', weekday: 2 });
    expect(dates(rule, '2026-12-01', '2027-02-01')).toEqual([
      '2026-12-08',
      '2026-12-22',
      '2027-01-05',
      '2027-01-19',
    ]);
  });

  it('does not skip a week when it starts after its weekday', () => {
    const rule = thursdays({ frequency: 'every_second_week', startsOn: '2027-02-05' });
    expect(dates(rule, '2027-02-01', '2027-03-01')).toEqual(['2027-02-11', '2027-02-25']);
  });

  it('keeps its rhythm wherever one begins to look', () => {
    const rule = thursdays({ frequency: 'every_second_week', startsOn: '2027-02-05' });
    expect(dates(rule, '2027-02-12', '2027-03-01')).toEqual(['2027-02-25']);
  });
});

describe('a monthly series', () => {
  it('falls on the named week of each month', () => {
    const rule = thursdays({ frequency: 'monthly', weekOfMonth: 2, weekday: 2, startsOn: '2027-01-13' });
    expect(dates(rule, '2027-01-01', '2027-05-01')).toEqual(['2027-02-09', '2027-03-09', '2027-04-13']);
  });

  it('may fall on the last one', () => {
    const rule = thursdays({ frequency: 'monthly', weekOfMonth: -1, weekday: 3 });
    expect(dates(rule, '2027-06-01', '2027-10-01')).toEqual([
      '2027-06-30',
      '2027-07-28',
      '2027-08-25',
      '2027-09-29',
    ]);
  });
});

describe('a meeting on a holiday', () => {
  it('moves from Maundy Thursday to the Tuesday after Easter, and says so', () => {
    expect(meetingTimes(thursdays(), '2027-03-25', '2027-04-01')).toEqual([
      {
        date: '2027-03-30',
        startsAt: '2027-03-30T07:00:00Z',
        movedFrom: '2027-03-25',
        why: {
          da: 'Flyttet til næste arbejdsdag, fordi den planlagte dag er en lukkedag (Skærtorsdag).',
          en: 'Moved to the next working day, because the planned day is a holiday (Maundy Thursday).',
        },
      },
    ]);
  });

  it('is found by the day it is held on, not by the planned one', () => {
    expect(dates(thursdays(), '2027-03-25', '2027-03-30')).toEqual([]);
    expect(dates(thursdays(), '2027-03-26', '2027-03-31')).toEqual(['2027-03-30']);
  });

  it('moves past Christmas, and past the end of the series', () => {
    const fridays = thursdays({ weekday: 5, endsOn: '2027-12-24' });
    expect(dates(fridays, '2027-12-20', '2028-01-10')).toEqual(['2027-12-27']);
  });

  it('moves past New Year into the next year', () => {
    const rule = thursdays({ weekday: 6, startsOn: '2028-01-01' });
    expect(meetingTimes(rule, '2028-01-01', '2028-01-04')).toMatchObject([
      { date: '2028-01-03', movedFrom: '2028-01-01' },
    ]);
  });

  it('moves only for a holiday: an ordinary Saturday stays', () => {
    expect(meetingTimes(thursdays({ weekday: 6 }), '2027-02-06', '2027-02-07')).toEqual([
      { date: '2027-02-06', startsAt: '2027-02-06T08:00:00Z' },
    ]);
  });
});

const without = (date: string) => thursdays({ exceptions: [date] });

describe('exceptions', () => {
  it('leave out a planned date and a date moved to', () => {
    expect(dates(without('2027-01-14'), '2027-01-07', '2027-01-22')).toEqual(['2027-01-07', '2027-01-21']);
    expect(dates(without('2027-03-25'), '2027-03-22', '2027-04-05')).toEqual(['2027-04-01']);
    expect(dates(without('2027-03-30'), '2027-03-22', '2027-04-05')).toEqual(['2027-04-01']);
  });
});

describe('any series', () => {
  const rules = fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      frequency: fc.constantFrom('weekly' as const, 'every_second_week' as const, 'monthly' as const),
      week: fc.constantFrom(1, 2, 3, 4, -1 as const),
      start: fc.integer({ min: 1, max: 28 }),
    })
    .map(({ weekday, frequency, week, start }) => ({
      frequency,
      weekday,
      ...(frequency === 'monthly' ? { weekOfMonth: week } : {}),
      at: '09:00',
      startsOn: `2026-01-${`${start}`.padStart(2, '0')}`,
    }));
  const month = fc.integer({ min: 1, max: 12 }).map((m) => `2027-${`${m}`.padStart(2, '0')}-15`);

  it('is the same in one piece and in two, in order, and never moved to a closed day', () => {
    fc.assert(
      fc.property(rules, month, (words, cut) => {
        const rule = recurrence.parse(words);
        const whole = meetingTimes(rule, '2026-06-01', '2028-06-01');
        expect([...meetingTimes(rule, '2026-06-01', cut), ...meetingTimes(rule, cut, '2028-06-01')]).toEqual(
          whole,
        );
        expect(whole.map((m) => m.startsAt)).toEqual([...new Set(whole.map((m) => m.startsAt))].toSorted());
        for (const meeting of whole) {
          expect(weekdayOf(meeting.movedFrom ?? meeting.date)).toBe(rule.weekday);
          expect(isDanishHoliday(meeting.date)).toBe(false);
          expect(meeting.movedFrom === undefined || isWorkingDay(meeting.date)).toBe(true);
        }
      }),
      { numRuns: 60, seed: 20270325 },
    );
  });

  it('refuses a range of more than ten years and a day that is none', () => {
    expect(() => meetingTimes(thursdays(), '2027-01-01', '2038-01-01')).toThrow(/ti år.*ten years/s);
    expect(() => meetingTimes(thursdays(), '2027-02-30', '2027-03-01')).toThrow(RangeError);
    expect(meetingTimes(thursdays(), '2027-03-01', '2027-03-01')).toEqual([]);
  });
});

describe('the words of a recurrence', () => {
  const good = { frequency: 'weekly', weekday: 4, at: '09:00', startsOn: '2027-01-07' };

  it('are read, with no exceptions unless given', () => {
    expect(recurrence.parse(good)).toEqual({ ...good, exceptions: [] });
  });

  it.each([
    [{ weekday: 0 }, 'weekday'],
    [{ weekday: 8 }, 'weekday'],
    [{ at: '9.00' }, 'at'],
    [{ startsOn: '2027-02-29' }, 'startsOn'],
    [{ startsOn: '07-01-2027' }, 'startsOn'],
    [{ endsOn: '2027-01-06' }, 'endsOn'],
    [{ weekOfMonth: 2 }, 'weekOfMonth'],
    [{ frequency: 'monthly' }, 'weekOfMonth'],
    [{ frequency: 'monthly', weekOfMonth: 5 }, 'weekOfMonth'],
    [{ frequency: 'monthly', weekOfMonth: 0 }, 'weekOfMonth'],
    [{ frequency: 'daily' }, 'frequency'],
    [{ exceptions: ['2027-13-01'] }, 'exceptions'],
    [{ rrule: 'FREQ=DAILY' }, undefined],
  ])('%j are refused', (change, field) => {
    const read = recurrence.safeParse({ ...good, ...change });
    expect(read.success).toBe(false);
    expect(read.error?.issues[0]?.path[0]).toBe(field);
  });
});
