import { Refusal } from '#platform/errors.ts';
import { readForm } from './forms.ts';
import type { Fault } from './page.ts';

/**
 * What was wrong with a filter, for the filter's own fields: the page shows it with what was written. Throws what is no
 * refusal of input.
 */
export function faultOfQuery(error: unknown, query: Readonly<Record<string, string>>): Fault {
  if (!(error instanceof Refusal) || error.rule.status !== 400) throw error;
  const errors = (error.details.errors ?? []).map((one) => ({
    ...one,
    pointer: one.pointer.replace(/^\/query\//, '/body/'),
  }));
  const fields = new Map(Object.entries(query).map(([name, value]) => [name, [value]]));
  return {
    refusal: new Refusal(error.rule, { ...error.details, errors }),
    form: readForm(fields),
    labels: new Map(),
  };
}
