import { civilDate } from '#platform/contract.ts';
import { type FieldError, fieldTexts, invalidInput, Refusal, type Text } from '#platform/errors.ts';
import type { Sheet } from '../forms.ts';

export const pointerOf = (name: string): string => `/body/${name.replaceAll('.', '/')}`;

const texts: Record<string, Text> = {
  recipients: { da: 'Vælg mindst én modtager.', en: 'Choose at least one recipient.' },
  legalBasisCode: { da: 'Vælg en hjemmel.', en: 'Choose a legal basis.' },
  statementKind: {
    da: 'Vælg, om det er et faktum eller en vurdering.',
    en: 'Say whether it is a fact or an assessment.',
  },
  dataClass: { da: 'Vælg typen.', en: 'Choose the class.' },
  subject: { da: 'Vælg, hvem den handler om.', en: 'Choose whom it is about.' },
  sourceClass: { da: 'Vælg, hvor den kommer fra.', en: 'Choose where it comes from.' },
};
const missing: Text = { da: 'Skal udfyldes.', en: 'Must be filled in.' };

/** What to do about an empty field; of the declaration in the words of the rule itself. */
function textOf(name: string): Text {
  const declaration = name === 'declarations.noMoneyLaunderingSource';
  return (declaration ? fieldTexts.get('D8.declaration') : texts[name]) ?? missing;
}

/** Refuses fields that were left empty, before the rules are tried. */
export function mustBeFilledIn(sheet: Sheet, names: readonly string[]): void {
  const errors = names
    .filter((name) => sheet.text(name) === '')
    .map((name): FieldError => ({
      pointer: pointerOf(name),
      rule: 'field.missing',
      da: textOf(name).da,
      en: textOf(name).en,
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
