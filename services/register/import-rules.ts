import { rule } from '#platform/errors.ts';

/** Physical lines of all sheets together. A larger register is read in by the command. */
export const mostLines = 20_000;
/** JSON of so many lines, most of them short. */
export const bodyBytes = 16 * 1024 * 1024;
/** How long what was sent is kept for whoever sent it. The policies of migration 0011 say the same. */
export const keptHours = 24;
/** A run whose process has not been heard of for so long is over. */
export const silentSeconds = 60;

export const columnsWrong = rule('register.columns', 422, {
  da: 'Et ark kan ikke læses, som det står. Intet er læst ind.',
  en: 'A sheet cannot be read as it stands. Nothing was read in.',
});
export const tooManyLines = rule('register.too-many-lines', 422, {
  da: `Der kan højst læses ${mostLines.toLocaleString('da-DK')} linjer ind ad gangen. Del registeret op, eller bed driften læse det ind.`,
  en: `At most ${mostLines.toLocaleString('en-GB')} lines can be read in at a time. Split the register, or ask operations to read it in.`,
});
export const importBusy = rule('register.busy', 409, {
  da: 'Et register, som du har sendt, er ved at blive set igennem. Vent, til det er færdigt.',
  en: 'A register that you have sent is being looked through. Wait until that is done.',
});
export const importNotReady = rule('register.not-ready', 409, {
  da: 'Importen er i gang, færdig eller kasseret.',
  en: 'The import is under way, done or discarded.',
});
export const importExpired = rule('register.expired', 409, {
  da: 'Det sendte er slettet, fordi det er over et døgn gammelt eller læst ind. Send registeret igen.',
  en: 'What was sent has been deleted, because it is more than a day old or read in. Send the register again.',
});

/** Why a run ended before its time. A second run is always safe. */
export const failures = {
  stopped: {
    da: 'Tjenesten blev stoppet undervejs. Det, der er læst ind, bliver stående. Læs registeret ind igen, så kommer resten med; intet kommer ind to gange.',
    en: 'The service was stopped halfway. What was read in stays. Read the register in again and the rest follows; nothing goes in twice.',
  },
  process_gone: {
    da: 'Tjenesten gik ned undervejs. Det, der er læst ind, bliver stående. Læs registeret ind igen, så kommer resten med; intet kommer ind to gange.',
    en: 'The service broke down halfway. What was read in stays. Read the register in again and the rest follows; nothing goes in twice.',
  },
  fault: {
    da: 'Noget gik galt undervejs. Det, der er læst ind, bliver stående. Læs registeret ind igen, så kommer resten med; intet kommer ind to gange.',
    en: 'Something went wrong halfway. What was read in stays. Read the register in again and the rest follows; nothing goes in twice.',
  },
} as const;
export type FailureCode = keyof typeof failures;
