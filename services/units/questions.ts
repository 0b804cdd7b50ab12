import type { AgencyKind } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { takingPart } from './store.ts';

/** An agency that takes part in a unit on a day. */
export type TakingPart = { id: string; kind: AgencyKind; name: string; authorityId: string };

/** The agencies that take part in the unit on `day`, by name. */
export async function agenciesOfUnit(tx: Transaction, unitId: string, day: string): Promise<TakingPart[]> {
  const rows = await takingPart(tx, day, unitId);
  return rows.map(({ id, kind, name, authority_id }) => ({ id, kind, name, authorityId: authority_id }));
}

export { municipalityRows as municipalities } from './store.ts';
