import type { LegalBasis } from '../catalogue.ts';
import type { DisclosureRequest } from '../request.ts';
import type { Refusal } from './refusal.ts';

/** What a recipient may not use the information for; shown to it and repeated in every export. */
export type UseRestriction = {
  readonly code: 'not_for_criminal_investigation';
  readonly da: string;
  readonly en: string;
};

const NOT_FOR_INVESTIGATION: UseRestriction = {
  code: 'not_for_criminal_investigation',
  da: 'Må ikke anvendes til efterforskning af straffesager',
  en: 'May not be used for the investigation of criminal cases',
};

/** The restriction that the basis puts on every use; retsplejeloven § 115 always does, whatever its row says. */
export function restrictionOf(
  basis: Pick<LegalBasis, 'code' | 'notForCriminalInvestigation'> | null,
): UseRestriction | null {
  if (basis === null) return null;
  const restricted = basis.notForCriminalInvestigation || /^RPL115(?:-|$)/u.test(basis.code);
  return restricted ? NOT_FOR_INVESTIGATION : null;
}

/** D5: under such a basis the contributor declares that it does not disclose for an investigation. */
export function declarationIsGiven(request: DisclosureRequest, basis: LegalBasis | null): Refusal[] {
  if (basis === null || restrictionOf(basis) === null || request.declarationNotInvestigation) return [];
  return [
    {
      rule: 'D5',
      code: 'declaration_missing',
      da: `${basis.citation} må ikke bruges med henblik på efterforskning af straffesager. Bekræft, at oplysningen ikke deles til efterforskning.`,
      en: `${basis.citation} may not be used with a view to the investigation of criminal cases. Declare that the information is not shared for an investigation.`,
      provision: 'Retsplejeloven § 115, stk. 2, 2. pkt.',
    },
  ];
}
