import type { SheetSource } from './encoding.ts';
import { same } from './headings.ts';
import {
  columnsUnknown,
  nothingThere,
  type RegisterFileError,
  tooManyColumns,
} from './register-file-error.ts';
import { headingsIn, rawRows, type Sheet, sheetUnder } from './sheet.ts';
import type { Raw } from './records.ts';

/** In the order in which they are tried: cells copied from a spreadsheet, Danish CSV, CSV of elsewhere. */
const delimiters = ['\t', ';', ','];
const mostColumns = 100;
type Form = { delimiter: string; head: Raw; headings: string[]; known: number };

/**
 * A sheet from what somebody sent or pasted: the separator is recognised by the columns that it gives, and cells may come
 * without headings when they stand in the register's own order. Gives the sheet, or everything that is wrong with its columns.
 */
export async function recogniseSheet<C extends string>(
  source: SheetSource,
  columns: Readonly<Record<C, string>>,
): Promise<Sheet<C> | RegisterFileError[]> {
  const expected = Object.values<string>(columns);
  const forms: Form[] = [];
  for (const delimiter of delimiters) {
    const head = await firstRow(source, delimiter);
    if (!head) return [nothingThere(source.file)];
    const headings = headingsIn(head, delimiter);
    const known = expected.filter((heading) => headings.some((found) => same(found, heading))).length;
    forms.push({ delimiter, head, headings, known });
  }
  const best = forms.toSorted((a, b) => b.known - a.known)[0];
  if (best && best.headings.length > mostColumns) return [tooManyColumns(source.file, mostColumns)];
  if (best && best.known * 2 > expected.length) {
    const { sheet, faults } = sheetUnder(source, columns, { ...best, headingsLine: best.head.line });
    return faults.length > 0 ? faults : sheet;
  }
  const bare = forms.find(({ headings, known }) => known === 0 && headings.length === expected.length);
  if (!bare) return [columnsUnknown(source.file, expected)];
  const form = { delimiter: bare.delimiter, headings: expected, headingsLine: 0 };
  return sheetUnder(source, columns, form).sheet;
}

/** The first row that is not blank. */
async function firstRow(source: SheetSource, delimiter: string): Promise<Raw | undefined> {
  for await (const rows of rawRows(source, () => delimiter)) {
    const head = rows.find(({ text }) => text === null || text.replaceAll(/[\s;,]/gu, '') !== '');
    if (head) return head;
  }
  return undefined;
}

/** What somebody sent as a source, whichever way its lines are ended. */
export function textSource(file: string, content: string): SheetSource {
  const text = content.replace(/^\ufeff/u, '').replaceAll(/\r\n?/gu, '\n');
  const pieceLength = 64 * 1024;
  return {
    file,
    encoding: 'utf-8',
    async *text() {
      for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength);
    },
  };
}
