import { holdsCprNumber } from '#citizens/questions.ts';

/** Hints on texts, by JSON Pointer, that hold what looks like a civil registration number; the number is never repeated. */
export function warningsOn(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts)
    .filter(([, text]) => holdsCprNumber(text))
    .map(([pointer]) => ({
      code: 'cpr_number' as const,
      pointer,
      da: 'Teksten ser ud til at indeholde et CPR-nummer. Den myndighed, I spørger, kan se det. Træk anmodningen tilbage, og skriv den om, hvis nummeret ikke er nødvendigt.',
      en: 'The text seems to hold a civil registration number. The agency that you ask can see it. Withdraw the request and write it anew unless the number is needed.',
    }));
}
