import type { ReviewFacts } from '#case-reviews/questions.ts';
import {
  catalogueOfUnit,
  contributorOf,
  decideDisclosure,
  type DisclosureDecision,
  disclosureRules,
  recipientOf,
} from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { InputOf } from '#platform/contract.ts';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import type { askForInformation } from './contract.ts';
import { requestRules } from './information-request.ts';

type Question = InputOf<typeof askForInformation>['body'];

/**
 * May the question go to that agency? Decided like a disclosure of what it says (rules D1 to D8); refused like one. What
 * rule D6 asks of a finding of the police, a question has by its nature: it is about nobody's guilt, asks for facts, and ends
 * on its last day.
 */
export async function decideQuestion(
  tx: Transaction,
  caller: PersonCaller,
  review: ReviewFacts,
  body: Question,
  { today, expiresOn }: { today: string; expiresOn: string },
): Promise<DisclosureDecision> {
  if (caller.purpose === null) throw new Error('this endpoint asks for a purpose');
  const [taking, catalogue] = await Promise.all([
    agenciesOfUnit(tx, review.unitId, today),
    catalogueOfUnit(tx, review.unitId),
  ]);
  const decision = decideDisclosure(
    {
      ...recipientOf(body.agencyId, { caller, taking, takesPart: review.agencies }),
      basisCode: body.legalBasisCode,
      contributor: contributorOf(caller),
      purpose: caller.purpose,
      dataClass: body.dataClass,
      subject: 'person',
      form: 'full',
      necessity: body.necessity,
      declarationNotInvestigation: body.declarationNotInvestigation,
      statementKind: 'fact',
      sourceClass: 'own_records',
      policeFields: { subjectCategory: 'other', statementKind: 'fact', reviewDueOn: expiresOn },
      secondApproval: false,
    },
    catalogue,
    today,
  );
  mustBeAskable(decision);
  return decision;
}

/** Refuses what the rules refuse, every reason said of the field where it is mended. */
function mustBeAskable({ refusals, outcome, catalogueVersion }: DisclosureDecision): void {
  const [first] = refusals.toSorted((a, b) => a.rule.localeCompare(b.rule));
  if (first !== undefined)
    throw new Refusal(disclosureRules[first.rule], {
      detail: { da: first.da, en: first.en },
      contact: first.code === 'recipient_takes_no_part' ? 'chair' : 'legal_officer',
      errors: refusals.map(({ rule, code, da, en }) => ({ pointer: fieldOf(rule, code), rule, da, en })),
      members: { catalogueVersion, refusals: refusals.map(({ rule, code }) => ({ rule, code })) },
      ...(first.provision === undefined ? {} : { provision: first.provision }),
    });
  if (outcome === 'allow_fact_only') throw new Refusal(requestRules.factOnly);
}

function fieldOf(rule: string, code: string): string {
  if (rule === 'D2') return '/body/agencyId';
  if (rule === 'D4') return '/body/dataClass';
  if (rule === 'D5') return '/body/declarationNotInvestigation';
  return code === 'necessity_too_short' ? '/body/necessity' : '/body/legalBasisCode';
}
