import { parse } from 'csv-parse/sync';
import type { SheetSource } from './encoding.ts';
import { isMendedFile, isReasonColumn, same, withoutFormulaGuard } from './headings.ts';
import { LineCutter } from './lines.ts';
import { type Raw, RowJoiner } from './records.ts';
import { duplicateColumn, empty, missingColumn, type RegisterFileError } from './register-file-error.ts';

/** A sheet whose headings hold good. `headings`: as it writes them. `width`: fields in every row. */
export type Sheet<C extends string> = SheetSource & {
  readonly delimiter: string;
  readonly width: number;
  readonly columns: Readonly<Record<C, string>>;
  readonly places: ReadonlyMap<string, number>;
  readonly headings: readonly string[];
  /** The physical line of the headings; 0 when there are none, and the columns stand in the register's own order. */
  readonly headingsLine: number;
  readonly warnings: readonly SheetWarning[];
};
/** A column that the register does not know; its cells are not read. `column`: its place, the first is 1. */
export type SheetWarning = { file: string; column: number; message: string; english: string };

/** `fields` is null when the line cannot be read as a row; of a wrong number of fields they are what there is. */
export type SheetRow = { line: number; fields: readonly string[] | null };

const batchRows = 500;

/**
 * Reads the headings: in any order, in upper or lower case.
 * @throws RegisterFileError when the source cannot be read, or a column is missing or there twice.
 */
export async function openSheet<C extends string>(
  source: SheetSource,
  columns: Readonly<Record<C, string>>,
): Promise<Sheet<C>> {
  for await (const [head] of rawRows(source, delimiterOf)) {
    if (!head) continue;
    const delimiter = delimiterOf(head.text ?? '');
    const headings = headingsIn(head, delimiter);
    if (headings.every((heading) => heading === '')) throw empty(source.file);
    const { sheet, faults } = sheetUnder(source, columns, { delimiter, headings, headingsLine: head.line });
    if (faults[0]) throw faults[0];
    return sheet;
  }
  throw empty(source.file);
}

/** The sheet under these headings, and every column that it lacks or has twice. */
export function sheetUnder<C extends string>(
  source: SheetSource,
  columns: Readonly<Record<C, string>>,
  form: { delimiter: string; headings: readonly string[]; headingsLine: number },
): { sheet: Sheet<C>; faults: RegisterFileError[] } {
  const { file } = source;
  const { headings } = form;
  const places = new Map<string, number>();
  const faults: RegisterFileError[] = [];
  for (const [name, heading] of Object.entries<string>(columns)) {
    const at = headings.flatMap((found, place) => (same(found, heading) ? [place] : []));
    const [place] = at;
    if (at.length > 1) faults.push(duplicateColumn(file, heading));
    else if (place === undefined) faults.push(missingColumn(file, heading));
    else places.set(name, place);
  }
  const known = new Set(places.values());
  const warnings = headings.flatMap((heading, place) =>
    known.has(place) || heading === '' || isReasonColumn(heading) ? [] : [unknownColumn(file, place + 1)],
  );
  return { sheet: { ...source, ...form, width: headings.length, columns, places, warnings }, faults };
}

/** The rows below the headings, some hundreds at a time; rows without any content are left out. */
export async function* rowsOf<C extends string>(sheet: Sheet<C>): AsyncGenerator<SheetRow[]> {
  const mended = isMendedFile(sheet.headings);
  const rows = (raws: readonly Raw[]): SheetRow[] => {
    const read = split(raws, sheet.delimiter);
    return mended
      ? read.map(({ line, fields }) => ({ line, fields: fields?.map(withoutFormulaGuard) ?? null }))
      : read;
  };
  let waiting: Raw[] = [];
  for await (const raws of rawRows(sheet, () => sheet.delimiter, sheet.width)) {
    for (const raw of raws) if (raw.line > sheet.headingsLine) waiting.push(raw);
    for (; waiting.length >= batchRows; waiting = waiting.slice(batchRows)) {
      yield rows(waiting.slice(0, batchRows));
    }
  }
  yield rows(waiting);
}

/** The rows as they are written. `delimiter` is told by the first line. */
export async function* rawRows(
  source: SheetSource,
  delimiter: (head: string) => string,
  width?: number,
): AsyncGenerator<Raw[]> {
  const cutter = new LineCutter();
  let joiner: RowJoiner | undefined;
  for await (const piece of source.text()) {
    const rows: Raw[] = [];
    for (const line of cutter.cut(piece)) {
      joiner ??= new RowJoiner(delimiter(line ?? ''), width);
      joiner.join(line, rows);
    }
    if (rows.length > 0) yield rows;
  }
  const rows: Raw[] = [];
  for (const line of cutter.end()) {
    joiner ??= new RowJoiner(delimiter(line ?? ''), width);
    joiner.join(line, rows);
  }
  joiner?.end(rows);
  if (rows.length > 0) yield rows;
}

/** The cells of a row of headings; none when it cannot be read as a row. */
export function headingsIn(head: Raw, delimiter: string): string[] {
  const [row] = split([head], delimiter);
  return (row?.fields ?? []).map((heading) => heading.normalize('NFC').trim());
}

/** CSV in Denmark is separated by semicolons, Excel's "Unicode text" by tabs. */
function delimiterOf(head: string): string {
  return !head.includes(';') && head.includes('\t') ? '\t' : ';';
}

/** Splits whole rows into fields: csv-parse reads as many rows as it is given, so the lines stay with their rows. */
function split(raws: readonly Raw[], delimiter: string): SheetRow[] {
  const readable = raws.flatMap(({ text }) => (text === null || text === '' ? [] : [text]));
  const parsed = parse(readable.join('\n'), {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
  });
  if (parsed.length !== readable.length) throw new Error('the rows and their fields do not match');
  const rows: SheetRow[] = [];
  let next = 0;
  for (const { line, text } of raws) {
    if (text === null) rows.push({ line, fields: null });
    if (text === null || text === '') continue;
    const fields = parsed[next++] ?? [];
    if (fields.some((field) => field.trim() !== '')) rows.push({ line, fields });
  }
  return rows;
}

function unknownColumn(file: string, column: number): SheetWarning {
  return {
    file,
    column,
    message: `Kolonne ${column} i ${file} kendes ikke og springes over.`,
    english: `Column ${column} of ${file} is not known and is skipped.`,
  };
}
