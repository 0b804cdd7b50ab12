import { randomUUID } from 'node:crypto';
import type { ReviewFacts } from '#case-reviews/questions.ts';
import {
  type Catalogue,
  contributorOf,
  decideDisclosure,
  type DisclosureDecision,
  type DisclosureRequest,
  recipientOf,
} from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { InputOf } from '#platform/contract.ts';
import { Refusal } from '#platform/errors.ts';
import type { TakingPart } from '#units/questions.ts';
import { purposeOf } from './content.ts';
import type { previewDisclosure } from './contract.ts';
import { findingRules } from './rules.ts';
import type { FindingRow } from './store.ts';

export type Release = InputOf<typeof previewDisclosure>['body'];

/** What a release is decided on: facts of the database, none of them from the request. */
export type Facts = {
  review: ReviewFacts;
  taking: readonly TakingPart[];
  catalogue: Catalogue;
  /** Who wrote any version of the finding, or added a file to it. */
  authors: readonly (string | null)[];
};

/** What was asked for one recipient, and the answer, under the id that it is kept by. */
export type Decided = {
  id: string;
  agencyId: string;
  request: DisclosureRequest;
  decision: DisclosureDecision;
};

/** The decision for each recipient by the rules D1 to D8, in the order asked. */
export function decideRelease(
  caller: PersonCaller,
  row: FindingRow,
  release: Release,
  { review, taking, catalogue, authors }: Facts,
  today: string,
): Decided[] {
  const { data_class, subject, statement_kind, source_class } = row;
  if (data_class === null || subject === null || source_class === null) throw new Error('not an own finding');
  return release.recipients.map((agencyId) => {
    const request = {
      ...recipientOf(agencyId, { caller, taking, takesPart: review.agencies }),
      basisCode: release.legalBasisCode,
      contributor: contributorOf(caller),
      form: release.form,
      purpose: purposeOf(caller),
      dataClass: data_class,
      subject,
      necessity: release.necessity,
      declarationNotInvestigation: release.declarationNotInvestigation,
      statementKind: statement_kind,
      sourceClass: source_class,
      policeFields: {
        subjectCategory: row.subject_category,
        statementKind: statement_kind,
        reviewDueOn: row.review_due_on,
      },
      secondApproval: isSecondApprover(caller, authors),
    };
    return { id: randomUUID(), agencyId, request, decision: decideDisclosure(request, catalogue, today) };
  });
}

/** Four eyes: an approver of the agency who wrote no version of the finding and added no file to it. */
const isSecondApprover = (caller: PersonCaller, authors: Facts['authors']) =>
  caller.roles.includes('approver') && !authors.includes(caller.personId);

/** Refuses an approver who is no liaison, unless what is released needs the second approval. */
export function mustBeTheirs(
  caller: PersonCaller,
  row: FindingRow,
  decided: readonly { decision: DisclosureDecision }[],
  { catalogue }: Facts,
): void {
  const needed = new Set(catalogue.bases.filter((basis) => basis.needsSecondApprover).map(({ id }) => id));
  const isNeeded = decided.every(({ decision }) => decision.basis !== null && needed.has(decision.basis.id));
  if (caller.roles.includes('liaison') || row.data_class === 'special' || isNeeded) return;
  throw new Refusal(findingRules.approverSecondOnly, { contact: 'liaison' });
}

/**
 * Refuses a release once the review is no longer under way, but for those who hold an earlier version, and no more than the
 * form they hold it in: a correction must reach everybody who was given what it corrects (databeskyttelsesforordningen art. 19;
 * retshåndhævelsesloven § 4).
 */
export function mustBeUnderWay(review: ReviewFacts, row: FindingRow, decided: readonly Decided[]): void {
  const held = row.disclosures.filter((one) => one.version < row.current_version && one.revoked_at === null);
  const holds = ({ agencyId, decision }: Decided) =>
    held.some(
      (one) => one.to_agency_id === agencyId && (one.form === 'full' || decision.outcome !== 'allow_full'),
    );
  if (review.state === 'admitted' || decided.every(holds)) return;
  throw new Refusal(findingRules.reviewNotAdmitted, { members: { state: review.state } });
}

/** Refuses to give a version twice to the same agency; who was told the fact alone may be given the whole of it later. */
export function mustBeNew(row: FindingRow, decided: readonly Decided[]): void {
  const given = row.disclosures.filter((one) => one.version === row.version && one.revoked_at === null);
  const twice = decided.filter(({ agencyId, decision }) =>
    given.some(
      (one) =>
        one.to_agency_id === agencyId && !(one.form === 'fact_only' && decision.outcome === 'allow_full'),
    ),
  );
  if (twice.length > 0) {
    const recipients = twice.map(({ agencyId }) => agencyId);
    throw new Refusal(findingRules.disclosedAlready, { members: { recipients } });
  }
}
