import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { deciderOf, isTheirs } from './basis-life.ts';
import { basisMeant, catalogueOf, inForceOn } from './catalogue.ts';
import type { listLegalBases } from './contract.ts';
import { namedBasisRows } from './store.ts';
import { basisOf, versionOf } from './view.ts';

export const readLegalBases: Deed<typeof listLegalBases> = async (tx, caller, { query }, floor) => {
  const { status, on } = query;
  const unitId = orNotFound(caller.unitId);
  const [rows, taking] = await Promise.all([
    namedBasisRows(tx, unitId),
    agenciesOfUnit(tx, unitId, floor.today),
  ]);
  const decider = deciderOf(caller, taking);
  const catalogue = catalogueOf(rows.map(basisOf));
  const meant = new Set(
    [...new Set(rows.map(({ code }) => code))].map(
      (code) => basisMeant(catalogue, { code, authorityId: caller.authorityId }, floor.today)?.id,
    ),
  );
  const all = rows.map(({ authority_name: authorityName, ...row }) => ({
    ...basisOf(row),
    draftedByYou: row.drafted_by === caller.personId,
    ofOwnAuthority: isTheirs(versionOf(row), decider),
    authorityName,
    meant: meant.has(row.id),
  }));
  const items = all.filter(
    (basis) =>
      (status === undefined || basis.status === status) && (on === undefined || inForceOn(basis, on)),
  );
  record(tx, { verb: 'consult', deed: 'listLegalBases', ids: { legalBases: items.map(({ id }) => id) } });
  return { items, catalogueVersion: catalogue.version };
};
