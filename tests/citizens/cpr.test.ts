import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { maskCpr, parseCpr } from '#citizens/cpr.ts';

// Only replacement numbers (day + 60), and days that no calendar has: none of these can be a person's.
const good: [string, string][] = [
  ['780264-2812', '7802642812'],
  ['7802642812', '7802642812'],
  ['780264 2812', '7802642812'],
  ['  780264-2812\t', '7802642812'],
  ['890204-4000', '8902044000'], // 29 February 2004
  ['890200-4000', '8902004000'], // 29 February 2000: a leap year
  ['910137-4000', '9101374000'], // 4 and 37: 1937
];
const bad: [string, string][] = [
  ['', 'cpr_length'],
  ['780264-281', 'cpr_length'],
  ['780264-28123', 'cpr_length'],
  ['780264--2812', 'cpr_length'],
  ['78026-42812', 'cpr_length'],
  ['780264-28A2', 'cpr_length'],
  ['78-02-64-2812', 'cpr_length'],
  ['780264\u20112812', 'cpr_length'], // a non-breaking hyphen
  ['780264\u200b2812', 'cpr_length'], // a zero-width space
  ['\ufeff7802642812', 'cpr_length'],
  ['\u0667\u0668\u0660\u0662\u0666\u0664\u0662\u0668\u0661\u0662', 'cpr_length'], // Arabic-Indic digits
  ['\uff17802642812', 'cpr_length'], // a full-width 7
  ['000190-1234', 'cpr_day_out_of_range'],
  ['320190-1234', 'cpr_day_out_of_range'],
  ['600190-1234', 'cpr_day_out_of_range'],
  ['920190-1234', 'cpr_day_out_of_range'],
  ['990190-1234', 'cpr_day_out_of_range'],
  ['910299-1234', 'cpr_not_a_date'], // 31 February
  ['910490-1234', 'cpr_not_a_date'], // 31 April
  ['310290-1234', 'cpr_not_a_date'],
  ['610090-1234', 'cpr_not_a_date'],
  ['611390-1234', 'cpr_not_a_date'],
  ['890200-0000', 'cpr_not_a_date'], // 29 February 1900: not a leap year
  ['890201-4000', 'cpr_not_a_date'],
];

describe('parseCpr', () => {
  it.each(good)('reads %j', (text, cpr) => {
    expect(parseCpr(text)).toMatchObject({ ok: true, cpr, replacement: true });
  });

  it.each(bad)('refuses %j as %s', (text, code) => {
    expect(parseCpr(text)).toEqual({ ok: false, code });
  });

  it('tells a number of the calendar from a replacement number', () => {
    // Born in 2057: nobody's number yet.
    expect(parseCpr(['0101', '57', '5', '000'].join(''))).toMatchObject({ ok: true, replacement: false });
  });

  it('accepts numbers that fail modulus 11, and says so', () => {
    const hints = Array.from({ length: 40 }, (_, n) => parseCpr(`610190${String(1000 + n)}`));
    expect(hints.every((parsed) => parsed.ok)).toBe(true);
    const passing = hints.filter((parsed) => parsed.ok && parsed.modulus11);
    expect(passing.length).toBeGreaterThan(0);
    expect(passing.length).toBeLessThan(8);
    expect(parseCpr('610190-1001')).toMatchObject({ ok: true, modulus11: false });
    // 4·6+3·1+2·0+7·1+6·9+5·0+4·1+3·0+2·0+1·7 = 99
    expect(parseCpr('610190-1007')).toMatchObject({ ok: true, modulus11: true });
  });

  it('takes every date from 1858 to 2057 under each of its seventh digits, and refuses the day after the last', () => {
    const first = Temporal.PlainDate.from('1858-01-01');
    const days = first.until('2057-12-31').days;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days }), fc.nat(9), fc.nat(999), (offset, digit, rest) => {
        const date = first.add({ days: offset });
        const number = replacementNumber(date, digit, rest);
        const centuries = seventhDigits(date.year);
        fc.pre(centuries.includes(digit));
        expect(parseCpr(number)).toMatchObject({ ok: true, cpr: number, replacement: true });
        const beyond = String(Number(number.slice(0, 2)) + date.daysInMonth - date.day + 1) + number.slice(2);
        expect(parseCpr(beyond)).toMatchObject({ ok: false });
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws and never repeats what it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseCpr(text);
        if (!parsed.ok) expect(Object.keys(parsed)).toEqual(['ok', 'code']);
      }),
    );
  });
});

describe('maskCpr', () => {
  it('shows the six first digits only', () => {
    expect(maskCpr('7802642812')).toBe('780264-****');
  });
});

function replacementNumber(date: Temporal.PlainDate, digit: number, rest: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(date.day + 60)}${two(date.month)}${two(date.year % 100)}${digit}${String(rest).padStart(3, '0')}`;
}

/** The table of the CPR office, written the other way round than in the code. */
function seventhDigits(year: number): number[] {
  if (year <= 1899) return [5, 6, 7, 8];
  if (year <= 1936) return [0, 1, 2, 3];
  if (year <= 1999) return [0, 1, 2, 3, 4, 9];
  if (year <= 2036) return [4, 5, 6, 7, 8, 9];
  return [5, 6, 7, 8];
}
