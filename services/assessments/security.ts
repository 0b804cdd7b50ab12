import type { PersonCaller } from '#platform/caller.ts';
import { isCivilDate } from '#platform/danish-time.ts';
import { type FieldError, Refusal } from '#platform/errors.ts';
import type { ReviewFacts } from '#case-reviews/questions.ts';
import {
  type Catalogue,
  contributorOf,
  decideAttachment,
  decideDisclosure,
  type DisclosureDecision,
  mustAllBeAllowed,
  mustBeAllowed,
  recipientOf,
} from '#legal-bases/questions.ts';
import type { Purpose } from '#platform/codes.ts';
import type { TakingPart } from '#units/questions.ts';
import { latestReview } from './affiliation.ts';
import { assessmentRules } from './rules.ts';

const mostMonths = 6;
/** The last day that an assessment of `day` may be valid on. */
const latestValidity = (day: string): string => latestReview(day, mostMonths);

export const isPast = (
  { ended_at, valid_until }: { ended_at: string | null; valid_until: string },
  day: string,
) => ended_at !== null || valid_until < day;

/** Refuses `security.validity`. */
export function mustBeValidity(until: string, day: string): void {
  if (isCivilDate(until) && until > day && until <= latestValidity(day)) return;
  const { id, title } = assessmentRules.validity;
  const error: FieldError = { pointer: '/body/validUntil', rule: id, ...title };
  throw new Refusal(assessmentRules.validity, { errors: [error] });
}

type Wish = {
  legalBasisCode: string;
  purpose: Purpose;
  necessity: string;
  validUntil: string;
  declarationNotInvestigation: boolean;
  recipients: readonly string[];
};
type Facts = { catalogue: Catalogue; review: ReviewFacts; taking: readonly TakingPart[]; today: string };

/** Security conditions are a confidential assessment of the police about the person; that is what the rules are asked about. */
const request = (caller: PersonCaller, wish: Wish) => ({
  basisCode: wish.legalBasisCode,
  contributor: contributorOf(caller),
  purpose: wish.purpose,
  dataClass: 'confidential' as const,
  subject: 'person' as const,
  necessity: wish.necessity,
  statementKind: 'assessment' as const,
  sourceClass: 'own_records',
  policeFields: {
    subjectCategory: 'other',
    statementKind: 'assessment' as const,
    reviewDueOn: wish.validUntil,
  },
  secondApproval: false,
});

/** The basis that the police assess under, in force today. Refuses D1, D3, D4, D6 and D7. */
export function basisOfAssessment(caller: PersonCaller, wish: Wish, { catalogue, today }: Facts) {
  const decision = decideAttachment(request(caller, wish), catalogue, today);
  mustBeAllowed({ id: null, decision });
  if (decision.basis === null) throw new Error('what is allowed has a basis');
  return decision.basis;
}

/** The decision for each recipient by the rules D1 to D7; refuses them all when one of them may not be told everything. */
export function decideTelling(
  caller: PersonCaller,
  wish: Wish,
  { catalogue, review, taking, today }: Facts,
): { agencyId: string; decision: DisclosureDecision }[] {
  const decided = wish.recipients.map((agencyId) => ({
    id: null,
    agencyId,
    decision: decideDisclosure(
      {
        ...request(caller, wish),
        ...recipientOf(agencyId, { caller, taking, takesPart: review.agencies }),
        form: 'full',
        declarationNotInvestigation: wish.declarationNotInvestigation,
      },
      catalogue,
      today,
    ),
  }));
  if (decided.length > 0) mustAllBeAllowed(decided);
  if (decided.some(({ decision }) => decision.outcome !== 'allow_full'))
    throw new Refusal(assessmentRules.factOnly);
  return decided;
}
