import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/** Civil date as 'YYYY-MM-DD', years 1900 to 2999. */
export type CivilDate = string;
/** Instant as ISO text in UTC, such as '2027-03-28T01:00:00Z'. */
export type Instant = string;
/** A text in both languages of the service. */
export type BothLanguages = { da: string; en: string };

export const DANISH_ZONE = 'Europe/Copenhagen';
const civilDatePattern = /^(?:19|2\d)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
export const wallTimePattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const shortMonths = new Set(['04', '06', '09', '11']);

function refuse(da: string, en: string): never {
  throw new RangeError(`${da} / ${en}`);
}

function plainDate(date: CivilDate): Temporal.PlainDate {
  if (!isCivilDate(date)) {
    refuse(
      'Datoen skal være en dag i kalenderen, skrevet åååå-mm-dd.',
      'The date must be a day of the calendar, written yyyy-mm-dd.',
    );
  }
  return Temporal.PlainDate.from(date);
}

/** Whether the text is a day of the calendar, written 'YYYY-MM-DD', in the years 1900 to 2999. */
export function isCivilDate(text: string): boolean {
  if (!civilDatePattern.test(text)) return false;
  const day = text.slice(8);
  if (day < '29') return true;
  const month = text.slice(5, 7);
  if (month !== '02') return day < '31' || !shortMonths.has(month);
  const year = Number(text.slice(0, 4));
  return day === '29' && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The civil date that a clock in the zone shows at an instant. Throws RangeError for anything but an instant. */
export function dateInZone(instant: Instant, zone: string): CivilDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The Danish civil date at an instant: '2027-06-30T22:30Z' is '2027-07-01'. */
export function toDanishDate(instant: Instant): CivilDate {
  return dateInZone(instant, DANISH_ZONE);
}

/**
 * The instant at which a clock in the zone shows date and time. A time that spring leaves out becomes the
 * first instant after the gap; a time that autumn repeats is the first of the two. Throws RangeError.
 */
export function instantInZone(date: CivilDate, time: string, zone: string): Instant {
  if (!wallTimePattern.test(time)) {
    refuse(
      'Klokkeslættet skal skrives tt:mm, fra 00:00 til 23:59.',
      'The time must be written hh:mm, from 00:00 to 23:59.',
    );
  }
  const wall = plainDate(date).toPlainDateTime(time);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const afterGap = earlier.toPlainDateTime().equals(wall) ? null : earlier.getTimeZoneTransition('next');
  return (afterGap ?? earlier).toInstant().toString();
}

/** The instant of a Danish wall time 'HH:MM', with the rules of instantInZone for the two changes of the clock. */
export function danishInstant(date: CivilDate, time: string): Instant {
  return instantInZone(date, time, DANISH_ZONE);
}

/** Negative, zero or positive as the first date is before, equal to or after the second. Throws RangeError. */
export function compareDates(one: CivilDate, other: CivilDate): number {
  return Temporal.PlainDate.compare(plainDate(one), plainDate(other));
}

/** The date that many days later (earlier when negative). Throws RangeError outside the years 1900 to 2999. */
export function addDays(date: CivilDate, days: number): CivilDate {
  const moved = plainDate(date).add({ days }).toString();
  return plainDate(moved).toString();
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekdayOf(date: CivilDate): number {
  return plainDate(date).dayOfWeek;
}

// Closed without being public holidays: Constitution Day and Christmas Eve. 31 December is a working day.
const closedByCustom = new Set(['06-05', '12-24']);
const denmark = new Holidays('DK', { types: ['public', 'observance'] });
const holidaysByYear = new Map<number, ReadonlyMap<CivilDate, BothLanguages>>();

function holidaysOf(year: number): ReadonlyMap<CivilDate, BothLanguages> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const english = new Map(denmark.getHolidays(year, 'en').map((day) => [day.rule, day.name]));
  const holidays = new Map<CivilDate, BothLanguages>();
  const days = denmark.getHolidays(year, 'da');
  const customary = days.filter((day) => closedByCustom.has(day.rule));
  const official = days.filter((day) => day.type === 'public');
  for (const day of [...customary, ...official]) {
    holidays.set(day.date.slice(0, 10), { da: day.name, en: english.get(day.rule) ?? day.name });
  }
  holidaysByYear.set(year, holidays);
  return holidays;
}

/**
 * The name of the holiday on a date, if it is one: public holidays, 5 June and 24 December
 * (Store bededag until 2023). Throws RangeError.
 */
export function danishHoliday(date: CivilDate): BothLanguages | undefined {
  return holidaysOf(plainDate(date).year).get(date);
}

/** Whether offices are closed for a holiday on that date; weekends alone do not count. Throws RangeError. */
export function isDanishHoliday(date: CivilDate): boolean {
  return danishHoliday(date) !== undefined;
}

/** Monday to Friday and no holiday. Throws RangeError. */
export function isWorkingDay(date: CivilDate): boolean {
  return weekdayOf(date) <= 5 && !isDanishHoliday(date);
}

/** The first working day after the date. Throws RangeError. */
export function nextWorkingDay(date: CivilDate): CivilDate {
  let next = addDays(date, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}
