import { isCivilDate } from '#platform/danish-time.ts';
import { type Fault, fault, type Read, read } from './codes.ts';
import { quoted } from './quoted.ts';

const dateShape = /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/u;
const shortDateShape = /^\d{1,2}-\d{1,2}-\d{2}$/u;
const amountShape = /^(?<sign>-?)(?<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?<part>\d{1,2}))?$/u;
/** Control and direction characters, which show nothing or show a text in another order than it is written. */
const unseen = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const firstYear = 1990;
const lastYear = 2100;
const greatestAmount = 999_999_999_999.99;

/** A date as Danish Excel writes it, `dd-mm-yyyy` (or `d-m-yyyy`), to 'YYYY-MM-DD'. */
export function dateCell(cell: string): Read<string> {
  const text = cell.trim();
  if (text === '') return missing();
  if (shortDateShape.test(text)) {
    return fault(
      'date_two_digit_year',
      `Datoen${quoted(text)} har kun to cifre i året. Skriv dd-mm-åååå.`,
      `The date${quoted(text)} has a year of two digits only. Write dd-mm-yyyy.`,
    );
  }
  const { day = '', month = '', year = '' } = dateShape.exec(text)?.groups ?? {};
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== '' && (Number(year) < firstYear || Number(year) > lastYear)) {
    return fault(
      'date_out_of_range',
      `Datoen${quoted(text)} ligger uden for registeret. Året skal ligge mellem ${firstYear} og ${lastYear}.`,
      `The date${quoted(text)} is outside the register. The year must be between ${firstYear} and ${lastYear}.`,
    );
  }
  if (!isCivilDate(date)) {
    return fault(
      'date_impossible',
      `Datoen${quoted(text)} findes ikke. Skriv en dag i kalenderen som dd-mm-åååå.`,
      `The date${quoted(text)} does not exist. Write a day of the calendar as dd-mm-yyyy.`,
    );
  }
  return read(date);
}

export function optionalDateCell(cell: string): Read<string | null> {
  return cell.trim() === '' ? read(null) : dateCell(cell);
}

/** Kroner with a decimal comma and, if any, thousands points: `1.234.567,89`. An empty cell is null. */
export function amountCell(cell: string): Read<number | null> {
  const text = cell.trim();
  if (text === '') return read(null);
  const { sign = '', whole = '', part = '' } = amountShape.exec(text)?.groups ?? {};
  if (whole === '') {
    return fault(
      'amount_not_a_number',
      `Beløbet${quoted(text)} er ikke et tal. Skriv kroner som 1.234,50: højst to decimaler efter et komma.`,
      `The amount${quoted(text)} is not a number. Write kroner as 1.234,50: at most two decimals after a comma.`,
    );
  }
  const kroner = Number(`${whole.replaceAll('.', '')}.${part || '0'}`);
  if (sign === '-' && kroner > 0) {
    return fault(
      'amount_negative',
      `Beløbet${quoted(text)} er negativt. Et beløb skal være 0 kr. eller mere.`,
      `The amount${quoted(text)} is negative. An amount must be 0 kroner or more.`,
    );
  }
  if (kroner > greatestAmount) {
    return fault(
      'amount_too_large',
      'Beløbet er for stort. Det skal være under 1.000 mia. kr.',
      'The amount is too large. It must be below 1,000 billion kroner.',
    );
  }
  return read(kroner);
}

/** A text that must be there, on one line, of at most so many characters. */
export function lineCell(cell: string, longest: number): Read<string> {
  const text = cell.trim();
  if (text === '') return missing();
  return unseen.test(text) ? notAllowed() : within(text, longest);
}

/** A text that may hold line breaks. */
export function textCell(cell: string, longest: number): Read<string> {
  const text = optionalTextCell(cell, longest);
  return text.ok && text.value === null ? missing() : narrowed(text);
}

export function optionalTextCell(cell: string, longest: number): Read<string | null> {
  const text = cell.replaceAll('\r\n', '\n').trim();
  if (text === '') return read(null);
  return unseen.test(text.replaceAll(/[\n\t]/gu, ' ')) ? notAllowed() : within(text, longest);
}

export function missing(): Fault {
  return fault('value_missing', 'Feltet skal være udfyldt.', 'The field must be filled in.');
}

function narrowed(text: Read<string | null>): Read<string> {
  return text.ok ? read(text.value ?? '') : text;
}

function notAllowed(): Fault {
  return fault(
    'text_not_allowed',
    'Teksten indeholder tegn, der ikke kan ses eller trykkes. Skriv den igen.',
    'The text holds characters that cannot be seen or printed. Write it again.',
  );
}

function within(text: string, longest: number): Read<string> {
  if (text.length <= longest) return read(text.normalize('NFC'));
  return fault(
    'text_too_long',
    `Teksten er på ${text.length} tegn. Der må højst være ${longest}.`,
    `The text has ${text.length} characters. There may be ${longest} at most.`,
  );
}
