import type { LegalBasis } from '../catalogue.ts';
import type { AttachmentRequest } from '../request.ts';
import type { Refusal } from './refusal.ts';

/** D7: the basis applies to the subject; forvaltningsloven § 28, stk. 2, never to a person. */
export function subjectIsCovered(request: AttachmentRequest, basis: LegalBasis | null): Refusal[] {
  if (basis === null) return [];
  const covered = basis.subjects.includes(request.subject);
  if (request.subject === 'company') return covered ? [] : [notForCompanies(basis)];
  return covered && !/^FVL28-2(?:-|$)/u.test(basis.code) ? [] : [notForPersons(basis)];
}

function notForPersons(basis: LegalBasis): Refusal {
  return {
    rule: 'D7',
    code: 'basis_not_for_persons',
    da: `${basis.citation} gælder ikke for oplysninger om en person. Vælg en hjemmel i databeskyttelsesreglerne, eller ret, hvem oplysningen handler om.`,
    en: `${basis.citation} does not apply to information on a person. Choose a basis in the data-protection rules, or correct whom the information is about.`,
    provision: 'Forvaltningsloven § 28, stk. 1 og 2',
  };
}

function notForCompanies(basis: LegalBasis): Refusal {
  return {
    rule: 'D7',
    code: 'basis_not_for_companies',
    da: `${basis.citation} gælder ikke for oplysninger om en virksomhed. Vælg f.eks. forvaltningsloven § 28, stk. 2, eller ret, hvem oplysningen handler om.`,
    en: `${basis.citation} does not apply to information on a company. Choose for example forvaltningsloven § 28, stk. 2, or correct whom the information is about.`,
    provision: 'Forvaltningsloven § 28, stk. 2',
  };
}
