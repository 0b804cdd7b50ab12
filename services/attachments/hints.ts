import type { Text } from '#platform/errors.ts';

/** What a file seems to hold, as of texts (`citizens/text-scan.ts`), or that nobody but a person can tell. */
export const fileHints = [
  'cpr_number',
  'person_name',
  'special_category',
  'child',
  'file.not-searched',
] as const;
export type FileHint = (typeof fileHints)[number];

const texts: Readonly<Record<FileHint, Text>> = {
  cpr_number: {
    da: 'Filen ser ud til at indeholde et CPR-nummer. Fjern bilaget, hvis nummeret ikke er nødvendigt: modtagerne kan se det.',
    en: 'The file seems to hold a civil registration number. Remove the attachment unless the number is needed: recipients can see it.',
  },
  person_name: {
    da: 'Filen ser ud til at nævne en person ved navn. Er det en anden end borgeren, så fjern bilaget, medmindre navnet er nødvendigt, og registrér personen som tredjeperson, med egen hjemmel.',
    en: 'The file seems to name a person. If it is anybody but the citizen, remove the attachment unless the name is needed, and register a third person, under a basis of its own.',
  },
  special_category: {
    da: 'Filen ser ud til at handle om helbred, tro, etnicitet eller lignende. Den må kun vedhæftes, hvis det er nødvendigt, og kun til en følsom oplysning (databeskyttelsesloven § 7; retshåndhævelsesloven § 10).',
    en: 'The file seems to be about health, belief, ethnicity or the like. Attach it only if it is needed, and only to a finding of a special category (Danish Data Protection Act s. 7; Law Enforcement Data Protection Act s. 10).',
  },
  child: {
    da: 'Filen ser ud til at nævne et barn. Husk din egen skærpede underretningspligt (barnets lov § 133): den gælder for dig personligt, uden om gennemgangen og mødet.',
    en: 'The file seems to mention a child. Remember your own duty to notify (Child’s Act s. 133): it is yours personally, outside the review and the meeting.',
  },
  'file.not-searched': {
    da: 'Filen er ikke gennemset for CPR-numre, navne på andre, helbred og børn, som en tekst bliver det. Se den selv igennem, før den videregives.',
    en: 'The file was not searched for civil registration numbers, names of others, health and children as a text is. Look through it yourself before it is disclosed.',
  },
};

/** The hints on a file; nothing of its content is repeated. */
export const warningsOnFile = (hints: readonly FileHint[]) =>
  hints.map((code) => ({ code, pointer: '/body/content', ...texts[code] }));
