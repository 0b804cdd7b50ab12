import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { catalogueOf, inForceOn } from './catalogue.ts';
import type { listLegalBases } from './contract.ts';
import { namedBasisRows } from './store.ts';
import { basisOf } from './view.ts';

export const readLegalBases: Deed<typeof listLegalBases> = async (tx, caller, { query }) => {
  const { status, on } = query;
  const rows = await namedBasisRows(tx, orNotFound(caller.unitId));
  const all = rows.map(({ authority_name: authorityName, ...row }) => ({
    ...basisOf(row),
    draftedByYou: row.drafted_by === caller.personId,
    ofOwnAuthority: row.authority_id === null || row.authority_id === caller.authorityId,
    authorityName,
  }));
  const items = all.filter(
    (basis) =>
      (status === undefined || basis.status === status) && (on === undefined || inForceOn(basis, on)),
  );
  record(tx, { verb: 'consult', deed: 'listLegalBases', ids: { legalBases: items.map(({ id }) => id) } });
  return { items, catalogueVersion: catalogueOf(rows.map(basisOf)).version };
};
