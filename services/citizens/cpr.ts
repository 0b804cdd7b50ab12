import { type CprDateFault, dateFaultOf } from './cpr-scan.ts';

/** Why a text is not a CPR number (SYS-60). The modulus-11 check never refuses: it does not hold for all since 2007. */
export type CprFault = 'cpr_length' | CprDateFault;

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
  const fault = dateFaultOf(cpr);
  if (fault !== null) return { ok: false, code: fault };
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

function passesModulus11(cpr: string): boolean {
  return weights.reduce((sum, weight, index) => sum + weight * Number(cpr[index]), 0) % 11 === 0;
}
