import {
  type Catalogue,
  type Decision,
  decideAgain,
  decisionFacts,
  explanationOf,
  reasonOf,
  restrictionOf,
} from '#legal-bases/questions.ts';
import type { DecisionRow } from './store.ts';

/**
 * A kept decision as it is told. A yes is told from the row alone; the words of a no come from the rules, tried again on the
 * facts that were kept, so that they are the words that were said then.
 */
export function toldOf(row: DecisionRow, catalogue: Catalogue, own: boolean) {
  // Whether the basis bore no more, or the giver wished to give no more, is the giver's: it would tell of what class the finding is.
  const wished = row.wished ?? row.form ?? 'full';
  const facts = row.facts === null ? null : decisionFacts.parse(row.facts);
  const basis = catalogue.bases.find(({ id }) => id === row.legal_basis_id) ?? null;
  const again =
    facts === null || row.outcome !== 'deny'
      ? []
      : decideAgain(
          {
            agencyId: row.agency_id,
            recipient: row.recipient,
            wished,
            basisCode: basis?.code ?? '',
            basisVersion: basis?.version,
            facts,
          },
          { version: row.catalogue_version, bases: basis === null ? [] : [basis] },
          row.decided_on,
        ).refusals;
  const decision: Decision = {
    outcome: row.outcome,
    refusals: row.refusals.map(
      (said) => again.find(({ rule, code }) => said === `${rule} ${code}`) ?? reasonOf(said),
    ),
    basis: basis && {
      id: basis.id,
      code: basis.code,
      version: basis.version,
      citation: basis.citation,
    },
    useRestriction: row.outcome === 'deny' ? null : restrictionOf(basis),
    catalogueVersion: row.catalogue_version,
  };
  return {
    id: row.id,
    kind: row.kind,
    own,
    reviewId: row.review_id,
    findingId: row.finding_id,
    version: row.version,
    disclosureId: row.disclosure_id,
    agencyId: row.agency_id,
    recipient: row.recipient,
    purpose: row.purpose,
    form: row.form,
    wished,
    decidedOn: row.decided_on,
    ...decision,
    ...explanationOf(decision, {
      kind: row.kind,
      contributor: row.agency_name,
      recipient: row.recipient_name,
      purpose: row.purpose,
      wished,
    }),
    refusals: [...decision.refusals],
    sharing: sharingOf(row),
    law: basis?.law ?? null,
    facts: own ? facts : null,
  };
}

function sharingOf({ kind, authority_id, recipient_authority }: DecisionRow) {
  if (kind === 'attachment') return null;
  return authority_id === recipient_authority ? ('internal_use' as const) : ('disclosure' as const);
}
