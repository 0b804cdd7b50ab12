import type { Login } from './oracle-facts.ts';

/** A number of rows, an SQLSTATE, or the value of the first cell; `undefined`: whatever it is, it must not fail. */
export type Expected = number | string | { is: unknown } | undefined;
/** `as` announces another caller from here on. */
export type Step = { as?: string; sql: string; expect: Expected };
export type Probe = { name: string; login: Login | 'superuser'; steps: readonly Step[] };

export const refused = '42501';

/** SQL as it stands, where a value is expected. */
export type Raw = { raw: string };
export type Values = Readonly<Record<string, string | number | boolean | null | Raw>>;

function literal(value: Values[string]): string {
  if (value !== null && typeof value === 'object') return value.raw;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
export function insertOf(table: string, values: Values): string {
  return `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).map(literal).join(', ')})`;
}

/** One row that a caller may write under one login, and rows that differ in one point and may not be written. */
export type Insert = {
  table: string;
  login: Login;
  as: string;
  values: Values;
  /** Other logins that may do the same. */
  also?: readonly Login[];
  not: readonly (readonly [difference: string, values: Values, as?: string])[];
};

export const unit = 'koebenhavn';
export const bytea = { raw: "'\\x00'" };
export const fyn = { unit_id: 'fyn' };

/** Deeds by several callers in one transaction of the API's login. */
export const story = (name: string, steps: Step[]): Probe => ({ name, login: 'app', steps });
/** A look at how many rows a caller sees. */
export const look = (as: string, table: string, where: string, expect: Expected): Step => ({
  as,
  sql: `select from ${table} where ${where}`,
  expect,
});
