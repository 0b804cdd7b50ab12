import type { State } from './states.ts';

/** What one method of one address answered one principal about what is in one state, and what it was to answer. */
export type Row = {
  route: string;
  principal: string;
  state: State;
  expected: string;
  answered: string;
  deviations: readonly string[];
  leaks: readonly string[];
};

/** What a part of the matrix found: rows of routes, and what was judged otherwise. */
export type Part = {
  name: string;
  rows: Row[];
  /** Judged without a row: a database's rows and functions, random worlds. */
  others: { what: string; cells: number }[];
  /** Requests that were really sent. */
  answers: number;
  deviations: string[];
};

export type Totals = {
  routes: number;
  principals: number;
  states: number;
  cells: number;
  deviations: number;
  leaks: number;
};

/** The numbers of the last line; what has no row counts as a deviation too. */
export function totalsOf(parts: readonly Part[]): Totals {
  const rows = parts.flatMap((part) => part.rows);
  const distinct = (of: (row: Row) => string) => new Set(rows.map(of)).size;
  const sum = (of: (row: Row) => readonly string[]) => rows.reduce((count, row) => count + of(row).length, 0);
  return {
    routes: distinct(({ route }) => route),
    principals: distinct(({ principal }) => principal),
    states: distinct(({ state }) => state),
    cells: rows.length,
    deviations:
      sum(({ deviations }) => deviations) + parts.reduce((count, part) => count + part.deviations.length, 0),
    leaks: sum(({ leaks }) => leaks),
  };
}
