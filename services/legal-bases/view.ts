import type { Version } from './basis-life.ts';
import type { LegalBasis } from './catalogue.ts';
import type { BasisRow } from './store.ts';

/** A version as the rules and the API see it; who drafted and approved it is for the trail. */
export function basisOf(row: BasisRow) {
  return {
    id: row.id,
    authorityId: row.authority_id,
    code: row.code,
    version: row.version,
    citation: row.citation,
    law: row.law,
    regime: row.regime,
    contributors: row.contributors,
    recipients: row.recipients,
    dataClasses: row.data_classes,
    factOnlyClasses: row.fact_only_classes,
    purposes: row.purposes,
    subjects: row.subjects,
    notForCriminalInvestigation: row.not_for_criminal_investigation,
    createsDuty: row.creates_duty,
    needsSecondApprover: row.needs_second_approver,
    status: row.status,
    wasApproved: row.approved_at !== null,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  } satisfies LegalBasis;
}

/** A version as the rules of its life see it. */
export function versionOf(row: BasisRow): Version {
  const { id, version, status, valid_from: validFrom, valid_to: validTo, drafted_by: draftedBy } = row;
  return {
    id,
    authorityId: row.authority_id,
    contributors: row.contributors,
    version,
    status,
    validFrom,
    validTo,
    draftedBy,
  };
}
