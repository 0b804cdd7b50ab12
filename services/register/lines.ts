/** Longer than any row of a register can be: what is beyond it is dropped, so that memory stays bounded. */
const longestLine = 64 * 1024;

/** Cuts a stream of text into physical lines (LF or CRLF). A line that is too long to be a row comes out as null. */
export class LineCutter {
  #rest = '';
  #tooLong = false;

  cut(piece: string): (string | null)[] {
    const lines: (string | null)[] = [];
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      lines.push(this.#finish(piece.slice(from, end)));
      from = end + 1;
    }
    this.#keep(piece.slice(from));
    return lines;
  }

  /** The last line, when the file does not end in a line break. */
  end(): (string | null)[] {
    return this.#rest === '' && !this.#tooLong ? [] : [this.#finish('')];
  }

  #keep(text: string): void {
    this.#rest += text;
    if (this.#rest.length > longestLine) {
      this.#tooLong = true;
      this.#rest = '';
    }
  }

  #finish(text: string): string | null {
    this.#keep(text);
    const line = this.#tooLong ? null : this.#rest;
    this.#rest = '';
    this.#tooLong = false;
    return line;
  }
}
