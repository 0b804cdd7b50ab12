import type { Fault, Read, RowRefusal } from './codes.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** Reads one row's cells and keeps every refusal: one for each bad field, in the file's own order of columns. */
export class RowCheck<C extends string> {
  readonly line: number;
  readonly #sheet: Sheet<C>;
  readonly #fields: readonly string[];
  readonly #refusals = new Map<number, RowRefusal>();

  constructor(sheet: Sheet<C>, line: number, fields: readonly string[]) {
    this.line = line;
    this.#sheet = sheet;
    this.#fields = fields;
  }

  cell(column: C): string {
    return this.#fields[this.#place(column)] ?? '';
  }

  /** What the cell says, or undefined when it breaks a rule, which is then on record. */
  take<T>(column: C, reading: (cell: string) => Read<T>): T | undefined {
    const result = reading(this.cell(column));
    if (result.ok) return result.value;
    this.refuse(column, result);
    return undefined;
  }

  /** The first refusal of a field stands. */
  refuse(column: C, { code, message, english }: Fault): void {
    const place = this.#place(column);
    if (this.#refusals.has(place)) return;
    const heading = this.#sheet.headings[place] ?? null;
    const { file } = this.#sheet;
    this.#refusals.set(place, { file, line: this.line, column: heading, code, message, english });
  }

  refusals(): RowRefusal[] {
    return [...this.#refusals.entries()].toSorted(([a], [b]) => a - b).map(([, refusal]) => refusal);
  }

  #place(column: C): number {
    return this.#sheet.places.get(column) ?? -1;
  }
}

/** A row that cannot be read field by field. */
export function malformed<C extends string>(sheet: Sheet<C>, row: SheetRow): RowRefusal {
  const [message, english] =
    row.fields === null
      ? [
          'Linjen kan ikke læses: et anførselstegn mangler eller er for meget, eller linjen er for lang.',
          'The line cannot be read: a quotation mark is missing or too many, or the line is too long.',
        ]
      : [
          `Rækken har ${row.fields.length} felter, men skal som overskriften have ${sheet.width}.`,
          `The row has ${row.fields.length} fields, but must have ${sheet.width} like the headings.`,
        ];
  return { file: sheet.file, line: row.line, column: null, code: 'row_malformed', message, english };
}
