import type { LegalBasis } from '../catalogue.ts';
import type { DisclosureRequest } from '../request.ts';
import { wordsForParty } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/**
 * D2: the recipient is another agency, one that the basis names, and takes an active part in this review; and the agreements on
 * which both take part are in force.
 */
export function recipientMayReceive(request: DisclosureRequest, basis: LegalBasis | null): Refusal[] {
  const { contributor, recipient } = request;
  if (recipient.agencyId === contributor.agencyId) return [isContributor];
  const refusals: Refusal[] = [];
  if (basis !== null && !basis.recipients.some((allowed) => allowed === recipient.kind)) {
    refusals.push(notOfBasis(basis, recipient.kind));
  }
  if (!recipient.takesPart) refusals.push(takesNoPart);
  if (!recipient.activeInUnit) refusals.push(notActive);
  else if (recipient.sharing !== 'in_force') refusals.push(recipientLapsed);
  if (request.giverSharing !== 'in_force') refusals.push(giverLapsed);
  return refusals;
}

const isContributor: Refusal = {
  rule: 'D2',
  code: 'recipient_is_contributor',
  da: 'Modtageren er den myndighed, som selv deler oplysningen. Vælg en anden modtager.',
  en: 'The recipient is the agency that shares the information. Choose another recipient.',
};

const takesNoPart: Refusal = {
  rule: 'D2',
  code: 'recipient_takes_no_part',
  da: 'Modtageren deltager ikke i denne sagsgennemgang. Fjern modtageren, eller bed mødelederen om at inddrage den først.',
  en: 'The recipient takes no part in this case review. Remove it, or ask the chair to bring it in first.',
  provision: 'Forvaltningsloven § 32',
};

const notActive: Refusal = {
  rule: 'D2',
  code: 'recipient_not_active',
  da: 'Modtageren er ikke med i enhedens samarbejde på denne dag. Fjern modtageren, eller bed administratoren om at rette deltagelsen.',
  en: 'The recipient is not in the co-operation of the unit on this day. Remove it, or ask the administrator to correct its participation.',
};

const giverLapsed: Refusal = {
  rule: 'D2',
  code: 'agreement_lapsed_giver',
  da: 'Jeres myndighed har ingen deltagelsesaftale i kraft i enheden på denne dag, og derfor kan I ikke dele. Bed jeres administrator om en ny aftale.',
  en: 'Your agency has no participation agreement in force in the unit on this day, and so you cannot share. Ask your administrator for a new agreement.',
  provision: 'Databeskyttelsesforordningen art. 26',
};

const recipientLapsed: Refusal = {
  rule: 'D2',
  code: 'agreement_lapsed_recipient',
  da: 'Modtageren har ingen deltagelsesaftale i kraft i enheden på denne dag, og derfor kan der ikke deles med den. Fjern modtageren, eller vent, til den har en ny aftale.',
  en: 'The recipient has no participation agreement in force in the unit on this day, and so nothing can be shared with it. Remove it, or wait until it has a new agreement.',
  provision: 'Databeskyttelsesforordningen art. 26',
};

function notOfBasis(basis: LegalBasis, kind: string): Refusal {
  const who = wordsForParty(kind);
  return {
    rule: 'D2',
    code: 'recipient_not_of_basis',
    da: `${basis.citation} giver ikke adgang til at dele med ${who.da}. Fjern modtageren, eller vælg en hjemmel, der omfatter den.`,
    en: `${basis.citation} does not permit sharing with ${who.en}. Remove the recipient, or choose a basis that covers it.`,
    provision: basis.citation,
  };
}
