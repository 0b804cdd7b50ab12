import { basisMeant, catalogueOfUnit } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { ProposalRow } from './store.ts';

/** The provision that a proposal means: on the day it was decided, or today while it waits. */
export type Cite = (row: Pick<ProposalRow, 'legal_basis_code' | 'decided_at'>) => string;

/** The provisions of the unit's catalogue, chosen as a disclosure by the caller's authority chooses them. */
export async function citations(
  tx: Transaction,
  { unitId, authorityId }: PersonCaller,
  { today }: Pick<Floor, 'today'>,
): Promise<Cite> {
  const catalogue = await catalogueOfUnit(tx, orNotFound(unitId));
  return ({ legal_basis_code: code, decided_at: at }) =>
    basisMeant(catalogue, { code, authorityId }, at === null ? today : toDanishDate(at))?.citation ?? code;
}
