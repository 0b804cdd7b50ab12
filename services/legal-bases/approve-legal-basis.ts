import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import {
  deciderOf,
  endOlderVersions,
  mustBeApprovable,
  mustBeTheirs,
  ofSameOwner,
  orNotTheirs,
} from './basis-life.ts';
import type { approveLegalBasis as contract } from './contract.ts';
import { basisRows, changeBasis, endVersions, findBasis, lockCode } from './store.ts';
import { basisOf, versionOf } from './view.ts';

export const approveLegalBasis: Deed<typeof contract> = async (tx, caller, { params }, floor) => {
  const asked = orNotFound(await findBasis(tx, params.legalBasisId));
  await lockCode(tx, asked.unit_id, asked.code);
  const all = (await basisRows(tx, asked.unit_id, asked.code)).map(versionOf);
  const draft = orNotFound(all.find(({ id }) => id === asked.id));
  mustBeTheirs(draft, deciderOf(caller, await agenciesOfUnit(tx, asked.unit_id, floor.today)));
  const versions = ofSameOwner(all, draft);
  mustBeApprovable(draft, versions, caller.personId);
  const ended = await endVersions(tx, endOlderVersions(draft, versions, floor.today));
  const approval = { status: 'approved', approved_by: caller.personId, approved_at: floor.now } as const;
  const approved = orNotTheirs(await changeBasis(tx, draft.id, approval));
  record(tx, {
    verb: 'alter',
    deed: 'approveLegalBasis',
    ids: { legalBases: [draft.id, ...ended.map(({ id }) => id)] },
  });
  return { ...basisOf(approved), ended: ended.map(basisOf) };
};
