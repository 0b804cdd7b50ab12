import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { mustBeOwnAgencies } from './basis-life.ts';
import type { draftLegalBasis as contract } from './contract.ts';
import { basisRows, insertDraft, lockCode } from './store.ts';
import { basisOf } from './view.ts';

export const draftLegalBasis: Deed<typeof contract> = async (tx, caller, { body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const taking = await agenciesOfUnit(tx, unitId, floor.today);
  const own = taking.filter(({ authorityId }) => authorityId === caller.authorityId);
  mustBeOwnAgencies(
    body.contributors,
    own.map(({ kind }) => kind),
  );
  await lockCode(tx, unitId, body.code);
  const versions = (await basisRows(tx, unitId, body.code)).map(({ version }) => version);
  const row = await insertDraft(tx, {
    unit_id: unitId,
    code: body.code,
    version: Math.max(0, ...versions) + 1,
    authority_id: caller.authorityId,
    citation: body.citation,
    law: body.law,
    regime: body.regime,
    contributors: body.contributors,
    recipients: body.recipients,
    data_classes: body.dataClasses,
    fact_only_classes: body.factOnlyClasses,
    purposes: body.purposes,
    subjects: body.subjects,
    not_for_criminal_investigation: body.notForCriminalInvestigation,
    creates_duty: body.createsDuty,
    needs_second_approver: body.needsSecondApprover,
    status: 'draft',
    valid_from: body.validFrom,
    valid_to: body.validTo,
    drafted_by: caller.personId,
  });
  record(tx, { verb: 'collect', deed: 'draftLegalBasis', ids: { legalBases: [row.id] } });
  return basisOf(row);
};
