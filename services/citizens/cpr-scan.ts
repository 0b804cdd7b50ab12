// Imports nothing, here or from the runtime, so that a browser can run the same code while somebody writes.

/** Why ten digits are not a CPR number. */
export type CprDateFault = 'cpr_day_out_of_range' | 'cpr_not_a_date';

/** Where in a text something stands: from `start` up to, not including, `end`, in UTF-16 units. */
export type Place = { start: number; end: number };

// What people put between the parts: spaces of all kinds, a line break, dots, slashes, hyphens and dashes of all kinds.
const between = '[\\s./\\u00ad\\u2010-\\u2015\\u2212-]{0,3}';
// Looks ahead only, so that numbers which begin inside others are found too.
const tenDigits = new RegExp(
  `(?=([0-9]{2})(${between})([0-9]{2})(${between})([0-9]{2})(${between})([0-9]{4})(?![0-9]))`,
  'g',
);

/**
 * The places in a text that look like a CPR number: ten digits with separators as people write them, no digit right before
 * or after, that begin with a date which exists (or with day + 60). A hint, never a proof: the numbers are not repeated.
 */
export function cprNumbersIn(text: string): Place[] {
  const places: Place[] = [];
  for (const match of text.matchAll(tenDigits)) {
    const [, day = '', first = '', month = '', second = '', year = '', third = '', serial = ''] = match;
    const start = match.index;
    const parts = [day, first, month, second, year, third, serial];
    if (start < (places.at(-1)?.end ?? 0) || /[0-9]/.test(text.charAt(start - 1))) continue;
    if (dateFaultOf(day + month + year + serial) === null)
      places.push({ start, end: start + parts.join('').length });
  }
  return places;
}

/** Whether a text holds what looks like a CPR number. */
export function holdsCprNumber(text: string): boolean {
  return cprNumbersIn(text).length > 0;
}

/** Why ten digits do not begin with a date, or with a date whose day has 60 added (erstatningspersonnummer); null when they do. */
export function dateFaultOf(cpr: string): CprDateFault | null {
  const written = Number(cpr.slice(0, 2));
  const replacement = written >= 61 && written <= 91;
  if (!replacement && (written < 1 || written > 31)) return 'cpr_day_out_of_range';
  const day = replacement ? written - 60 : written;
  const year = yearOfBirth(Number(cpr.slice(4, 6)), Number(cpr.slice(6, 7)));
  return day > daysIn(year, Number(cpr.slice(2, 4))) ? 'cpr_not_a_date' : null;
}

/** The seventh digit and the year of two digits give the century (law and practice, 3.3). */
function yearOfBirth(yearOfCentury: number, seventhDigit: number): number {
  if (seventhDigit <= 3) return 1900 + yearOfCentury;
  if (seventhDigit === 4 || seventhDigit === 9) return (yearOfCentury <= 36 ? 2000 : 1900) + yearOfCentury;
  return (yearOfCentury <= 57 ? 2000 : 1800) + yearOfCentury;
}

function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
