/** One row as the file writes it: where it starts and its text, or that it cannot be read as a row at all. */
export type Raw = { line: number; text: string | null };

/** A quoted field may hold line breaks; one that runs on for longer than this has lost its closing quote. */
const longestRow = { lines: 50, characters: 64 * 1024 };

type Scan = { quoted: boolean; fields: number; broken: boolean };

/**
 * Puts physical lines together to rows by the quotes of RFC 4180. A quote that is never closed, or that is followed
 * by something else than a separator, spoils the line where it stands and no other: reading goes on at the next line.
 */
export class RowJoiner {
  readonly #delimiter: string;
  readonly #fields: number | undefined;
  #open: string[] = [];
  #size = 0;
  #scan: Scan = fresh();
  #line = 0;

  /** `fields`: a row of several lines must have so many, or its first line is taken for spoilt. */
  constructor(delimiter: string, fields?: number) {
    this.#delimiter = delimiter;
    this.#fields = fields;
  }

  /** Takes the next physical line and gives the rows that are complete with it. */
  join(line: string | null, rows: Raw[]): void {
    this.#line += 1;
    if (line === null) {
      this.#giveUp(rows);
      rows.push({ line: this.#line, text: null });
      return;
    }
    if (this.#open.length === 0 && !line.includes('"')) {
      rows.push({ line: this.#line, text: withoutReturn(line) });
      return;
    }
    this.#open.push(line);
    this.#size += line.length;
    scan(line, this.#delimiter, this.#scan);
    if (this.#scan.broken) this.#spoilt(rows);
    else if (!this.#scan.quoted) this.#complete(rows);
    else if (this.#open.length >= longestRow.lines || this.#size > longestRow.characters) this.#spoilt(rows);
  }

  /** The end of the file: what is still open was never closed. */
  end(rows: Raw[]): void {
    while (this.#open.length > 0) this.#spoilt(rows);
  }

  #complete(rows: Raw[]): void {
    const several = this.#open.length > 1;
    if (several && this.#fields !== undefined && this.#scan.fields !== this.#fields) {
      this.#spoilt(rows);
      return;
    }
    rows.push({ line: this.#line - this.#open.length + 1, text: withoutReturn(this.#open.join('\n')) });
    this.#reset();
  }

  #spoilt(rows: Raw[]): void {
    const again = this.#open.slice(1);
    this.#line -= again.length;
    rows.push({ line: this.#line, text: null });
    this.#reset();
    for (const line of again) this.join(line, rows);
  }

  #giveUp(rows: Raw[]): void {
    this.#line -= 1;
    this.end(rows);
    this.#line += 1;
  }

  #reset(): void {
    this.#open = [];
    this.#size = 0;
    this.#scan = fresh();
  }
}

function fresh(): Scan {
  return { quoted: false, fields: 1, broken: false };
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** Follows the quotes through one physical line; `state` carries over to the next one. */
function scan(line: string, delimiter: string, state: Scan): void {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  let at = 0;
  for (;;) {
    if (state.quoted) {
      const quote = line.indexOf('"', at);
      if (quote < 0) return;
      at = quote + 1;
      if (line[at] === '"') {
        at += 1;
        continue;
      }
      state.quoted = false;
      if (at < end && line[at] !== delimiter) {
        state.broken = true;
        return;
      }
    } else if (line[at] === '"') {
      state.quoted = true;
      at += 1;
      continue;
    } else {
      const next = line.indexOf(delimiter, at);
      at = next < 0 ? end : next;
    }
    if (at >= end) return;
    at += 1;
    state.fields += 1;
  }
}
