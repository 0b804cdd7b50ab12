import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { fieldRule } from '#platform/errors.ts';
import {
  addDays,
  compareDates,
  danishHoliday,
  danishInstant,
  isCivilDate,
  nextWorkingDay,
  wallTimePattern,
  weekdayOf,
} from '#platform/danish-time.ts';
import type { BothLanguages, CivilDate, Instant } from '#platform/danish-time.ts';

const date = z
  .string()
  .refine(
    isCivilDate,
    fieldRule(
      'date.not-in-calendar',
      'Datoen skal være en dag i kalenderen, skrevet åååå-mm-dd.',
      'The date must be a day of the calendar, written yyyy-mm-dd.',
    ),
  )
  .meta({ format: 'date' });

/** A Danish wall time, `HH:MM`. */
export const wallTime = z
  .string()
  .refine(
    (text) => wallTimePattern.test(text),
    fieldRule(
      'time.not-of-day',
      'Klokkeslættet skal skrives tt:mm, fra 00:00 til 23:59.',
      'The time must be written hh:mm, from 00:00 to 23:59.',
    ),
  );

/**
 * How a series of meetings recurs. Weekday 1 is Monday; week of the month counts that weekday within the
 * month, -1 is the last. An exception is a date, planned or moved to, on which no meeting is held.
 */
export const recurrence = z
  .strictObject({
    frequency: z.enum(['weekly', 'every_second_week', 'monthly']),
    weekday: z.int().min(1).max(7),
    weekOfMonth: z.union([z.int().min(1).max(4), z.literal(-1)]).optional(),
    at: wallTime,
    startsOn: date,
    endsOn: date.optional(),
    exceptions: z.array(date).max(200).default([]),
  })
  .refine((rule) => (rule.frequency === 'monthly') === (rule.weekOfMonth !== undefined), {
    path: ['weekOfMonth'],
    ...fieldRule(
      'recurrence.week-of-month',
      'Ugen i måneden (weekOfMonth) skal angives, når mødet er månedligt, og kun da.',
      'The week of the month must be given when the meeting is monthly, and only then.',
    ),
  })
  .refine((rule) => rule.endsOn === undefined || rule.endsOn >= rule.startsOn, {
    path: ['endsOn'],
    ...fieldRule(
      'recurrence.ends-before-start',
      'Slutdatoen (endsOn) må ikke ligge før startdatoen.',
      'The end date must not be before the start date.',
    ),
  })
  .meta({
    id: 'Recurrence',
    description: 'How a series of meetings recurs. Weekday 1 is Monday; week of the month -1 is the last.',
  });
export type Recurrence = z.infer<typeof recurrence>;

/** One meeting of a series. `movedFrom` is the planned date when a holiday moved it; `why` says so. */
export type MeetingTime = {
  date: CivilDate;
  startsAt: Instant;
  movedFrom?: CivilDate;
  why?: BothLanguages;
};

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const LONGEST_MOVE_DAYS = 14;
const LONGEST_RANGE_DAYS = 3660;

// Dates are expanded in UTC, so that no change of the clock can drop one; the Danish time is put on afterwards.
const utcMidnight = (day: CivilDate): Temporal.ZonedDateTime =>
  Temporal.PlainDate.from(day).toZonedDateTime('UTC');

function plannedDates(rule: Recurrence, from: CivilDate, until: CivilDate): CivilDate[] {
  const name = weekdays[rule.weekday - 1] ?? 'MO';
  const monthly = rule.frequency === 'monthly';
  const toWeekday = (rule.weekday - weekdayOf(rule.startsOn) + 7) % 7;
  const rrule = new RRuleTemporal({
    freq: monthly ? 'MONTHLY' : 'WEEKLY',
    interval: rule.frequency === 'every_second_week' ? 2 : 1,
    byDay: [monthly ? `${rule.weekOfMonth}${name}` : name],
    dtstart: utcMidnight(monthly ? rule.startsOn : addDays(rule.startsOn, toWeekday)),
    tzid: 'UTC',
  });
  return rrule
    .between(utcMidnight(from), utcMidnight(addDays(until, -1)), true)
    .map((occurrence) => occurrence.toPlainDate().toString())
    .filter((day) => rule.endsOn === undefined || day <= rule.endsOn);
}

function meetingOn(planned: CivilDate, at: string): MeetingTime {
  const holiday = danishHoliday(planned);
  if (!holiday) return { date: planned, startsAt: danishInstant(planned, at) };
  const moved = nextWorkingDay(planned);
  const why = {
    da: `Flyttet til næste arbejdsdag, fordi den planlagte dag er en lukkedag (${holiday.da}).`,
    en: `Moved to the next working day, because the planned day is a holiday (${holiday.en}).`,
  };
  return { date: moved, startsAt: danishInstant(moved, at), movedFrom: planned, why };
}

/**
 * The meetings of a series held on dates from `from` up to but not including `until`, in order. The first
 * is on the first such weekday on or after `startsOn`. One planned on a Danish holiday is held on the next
 * working day, even when that is after `endsOn`; one at a weekend stays. Throws RangeError for a range of
 * more than ten years or a bad date.
 */
export function meetingTimes(rule: Recurrence, from: CivilDate, until: CivilDate): MeetingTime[] {
  if (compareDates(from, until) >= 0) return [];
  if (compareDates(until, addDays(from, LONGEST_RANGE_DAYS)) > 0) {
    throw new RangeError(
      'Møder kan højst beregnes ti år ad gangen. / Meetings can be worked out ten years at a time at most.',
    );
  }
  const exceptions = new Set(rule.exceptions);
  return plannedDates(rule, addDays(from, -LONGEST_MOVE_DAYS), until)
    .filter((planned) => !exceptions.has(planned))
    .map((planned) => meetingOn(planned, rule.at))
    .filter((meeting) => meeting.date >= from && meeting.date < until && !exceptions.has(meeting.date));
}
