import { parseArgs } from 'node:util';
import type { Text } from '#platform/errors.ts';
import { type Format, formats } from './contract.ts';
import { parsePeriod, type Period, unknownPeriod } from './period.ts';

export type ReportOptions = { unit: string; period: Period; format: Format };

export const usage: Text = {
  da: 'Brug: npm run --silent report -- --unit koebenhavn --period 2016-H1 --format json|csv',
  en: 'Use: npm run --silent report -- --unit koebenhavn --period 2016-H1 --format json|csv',
};

const names = ['unit', 'period', 'format'];

/** Reads the command's options; `unit` is koebenhavn and `format` json when left out. Every fault at once. */
export function readOptions(args: readonly string[]): { options: ReportOptions } | { faults: Text[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: { unit: { type: 'string' }, period: { type: 'string' }, format: { type: 'string' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string>();
  const faults: Text[] = [];
  for (const token of tokens) {
    if (token.kind === 'option' && names.includes(token.name)) given.set(token.name, token.value ?? '');
    else if (token.kind === 'option') faults.push(unknownOption(token.rawName));
    else if (token.kind === 'positional') faults.push(unknownOption(token.value));
  }
  const unit = given.get('unit') ?? 'koebenhavn';
  if (!/^[a-z][a-z-]{1,60}$/.test(unit))
    faults.push(missing('--unit', 'en enhed som koebenhavn', 'a unit such as koebenhavn'));
  const period = parsePeriod(given.get('period') ?? '');
  if (!period.ok) faults.push({ da: `--period: ${unknownPeriod.da}`, en: `--period: ${unknownPeriod.en}` });
  const format = formats.find((known) => known === (given.get('format') ?? 'json'));
  if (!format) faults.push(missing('--format', 'json eller csv', 'json or csv'));
  if (faults.length > 0 || !period.ok || !format) return { faults };
  return { options: { unit, period: period.period, format } };
}

const missing = (option: string, da: string, en: string): Text => ({
  da: `${option} skal være ${da}.`,
  en: `${option} must be ${en}.`,
});

/** The word itself is not repeated: it may be anything, and what is printed may be kept. */
function unknownOption(word: string): Text {
  const option = /^--?[a-z][a-z-]{0,30}$/.test(word) ? ` ${word}` : '';
  return {
    da: `Tilvalget${option} kendes ikke. Skriv --unit, --period eller --format.`,
    en: `The option${option} is not known. Write --unit, --period or --format.`,
  };
}

/** That no unit has this id. */
export function unitUnknown(units: readonly string[]): Text {
  return {
    da: `--unit: Enheden findes ikke. Skriv en af: ${units.join(', ')}.`,
    en: `--unit: There is no such unit. Write one of: ${units.join(', ')}.`,
  };
}
