import { holdsCprNumber } from '#citizens/questions.ts';

export type Warning = { code: 'cpr_number'; pointer: string; da: string; en: string };

/** Hints on free texts, by JSON Pointer: they hold what looks like a civil registration number, which is never repeated. */
export function warningsOn(texts: Readonly<Record<string, string>>): Warning[] {
  return Object.entries(texts)
    .filter(([, text]) => holdsCprNumber(text))
    .map(([pointer]) => ({
      code: 'cpr_number',
      pointer,
      da: 'Teksten ser ud til at indeholde et CPR-nummer. Slet det, hvis det ikke er nødvendigt: modtagerne kan se det.',
      en: 'The text seems to hold a civil registration number. Delete it unless it is needed: recipients can see it.',
    }));
}
