import { stringify } from 'csv-stringify/sync';
import type { RowRefusal } from './codes.ts';
import type { SheetSource } from './encoding.ts';
import { isReasonColumn, reasonColumns } from './headings.ts';
import { LineCutter } from './lines.ts';
import { rowsOf, type Sheet } from './sheet.ts';

/**
 * The refused rows of a sheet as a file that can be mended and sent again: the line and the reasons first, then the row as it
 * was. As a Danish spreadsheet reads it: BOM, semicolons, CRLF; nothing that it would take for a formula. Null: none.
 */
export async function refusedRows(
  sheet: Sheet<never>,
  refusals: readonly RowRefusal[],
): Promise<string | null> {
  const byLine = Map.groupBy(refusals, ({ line }) => line);
  if (byLine.size === 0) return null;
  const own = sheet.headings.flatMap((heading, place) => (isReasonColumn(heading) ? [] : [place]));
  const unreadable: number[] = [];
  const rows = new Map<number, readonly string[]>();
  for await (const batch of rowsOf(sheet)) {
    for (const { line, fields } of batch) {
      if (!byLine.has(line)) continue;
      if (fields === null) unreadable.push(line);
      // A row with too many or too few fields is as it is: whoever mends it must see that.
      else rows.set(line, fields.length === sheet.width ? own.map((place) => fields[place] ?? '') : fields);
    }
  }
  for (const [line, text] of await linesAt(sheet, unreadable)) rows.set(line, pieces(text, sheet));
  const table = [...byLine].map(([line, reasons]) => [
    String(line),
    reasons.map(reasonOf).join(' '),
    ...(rows.get(line) ?? []),
  ]);
  const headings = [
    reasonColumns.line,
    reasonColumns.reason,
    ...own.map((place) => sheet.headings[place] ?? ''),
  ];
  return stringify([headings, ...table], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

const reasonOf = ({ column, message }: RowRefusal) => (column === null ? message : `${column}: ${message}`);

/** A line with a quotation mark too many, cut where it would be without it, when that gives as many cells as there are columns. */
function pieces(text: string, { delimiter, width }: Sheet<never>): string[] {
  const cells = text.split(delimiter);
  return cells.length === width ? cells : [text];
}

async function linesAt(source: SheetSource, wanted: readonly number[]): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  if (wanted.length === 0) return found;
  const asked = new Set(wanted);
  const cutter = new LineCutter();
  let line = 0;
  const keep = (lines: (string | null)[]) => {
    for (const text of lines) {
      line += 1;
      if (asked.has(line)) found.set(line, text ?? '');
    }
  };
  for await (const piece of source.text()) keep(cutter.cut(piece));
  keep(cutter.end());
  return found;
}
