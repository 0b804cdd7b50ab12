import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCutter } from '#register/lines.ts';
import { type Raw, RowJoiner } from '#register/records.ts';

function rowsOf(text: string, pieceLength: number, fields?: number): Raw[] {
  const cutter = new LineCutter();
  const joiner = new RowJoiner(';', fields);
  const rows: Raw[] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    for (const line of cutter.cut(text.slice(at, at + pieceLength))) joiner.join(line, rows);
  }
  for (const line of cutter.end()) joiner.join(line, rows);
  joiner.end(rows);
  return rows;
}

const cell = fc.string({ unit: fc.constantFrom('a', 'ø', '"', ';', '\n', '\r', ' '), maxLength: 6 });
const written = (value: string) => `"${value.replaceAll('"', '""')}"`;

describe('rows from lines', () => {
  it('finds every quoted row again, whatever is in it and wherever the pieces are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, cut) => {
          const texts = rows.map((row) => row.map(written).join(';'));
          expect(rowsOf(`${texts.join('\r\n')}\r\n`, cut, 2).map(({ text }) => text)).toEqual(texts);
        },
      ),
    );
  });

  it('loses no line of a broken text: each is part of a row or spoilt', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ';', '\n'), maxLength: 60 }), (text) => {
        const lines = text.split('\n');
        if (lines.at(-1) === '') lines.pop();
        const rows = rowsOf(text, 7, 2);
        let next = 1;
        for (const row of rows) {
          expect(row.line).toBe(next);
          if (row.text !== null)
            expect(
              lines
                .slice(next - 1)
                .join('\n')
                .startsWith(row.text),
            ).toBe(true);
          next += row.text === null ? 1 : row.text.split('\n').length;
        }
        expect(next).toBe(lines.length + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('spoils the one line with a quote that is never closed, far from any other quote', () => {
    const text = `a;"b\n${'c;d\n'.repeat(200)}`;
    const rows = rowsOf(text, 1000, 2);
    expect(rows).toHaveLength(201);
    expect(rows.filter((row) => row.text === null)).toEqual([{ line: 1, text: null }]);
  });

  it('does not let an unclosed quote swallow the rows up to the next quote', () => {
    expect(rowsOf('a;"b\nc;d\ne;";-)"\n', 4, 2)).toEqual([
      { line: 1, text: null },
      { line: 2, text: 'c;d' },
      { line: 3, text: 'e;";-)"' },
    ]);
  });

  it('drops a line that is too long to be a row, and goes on with the next', () => {
    const rows = rowsOf(`a;b\n${'x'.repeat(200_000)}\nc;"d\n${'y'.repeat(70_000)}\ne;f`, 65_536, 2);
    expect(rows).toEqual([
      { line: 1, text: 'a;b' },
      { line: 2, text: null },
      { line: 3, text: null },
      { line: 4, text: null },
      { line: 5, text: 'e;f' },
    ]);
  });
});
