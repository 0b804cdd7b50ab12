import type { Text } from '#platform/errors.ts';

/** The import as a whole cannot be done, or was stopped. Says why in Danish and English. */
export class ImportError extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(`${text.da}\n${text.en}`);
    this.name = 'ImportError';
    this.text = text;
  }
}

export function unitUnknown(known: readonly string[]): ImportError {
  const names = known.join(', ');
  return new ImportError({
    da: `Enheden findes ikke. Skriv --unit og en af: ${names}. Intet er læst ind.`,
    en: `There is no such unit. Write --unit and one of: ${names}. Nothing was read in.`,
  });
}

export function stopped(): ImportError {
  return new ImportError({
    da: 'Stoppet undervejs. Det, der er læst ind, bliver stående; kør kommandoen igen, så kommer resten med.',
    en: 'Stopped halfway. What was read in stays; run the command again and the rest follows.',
  });
}

export function usage(): ImportError {
  const line = 'npm run --silent register:import -- <mappe/folder> [--unit koebenhavn] [--dry-run]';
  return new ImportError({
    da: `Skriv mappen med registerets tre filer, og ikke andet end dette: ${line}`,
    en: `Give the folder with the register's three files, and nothing but this: ${line}`,
  });
}
