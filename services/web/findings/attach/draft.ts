import { attachFinding, discloseFinding } from '#findings/contract.ts';
import { type FieldError, invalidInput, Refusal } from '#platform/errors.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import type { Fault } from '../../page.ts';
import type { View } from '../../view.ts';
import type { Asked, Reason } from '../bases.ts';
import { policeNames } from '../content-fields.ts';
import { pointerOf } from '../filled-in.ts';

/** The two steps that are filled in before a finding is attached, each with its names; the third shows what each recipient gets. */
const steps = {
  what: [
    'text',
    'statementKind',
    'notedOn',
    'purpose',
    'dataClass',
    'subject',
    'sourceClass',
    'aboutThirdPersonId',
    ...policeNames,
  ],
  basis: [
    'legalBasisCode',
    'necessity',
    'declarations.noMoneyLaunderingSource',
    'recipients',
    'form',
    'initiative',
    'declarationNotInvestigation',
  ],
} as const;
export type Step = keyof typeof steps;
export const stepNames: readonly Step[] = ['what', 'basis'];

export const stepOf = (sheet: Sheet): Step =>
  stepNames.find((step) => step === sheet.text('_step')) ?? 'what';

/** What the other steps hold goes with this one's form, so that nothing is stored and nothing is lost. */
export function carried(sheet: Sheet, step: Step): Html {
  const names = stepNames.filter((one) => one !== step).flatMap((one): readonly string[] => steps[one]);
  return [...names, 'reference'].flatMap((name) =>
    sheet.all(name).map((value) => html`<input type="hidden" name=${name} value=${value} />`),
  );
}

/** The step on which what is wrong can be mended. */
export function faultyStep({ refusal, form }: Fault): Step {
  const named = (refusal.details.errors ?? []).map(({ pointer }) =>
    pointer
      .split('/')
      .slice(2)
      .filter((part) => !/^\d+$/.test(part))
      .join('.'),
  );
  const wrong = stepNames.find((step) => {
    const names: readonly string[] = steps[step];
    return named.some((name) => names.includes(name));
  });
  if (wrong !== undefined) return wrong;
  return refusal.rule.id === 'finding.noted-in-future' ? 'what' : stepOf(form);
}

export function askedOf(view: View, reviewId: string, sheet: Sheet): Asked {
  return {
    reviewId,
    basisCode: sheet.text('legalBasisCode'),
    purpose: sheet.text('purpose'),
    dataClass: sheet.text('dataClass'),
    subject: sheet.text('subject'),
    statementKind: sheet.optional('statementKind'),
    sourceClass: sheet.text('sourceClass'),
    necessity: sheet.text('necessity'),
    police:
      view.person.agencyKind === 'police'
        ? {
            subjectCategory: sheet.optional('police.subjectCategory'),
            reviewDueOn: sheet.optional('police.reviewDueOn'),
          }
        : null,
    declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
  };
}

/** Where on these pages each reason is mended. */
const fields: Record<string, string> = {
  D1: 'legalBasisCode',
  D2: 'recipients',
  D4: 'legalBasisCode',
  D5: 'declarationNotInvestigation',
  D7: 'legalBasisCode',
  D8: 'sourceClass',
  necessity_too_short: 'necessity',
  purpose_not_of_basis: 'legalBasisCode',
  police_subject_category_missing: 'police.subjectCategory',
  police_statement_kind_missing: 'statementKind',
  police_review_date_missing: 'police.reviewDueOn',
  police_review_date_passed: 'police.reviewDueOn',
};

/** Refuses by the rules that stand in the way, each said once and at its field. */
export function mustStandNothing(reasons: readonly Reason[]): void {
  const once = reasons.filter((one, index) => reasons.findIndex(({ da }) => da === one.da) === index);
  const [first] = once;
  if (first === undefined) return;
  const rules = [...attachFinding.refusals, ...discloseFinding.refusals];
  const errors = once.map(({ rule, code, da, en }): FieldError => ({
    pointer: pointerOf(fields[code] ?? fields[rule] ?? 'legalBasisCode'),
    rule,
    da,
    en,
  }));
  throw new Refusal(rules.find(({ id }) => id === first.rule) ?? invalidInput, {
    errors,
    ...(first.provision === undefined ? {} : { provision: first.provision }),
  });
}
