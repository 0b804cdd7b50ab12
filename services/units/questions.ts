import type { AgencyKind } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { sharingOn, type SharingOn } from './sharing.ts';
import { signedAgreements, takingPart } from './store.ts';

/** An agency that takes part in a unit on a day, and whether an agreement lets it share on that day. */
export type TakingPart = { id: string; kind: AgencyKind; name: string; authorityId: string } & SharingOn;

/** The agencies that take part in the unit on `day`, by name. Agreements are read for the caller's own unit. */
export async function agenciesOfUnit(tx: Transaction, unitId: string, day: string): Promise<TakingPart[]> {
  const [rows, agreements] = await Promise.all([takingPart(tx, day, unitId), signedAgreements(tx, unitId)]);
  return rows.map(({ id, kind, name, authority_id }) => ({
    id,
    kind,
    name,
    authorityId: authority_id,
    ...sharingOn(
      agreements.filter(({ agencyId }) => agencyId === id),
      day,
    ),
  }));
}

export { type SharingOn } from './sharing.ts';
export { municipalityRows as municipalities } from './store.ts';
