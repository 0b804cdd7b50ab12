import type { Text } from '#platform/errors.ts';

/** What can be wrong with an exported register, in the words of whoever checks it. */
export const problems = {
  not_json: {
    da: 'Linjen er ikke JSON i UTF-8, eller filen er skåret over.',
    en: 'The line is not JSON in UTF-8, or the file was cut.',
  },
  not_canonical: {
    da: 'Linjen er skrevet anderledes, end tjenesten skriver den.',
    en: 'The line is not written as the service writes it.',
  },
  header: {
    da: 'Første linje er ikke begyndelsen på et kvitteringsregister, eller en nøgle i den er ændret.',
    en: 'The first line does not begin a register of receipts, or a key in it was changed.',
  },
  shape: {
    da: 'Linjen er ikke en indførsel: noget mangler, er ukendt eller har en forkert form.',
    en: 'The line is no entry: something is missing, unknown or of a wrong form.',
  },
  register: {
    da: 'Indførslen hører til en anden myndigheds register.',
    en: 'The entry belongs to the register of another agency.',
  },
  number: {
    da: 'Nummeret følger ikke efter det forrige: en indførsel er fjernet, indsat eller flyttet.',
    en: 'The number does not follow the one before: an entry was removed, inserted or moved.',
  },
  previous: {
    da: 'Indførslen bygger ikke på den forrige: en af dem er ændret eller byttet ud.',
    en: 'The entry does not build on the one before: one of them was changed or replaced.',
  },
  hash: {
    da: 'Hashværdien passer ikke til indførslen: den er ændret.',
    en: 'The hash does not fit the entry: it was changed.',
  },
  key: {
    da: 'Underskrevet med en nøgle, som ikke er blandt de kendte.',
    en: 'Signed with a key that is not among the known ones.',
  },
  signature: {
    da: 'Underskriften passer ikke til det underskrevne.',
    en: 'The signature does not fit what was signed.',
  },
  reference: {
    da: 'Indførslen henviser til en kvittering, som ikke findes før den, eller gentager en indførsel.',
    en: 'The entry refers to a receipt that does not stand before it, or repeats an entry.',
  },
  seal: {
    da: 'Filens slutsegl mangler eller passer ikke: filen er ændret eller skåret over.',
    en: 'The seal at the end is missing or does not fit: the file was changed or cut.',
  },
  head: {
    da: 'Registret når ikke til det nummer, der blev noteret, eller har en anden hashværdi der: slutningen er skåret af eller skrevet om.',
    en: 'The register does not reach the number that was noted, or has another hash there: its end was cut off or rewritten.',
  },
} satisfies Record<string, Text>;
export type Problem = keyof typeof problems;
