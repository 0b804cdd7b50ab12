import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { detectEncoding, type Encoding, textOf } from './encoding.ts';
import { LineCutter } from './lines.ts';
import { type Raw, RowJoiner } from './records.ts';
import { duplicateColumn, empty, missingColumn } from './register-file-error.ts';

/** A file whose headings hold good. `headings`: as the file writes them. `width`: fields in every row. */
export type Sheet<C extends string> = {
  readonly file: string;
  readonly path: string;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly width: number;
  readonly columns: Readonly<Record<C, string>>;
  readonly places: ReadonlyMap<string, number>;
  readonly headings: readonly string[];
  readonly warnings: readonly SheetWarning[];
};
/** A column that the register does not know; its cells are not read. `column`: its place, the first is 1. */
export type SheetWarning = { file: string; column: number; message: string };

/** `fields` is null when the line cannot be read as a row; of a wrong number of fields they are what there is. */
export type SheetRow = { line: number; fields: readonly string[] | null };

const batchRows = 500;

/**
 * Finds the encoding and reads the headings: in any order, in upper or lower case.
 * @throws RegisterFileError when the file cannot be read, or a column is missing or there twice.
 */
export async function openSheet<C extends string>(
  path: string,
  columns: Readonly<Record<C, string>>,
): Promise<Sheet<C>> {
  const file = basename(path);
  const encoding = await detectEncoding(path, file);
  const { delimiter, headings } = await readHeadings(path, file, encoding);
  const places = new Map<string, number>();
  for (const [name, heading] of Object.entries<string>(columns)) {
    const at = headings.flatMap((found, place) => (same(found, heading) ? [place] : []));
    if (at.length > 1) throw duplicateColumn(file, heading);
    const [place] = at;
    if (place === undefined) throw missingColumn(file, heading);
    places.set(name, place);
  }
  const known = new Set(places.values());
  const warnings = headings.flatMap((heading, place) =>
    known.has(place) || heading === '' ? [] : [unknownColumn(file, place + 1)],
  );
  return { file, path, encoding, delimiter, width: headings.length, columns, places, headings, warnings };
}

/** The rows below the headings, some hundreds at a time; rows without any content are left out. */
export async function* rowsOf<C extends string>(sheet: Sheet<C>): AsyncGenerator<SheetRow[]> {
  let first = true;
  let waiting: Raw[] = [];
  for await (const raws of rawRows(sheet.path, sheet.file, sheet.encoding, sheet.width)) {
    for (const raw of raws) {
      if (first) first = false;
      else waiting.push(raw);
    }
    for (; waiting.length >= batchRows; waiting = waiting.slice(batchRows)) {
      yield split(waiting.slice(0, batchRows), sheet.delimiter);
    }
  }
  yield split(waiting, sheet.delimiter);
}

async function readHeadings(path: string, file: string, encoding: Encoding) {
  for await (const [head] of rawRows(path, file, encoding)) {
    if (!head) continue;
    const delimiter = delimiterOf(head.text ?? '');
    const [row] = split([head], delimiter);
    const headings = (row?.fields ?? []).map((heading) => heading.normalize('NFC').trim());
    if (headings.every((heading) => heading === '')) throw empty(file);
    return { delimiter, headings };
  }
  throw empty(file);
}

async function* rawRows(
  path: string,
  file: string,
  encoding: Encoding,
  width?: number,
): AsyncGenerator<Raw[]> {
  const cutter = new LineCutter();
  let joiner: RowJoiner | undefined;
  for await (const piece of textOf(path, file, encoding)) {
    const rows: Raw[] = [];
    for (const line of cutter.cut(piece)) {
      joiner ??= new RowJoiner(delimiterOf(line ?? ''), width);
      joiner.join(line, rows);
    }
    if (rows.length > 0) yield rows;
  }
  const rows: Raw[] = [];
  for (const line of cutter.end()) {
    joiner ??= new RowJoiner(delimiterOf(line ?? ''), width);
    joiner.join(line, rows);
  }
  joiner?.end(rows);
  if (rows.length > 0) yield rows;
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

function same(found: string, heading: string): boolean {
  return found.toLowerCase() === heading.toLowerCase();
}

function unknownColumn(file: string, column: number): SheetWarning {
  return { file, column, message: `Kolonne ${column} i ${file} kendes ikke og springes over.` };
}
