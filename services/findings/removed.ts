import type { DisclosureForm } from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';

export type Removed = { fields: string[] } & Text;

const ownOnly: Removed = {
  fields: ['necessity', 'sourceClass', 'disclosures'],
  da: 'Hvorfor det er nødvendigt at dele den, hvor den kommer fra, og hvem andre der har fået den, er jeres eget.',
  en: 'Why it is necessary to share it, where it comes from, and who else was given it, is your own.',
};
const wished: Removed = {
  fields: ['text', 'statementKind', 'dataClass', 'subject', 'police', 'attachments'],
  da: 'Modtageren får kun at vide, at der findes en relevant oplysning, fordi I har valgt det.',
  en: 'The recipient learns only that a relevant finding exists, because you chose so.',
};
const ofBasis: Removed = {
  ...wished,
  da: 'Hjemlen bærer kun, at der findes en relevant oplysning, når det er denne type oplysninger.',
  en: 'For this class of data the legal basis carries only that a relevant finding exists.',
};

/** What of a finding a recipient is not given, and why. */
export function removedFrom(form: DisclosureForm, chosen: DisclosureForm): Removed[] {
  if (form === 'full') return [ownOnly];
  return [chosen === 'fact_only' ? wished : ofBasis, ownOnly];
}
