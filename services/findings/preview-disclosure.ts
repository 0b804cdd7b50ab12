import { record } from '#audit/record.ts';
import type { DisclosureDecision } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Deed, Floor } from '#platform/deed.ts';
import { mustBeCurrent, notFound, orNotFound, Refusal } from '#platform/errors.ts';
import { purposeOf } from './content.ts';
import type { previewDisclosure as contract } from './contract.ts';
import { factsOfRelease } from './facts.ts';
import { decideRelease } from './release.ts';
import { findingRules } from './rules.ts';
import { type FindingRow, rowOfFinding } from './store.ts';
import { viewOf } from './view.ts';

export const previewDisclosure: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const row = orNotFound(await rowOfFinding(tx, params.findingId));
  if (!row.own) throw new Refusal(notFound);
  if (row.withdrawn_at !== null) throw new Refusal(findingRules.withdrawn);
  if (body.version !== undefined) mustBeCurrent(body.version, row.current_version);
  const facts = await factsOfRelease(tx, caller, row, floor.today);
  const decided = decideRelease(caller, row, body, facts, floor.today);
  record(tx, {
    verb: 'consult',
    deed: 'previewDisclosure',
    reviewId: row.review_id,
    legalBasis: decided[0]?.decision.basis?.code ?? null,
    ids: { findings: [row.id], recipients: body.recipients },
  });
  return {
    items: decided.map(({ agencyId, decision }) => ({
      recipient: agencyId,
      outcome: decision.outcome,
      sharing: decision.sharing,
      refusals: [...decision.refusals],
      catalogueVersion: decision.catalogueVersion,
      finding:
        decision.outcome === 'allow'
          ? viewOf(rowFor(agencyId, row, decision, caller, floor), floor.vault)
          : null,
    })),
  };
};

/** The row as the recipient's own question would find it, were it disclosed now. */
function rowFor(
  agencyId: string,
  row: FindingRow,
  { basis, useRestriction }: DisclosureDecision,
  caller: PersonCaller,
  { today }: Floor,
): FindingRow {
  if (basis === null || row.version === null)
    throw new Error('an allowed disclosure has a basis and a version');
  return {
    ...row,
    own: false,
    necessity_ct: null,
    source_class: null,
    disclosures: [
      {
        id: null,
        finding_id: row.id,
        version: row.version,
        to_agency_id: agencyId,
        purpose: purposeOf(caller),
        use_restriction: useRestriction?.code ?? null,
        initiative: 'own',
        disclosed_on: today,
        first_read_at: null,
        revoked_at: null,
        code: basis.code,
        citation: basis.citation,
        basis_version: basis.version,
      },
    ],
  };
}
