import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { draftLegalBasis as contract } from './contract.ts';
import { basisRows, insertDraft, lockCode } from './store.ts';
import { basisOf } from './view.ts';

export const draftLegalBasis: Deed<typeof contract> = async (tx, caller, { body }) => {
  const unitId = orNotFound(caller.unitId);
  await lockCode(tx, unitId, body.code);
  const [newest] = await basisRows(tx, unitId, body.code);
  const row = await insertDraft(tx, {
    unit_id: unitId,
    code: body.code,
    version: (newest?.version ?? 0) + 1,
    citation: body.citation,
    law: body.law,
    regime: body.regime,
    contributors: body.contributors,
    recipients: body.recipients,
    data_classes: body.dataClasses,
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
