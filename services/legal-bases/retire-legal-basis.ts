import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { deciderOf, mustBeTheirs, orNotTheirs, retire } from './basis-life.ts';
import type { retireLegalBasis as contract } from './contract.ts';
import { changeBasis, findBasis, lockCode } from './store.ts';
import { basisOf, versionOf } from './view.ts';

export const retireLegalBasis: Deed<typeof contract> = async (tx, caller, { params }, floor) => {
  const asked = orNotFound(await findBasis(tx, params.legalBasisId));
  await lockCode(tx, asked.unit_id, asked.code);
  const current = orNotFound(await findBasis(tx, asked.id));
  mustBeTheirs(versionOf(current), deciderOf(caller, await agenciesOfUnit(tx, asked.unit_id, floor.today)));
  const { status, validTo } = retire(versionOf(current), floor.today);
  const row = orNotTheirs(await changeBasis(tx, current.id, { status, valid_to: validTo }));
  record(tx, { verb: 'alter', deed: 'retireLegalBasis', ids: { legalBases: [row.id] } });
  return basisOf(row);
};
