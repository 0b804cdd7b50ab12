import { isCivilDate } from '#platform/danish-time.ts';

import type { LegalBasis } from '../catalogue.ts';
import { inForceOn } from '../catalogue.ts';
import type { AttachmentRequest } from '../request.ts';
import { danishDay, wordsForParty } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** D1: the basis is known, approved, in force on the day, and the contributor may use it. */
export function basisMayBeUsed(request: AttachmentRequest, basis: LegalBasis | null, day: string): Refusal[] {
  const isDay = isCivilDate(day);
  const refusals = isDay ? [] : [dayInvalid];
  if (basis === null) return [...refusals, request.basisCode.trim() === '' ? missing : unknown];
  if (basis.status !== 'approved') refusals.push(notApproved(basis));
  if (isDay && !inForceOn(basis, day)) refusals.push(notInForce(basis, day));
  const { kind } = request.contributor;
  if (!basis.contributors.some((allowed) => allowed === kind)) refusals.push(notContributors(basis, kind));
  return refusals;
}

const dayInvalid: Refusal = {
  rule: 'D1',
  code: 'day_invalid',
  da: 'Datoen findes ikke. Angiv en dato i formen ÅÅÅÅ-MM-DD, så hjemlens gyldighed kan prøves.',
  en: 'The date does not exist. Give a date as YYYY-MM-DD, so that the validity of the basis can be tried.',
};

const missing: Refusal = {
  rule: 'D1',
  code: 'legal_basis_missing',
  da: 'Der er ikke angivet nogen hjemmel. Vælg den hjemmel i kataloget, som I deler oplysningen efter.',
  en: 'No legal basis is given. Choose the basis in the catalogue under which you share the information.',
};

const unknown: Refusal = {
  rule: 'D1',
  code: 'legal_basis_unknown',
  da: 'Hjemlen eller den version af den findes ikke i kataloget. Vælg en hjemmel fra kataloget, eller bed jeres jurist om at få den optaget.',
  en: 'The legal basis, or that version of it, is not in the catalogue. Choose one from the catalogue, or ask your legal officer to have it entered.',
};

function notApproved(basis: LegalBasis): Refusal {
  const state =
    basis.status === 'draft' ? { da: 'et udkast', en: 'a draft' } : { da: 'udgået', en: 'retired' };
  return {
    rule: 'D1',
    code: 'legal_basis_not_approved',
    da: `${basis.citation} er ${state.da} og kan ikke bruges. Vælg en godkendt hjemmel, eller bed jeres jurist om at tage stilling til den.`,
    en: `${basis.citation} is ${state.en} and cannot be used. Choose an approved basis, or ask your legal officer to decide on it.`,
    provision: basis.citation,
  };
}

function notInForce(basis: LegalBasis, day: string): Refusal {
  const { validFrom, validTo } = basis;
  const to = validTo === null ? null : danishDay(validTo);
  return {
    rule: 'D1',
    code: 'legal_basis_not_in_force',
    da: `${basis.citation} gælder fra ${danishDay(validFrom)}${to === null ? '' : ` til ${to}`} og dermed ikke den ${danishDay(day)}. Vælg en hjemmel, der gælder den dag.`,
    en: `${basis.citation} is in force from ${validFrom}${validTo === null ? '' : ` to ${validTo}`} and so not on ${day}. Choose a basis that is in force on that day.`,
    provision: basis.citation,
  };
}

function notContributors(basis: LegalBasis, kind: string): Refusal {
  const who = wordsForParty(kind);
  return {
    rule: 'D1',
    code: 'legal_basis_not_contributors',
    da: `${basis.citation} kan ikke bruges af ${who.da}. Vælg en hjemmel, som gælder for jeres myndighed.`,
    en: `${basis.citation} cannot be used by ${who.en}. Choose a basis that applies to your agency.`,
    provision: basis.citation,
  };
}
