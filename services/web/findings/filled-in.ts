import { civilDate } from '#platform/contract.ts';
import { type FieldError, invalidInput, Refusal } from '#platform/errors.ts';
import type { Sheet } from '../forms.ts';

export const pointerOf = (name: string): string => `/body/${name.replaceAll('.', '/')}`;

/** Refuses fields that were left empty, before the rules are tried. */
export function mustBeFilledIn(sheet: Sheet, names: readonly string[]): void {
  const errors = names
    .filter((name) => sheet.text(name) === '')
    .map((name): FieldError => ({
      pointer: pointerOf(name),
      rule: 'field.missing',
      da: 'Skal udfyldes.',
      en: 'Must be filled in.',
    }));
  if (errors.length > 0) throw new Refusal(invalidInput, { errors });
}

/** Refuses dates that do not exist; browsers that know dates send none. */
export function mustBeDates(sheet: Sheet, names: readonly string[]): void {
  const errors = names
    .filter((name) => sheet.text(name) !== '' && !civilDate.safeParse(sheet.text(name)).success)
    .map((name): FieldError => ({
      pointer: pointerOf(name),
      rule: 'field.invalid',
      da: 'Datoen findes ikke.',
      en: 'The date does not exist.',
    }));
  if (errors.length > 0) throw new Refusal(invalidInput, { errors });
}
