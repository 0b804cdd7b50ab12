import { danishInstant, isCivilDate } from '#platform/danish-time.ts';
import type { BothLanguages, CivilDate, Instant } from '#platform/danish-time.ts';

/** A year or a half of one, in Danish time; `until` is the first day (or instant) that no longer belongs to it. */
export type Period = {
  id: string;
  year: number;
  half: 1 | 2 | null;
  from: CivilDate;
  until: CivilDate;
  instants: { from: Instant; until: Instant };
};

export type ParsedPeriod =
  | { ok: true; period: Period }
  | { ok: false; field: 'period'; code: 'period_unknown'; message: BothLanguages };

const pattern = /^((?:19|2\d)\d{2})(?:-H([12]))?$/;
export const unknownPeriod: BothLanguages = {
  da: 'Perioden (period) skal være et år som 2016 eller et halvår som 2016-H1 eller 2016-H2.',
  en: 'The period must be a year such as 2016 or a half-year such as 2016-H1 or 2016-H2.',
};

function build(year: number, half: 1 | 2 | null): Period {
  const from = `${year}-${half === 2 ? '07' : '01'}-01`;
  const until = half === 1 ? `${year}-07-01` : `${year + 1}-01-01`;
  if (!isCivilDate(from) || !isCivilDate(until)) {
    throw new RangeError(
      'Perioden ligger uden for årene 1900 til 2998. / The period lies outside the years 1900 to 2998.',
    );
  }
  const instants = { from: danishInstant(from, '00:00'), until: danishInstant(until, '00:00') };
  return { id: half === null ? `${year}` : `${year}-H${half}`, year, half, from, until, instants };
}

/** Reads '2016', '2016-H1' or '2016-H2'; anything else is refused with a text in both languages. */
export function parsePeriod(text: string): ParsedPeriod {
  const [, year, half] = pattern.exec(text) ?? [];
  if (year === undefined || year === '2999') {
    return { ok: false, field: 'period', code: 'period_unknown', message: unknownPeriod };
  }
  return { ok: true, period: build(Number(year), half === undefined ? null : half === '1' ? 1 : 2) };
}

/** The half-year that a civil date belongs to. Throws RangeError for anything but a date. */
export function periodOf(date: CivilDate): Period {
  if (!isCivilDate(date)) {
    throw new RangeError(
      'Datoen skal være en dag i kalenderen, skrevet åååå-mm-dd. / The date must be a day of the calendar, written yyyy-mm-dd.',
    );
  }
  return build(Number(date.slice(0, 4)), date.slice(5, 7) <= '06' ? 1 : 2);
}

/** The period of the same length just before: a year before a year, a half-year before a half-year. */
export function previous(period: Period): Period {
  if (period.half === 2) return build(period.year, 1);
  return build(period.year - 1, period.half === null ? null : 2);
}

/** The period as people say it: '1. halvår 2016' or '2016'; in English 'first half of 2016' or '2016'. */
export function label(period: Period, language: 'da' | 'en'): string {
  if (period.half === null) return `${period.year}`;
  if (language === 'da') return `${period.half}. halvår ${period.year}`;
  return `${period.half === 1 ? 'first' : 'second'} half of ${period.year}`;
}
