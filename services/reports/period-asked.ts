import type { PersonCaller } from '#platform/caller.ts';
import { invalidInput, Refusal } from '#platform/errors.ts';
import { parsePeriod, type Period, unknownPeriod } from './period.ts';
import { otherUnit } from './refusals.ts';

/** The period that an endpoint was asked for; its contract has checked the form already. */
export function periodAsked(text: string): Period {
  const parsed = parsePeriod(text);
  if (parsed.ok) return parsed.period;
  throw new Refusal(invalidInput, {
    errors: [{ pointer: '/query/period', rule: 'period.unknown', ...unknownPeriod }],
  });
}

/** Whose figures are asked for: the caller's own unit, or any for a national reader; undefined when that one named none. */
export function unitAsked(caller: PersonCaller, named: string | undefined): string | undefined {
  if (caller.unitId === null) return named;
  if (named !== undefined && named !== caller.unitId) throw new Refusal(otherUnit);
  return caller.unitId;
}

/** The same, where one unit has to be named. */
export function oneUnitAsked(caller: PersonCaller, named: string | undefined): string {
  const unitId = unitAsked(caller, named);
  if (unitId !== undefined) return unitId;
  const da = 'Angiv, hvilken enheds tal der skal vises.';
  const en = 'Say which unit the figures are of.';
  throw new Refusal(invalidInput, { errors: [{ pointer: '/query/unit', rule: 'field.missing', da, en }] });
}
