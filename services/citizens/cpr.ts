/** Why a text is not a CPR number (SYS-60). The modulus-11 check never refuses: it does not hold for all since 2007. */
export type CprFault = 'cpr_length' | 'cpr_day_out_of_range' | 'cpr_not_a_date';

export type ParsedCpr =
  { ok: true; cpr: string; replacement: boolean; modulus11: boolean } | { ok: false; code: CprFault };

const shape = /^[ \t]*([0-9]{6})[- ]?([0-9]{4})[ \t]*$/;
const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/**
 * Reads `DDMMYY-XXXX`, `DDMMYYXXXX` or `DDMMYY XXXX` (ASCII digits only) and gives the ten digits.
 * `replacement`: an erstatningspersonnummer (day + 60), which is nobody's real number. `modulus11`: a hint, never a rule.
 * The first fault in the order length, day, date is given; the text itself is never repeated.
 */
export function parseCpr(text: string): ParsedCpr {
  const match = shape.exec(text);
  if (!match) return { ok: false, code: 'cpr_length' };
  const cpr = `${match[1]}${match[2]}`;
  const written = Number(cpr.slice(0, 2));
  const replacement = written >= 61 && written <= 91;
  if (!replacement && (written < 1 || written > 31)) return { ok: false, code: 'cpr_day_out_of_range' };
  const day = replacement ? written - 60 : written;
  const month = Number(cpr.slice(2, 4));
  if (day > daysIn(yearOfBirth(Number(cpr.slice(4, 6)), Number(cpr.slice(6, 7))), month)) {
    return { ok: false, code: 'cpr_not_a_date' };
  }
  return { ok: true, cpr, ...readDigits(cpr) };
}

/** What ten digits tell: whether they are a replacement number, and whether they pass modulus 11. */
export function readDigits(cpr: string): { replacement: boolean; modulus11: boolean } {
  return { replacement: Number(cpr.slice(0, 2)) > 60, modulus11: passesModulus11(cpr) };
}

/** `DDMMYY-XXXX` of a number of ten digits. */
export function formatCpr(cpr: string): string {
  return `${cpr.slice(0, 6)}-${cpr.slice(6)}`;
}

/** `DDMMYY-****` of a number of ten digits: what is shown unless somebody unmasks it, which is a recorded deed. */
export function maskCpr(cpr: string): string {
  return `${cpr.slice(0, 6)}-****`;
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

function passesModulus11(cpr: string): boolean {
  return weights.reduce((sum, weight, index) => sum + weight * Number(cpr[index]), 0) % 11 === 0;
}
