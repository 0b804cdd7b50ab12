import type { ReviewFacts } from '#case-reviews/questions.ts';
import {
  type Catalogue,
  contributorOf,
  decideAttachment,
  decideDisclosure,
  mustAllBeAllowed,
  mustBeAllowed,
  recipientOf,
} from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { DataClass, Purpose } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';
import type { TakingPart } from '#units/questions.ts';
import { thirdPersonRules } from './rules.ts';

type Wish = { legalBasisCode: string; purpose: Purpose; dataClass: DataClass; necessity: string };
type Facts = { catalogue: Catalogue; taking: readonly TakingPart[]; review: ReviewFacts; today: string };

/**
 * Who a third person is, as the rules see it: a fact about a person, under a basis that has to carry that person. What the police
 * must say of a finding (D6) they say of the findings about the person; a registration is looked at the day it is made.
 */
const request = (caller: PersonCaller, wish: Wish, today: string, second: boolean) => ({
  basisCode: wish.legalBasisCode,
  contributor: contributorOf(caller),
  purpose: wish.purpose,
  dataClass: wish.dataClass,
  subject: 'person' as const,
  necessity: wish.necessity,
  statementKind: 'fact' as const,
  sourceClass: 'own_records',
  policeFields: { subjectCategory: 'other', statementKind: 'fact' as const, reviewDueOn: today },
  secondApproval: second,
});

/** The basis to register the person under. Refuses D1, D3, D4 and D7. */
export function basisOfRegistration(caller: PersonCaller, wish: Wish, catalogue: Catalogue, today: string) {
  const decision = decideAttachment(request(caller, wish, today, true), catalogue, today);
  mustBeAllowed({ id: null, decision });
  if (decision.basis === null) throw new Error('what is allowed has a basis');
  return decision.basis;
}

type Release = Wish & {
  recipients: readonly string[];
  declarationNotInvestigation: boolean;
  registeredBy: string;
};

/** The decision for each recipient; refuses them all when one of them may not be told everything. */
export function decideRelease(
  caller: PersonCaller,
  wish: Release,
  { catalogue, taking, review, today }: Facts,
) {
  const second = caller.roles.includes('approver') && caller.personId !== wish.registeredBy;
  const decided = wish.recipients.map((agencyId) => ({
    id: null,
    agencyId,
    decision: decideDisclosure(
      {
        ...request(caller, wish, today, second),
        ...recipientOf(agencyId, { caller, taking, takesPart: review.agencies }),
        form: 'full',
        declarationNotInvestigation: wish.declarationNotInvestigation,
      },
      catalogue,
      today,
    ),
  }));
  mustAllBeAllowed(decided);
  if (decided.some(({ decision }) => decision.outcome !== 'allow_full'))
    throw new Refusal(thirdPersonRules.factOnly);
  return decided;
}
