import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { mustKnow } from '#case-reviews/questions.ts';
import { keepDecisions } from '#decisions/questions.ts';
import { catalogueOfUnit } from '#legal-bases/questions.ts';
import { takeIfNobodyHas } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { aboutThirdPerson } from '#third-persons/questions.ts';
import { decideContent, versionRow, warningsOnContent } from './content.ts';
import type { attachFinding as contract } from './contract.ts';
import { findingRules } from './rules.ts';
import { insertFinding, insertVersion } from './store.ts';
import { viewOf } from './view.ts';

export const attachFinding: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const [review, catalogue] = await Promise.all([
    mustKnow(tx, caller, params.reviewId),
    catalogueOfUnit(tx, unitId),
  ]);
  if (!review.agencies.includes(caller.agencyId))
    throw new Refusal(findingRules.notParty, { contact: 'chair' });
  if (review.state !== 'admitted') {
    throw new Refusal(findingRules.reviewNotAdmitted, { members: { state: review.state } });
  }
  if (body.notedOn > floor.today) throw new Refusal(findingRules.notedInFuture);
  const about = { reviewId: review.id, findingId: null, version: null };
  const decided = decideContent(caller, body, catalogue, about, floor.today);
  const place = { findingId: randomUUID(), version: 1, unitId };
  const made = { ...decided.made, findingId: place.findingId, version: 1 };
  const finding = {
    id: place.findingId,
    review_id: review.id,
    unit_id: unitId,
    agency_id: caller.agencyId,
    noted_on: body.notedOn,
  };
  const whom = await aboutThirdPerson(tx, review.id, body.aboutThirdPersonId);
  const version = { ...versionRow(caller, floor.vault, place, body, decided), ...whom };
  await takeIfNobodyHas(tx, caller, review);
  await Promise.all([
    insertFinding(tx, finding),
    keepDecisions(tx, caller, floor.today, [made]),
    insertVersion(tx, version),
  ]);
  record(tx, {
    verb: 'collect',
    deed: 'attachFinding',
    reviewId: review.id,
    legalBasis: `${decided.basis.code}/${decided.basis.version}`,
    ids: { findings: [finding.id], decisions: [made.id], catalogueVersions: [decided.catalogueVersion] },
  });
  const row = {
    ...finding,
    ...version,
    current_version: 1,
    withdrawn_at: null,
    expires_on: version.review_due_on,
    own: true,
    disclosures: [],
    code: decided.basis.code,
    citation: decided.basis.citation,
    basis_version: decided.basis.version,
    not_for_criminal_investigation: decided.basis.notForCriminalInvestigation,
    needs_second_approver: decided.basis.needsSecondApprover,
  };
  return { ...viewOf(row, floor), warnings: warningsOnContent(body) };
};
