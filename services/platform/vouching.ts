/** The claim that carries the NSIS level of assurance. */
export const ASSURANCE_CLAIM = 'https://data.gov.dk/concept/core/nsis/loa';

const enough = ['Substantial', 'High'] as const;
export type Assurance = (typeof enough)[number];

type Vouched = { fault: 'authority' | 'assurance' } | { fault: null; loa: Assurance };

/**
 * What an issuer says of somebody beside the name, whichever door they come in by: it speaks for its own CVR number and no
 * other, and it knows the person at the level Betydelig (Substantial) or Høj (High).
 */
export function vouchedFor(claims: Readonly<Record<string, unknown>>, issuer: { cvr: string }): Vouched {
  if (claims['cvr'] !== issuer.cvr) return { fault: 'authority' };
  const loa = enough.find((level) => level === claims[ASSURANCE_CLAIM]);
  return loa === undefined ? { fault: 'assurance' } : { fault: null, loa };
}
