import { type FieldError, Refusal, type RefusalDetails, rule, type Rule } from '#platform/errors.ts';
import type { Decision, Refusal as Reason } from './decide.ts';

/** The rules on findings and disclosures under their published ids; what exactly is wrong stands in `errors` and `decisions`. */
export const disclosureRules = {
  D1: rule(
    'D1',
    422,
    {
      da: 'Hjemlen kan ikke bruges her.',
      en: 'The legal basis cannot be used here.',
    },
    'Retsplejeloven § 115; retshåndhævelsesloven §§ 4-10; databeskyttelsesloven §§ 6-8; forvaltningsloven §§ 28-31',
  ),
  D2: rule(
    'D2',
    422,
    {
      da: 'Modtageren kan ikke få oplysningen.',
      en: 'The recipient cannot be given the finding.',
    },
    'Forvaltningsloven §§ 28 og 32',
  ),
  D3: rule(
    'D3',
    422,
    {
      da: 'Nødvendigheden er ikke begrundet, eller hjemlen gælder ikke for formålet.',
      en: 'The necessity is not stated, or the legal basis does not serve the purpose.',
    },
    'Databeskyttelsesforordningen art. 5, stk. 1, litra b og c; retshåndhævelsesloven § 4',
  ),
  D4: rule(
    'D4',
    422,
    {
      da: 'Hjemlen kan ikke bære denne type oplysninger, eller der mangler en godkendelse.',
      en: 'The legal basis cannot carry this class of data, or an approval is missing.',
    },
    'Databeskyttelsesforordningen art. 9 og 10; databeskyttelsesloven §§ 7-8; retshåndhævelsesloven §§ 9-10',
  ),
  D5: rule(
    'D5',
    422,
    {
      da: 'Erklæringen om, at oplysningen ikke deles til efterforskning, mangler.',
      en: 'The declaration that the finding is not shared for an investigation is missing.',
    },
    'Retsplejeloven § 115, stk. 2, 2. pkt.',
  ),
  D6: rule(
    'D6',
    422,
    {
      da: 'Politiets oplysning mangler noget, der skal følge med den.',
      en: 'The finding of the police lacks something that must go with it.',
    },
    'Retshåndhævelsesloven §§ 4, 6 og 7',
  ),
  D7: rule(
    'D7',
    422,
    {
      da: 'Hjemlen gælder ikke for den, oplysningen handler om.',
      en: 'The legal basis does not apply to whom the finding is about.',
    },
    'Forvaltningsloven § 28',
  ),
  D8: rule(
    'D8',
    422,
    {
      da: 'Oplysninger fra hvidvaskunderretninger kan ikke deles her.',
      en: 'Information from money-laundering reports cannot be shared here.',
    },
    'Hvidvaskloven § 38 a',
  ),
} as const satisfies Record<Reason['rule'], Rule>;

/** Where in a request each reason is to be mended; others are said of the finding or the recipient as a whole. */
const fields: Readonly<Record<string, string>> = {
  day_invalid: '/body/legalBasisCode',
  legal_basis_missing: '/body/legalBasisCode',
  legal_basis_unknown: '/body/legalBasisCode',
  legal_basis_not_approved: '/body/legalBasisCode',
  legal_basis_not_in_force: '/body/legalBasisCode',
  legal_basis_not_contributors: '/body/legalBasisCode',
  necessity_too_short: '/body/necessity',
  purpose_not_of_basis: '/headers/Purpose',
  declaration_missing: '/body/declarationNotInvestigation',
};
const fieldsOfFinding: Readonly<Record<string, string>> = {
  police_subject_category_missing: '/body/police/subjectCategory',
  police_statement_kind_missing: '/body/statementKind',
  police_statement_kind_differs: '/body/statementKind',
  police_review_date_missing: '/body/police/reviewDueOn',
  police_review_date_passed: '/body/police/reviewDueOn',
  basis_not_for_persons: '/body/subject',
  basis_not_for_companies: '/body/subject',
  money_laundering_source: '/body/sourceClass',
};
const contacts: Readonly<Record<string, string>> = {
  recipient_takes_no_part: 'chair',
  recipient_not_active: 'administrator',
  agreement_lapsed_giver: 'administrator',
  agreement_lapsed_recipient: 'administrator',
  second_approval_missing: 'approver',
};

/** A decision under the id that it is kept by; null where it is about no finding and is not kept. */
type Made = { readonly id: string | null; readonly decision: Decision };
type Keep = RefusalDetails['keep'];

/** Refuses unless the finding may be attached; every broken rule is named, the first one gives the refusal its id. */
export function mustBeAllowed({ id, decision }: Made, keep?: Keep): void {
  const errors = decision.refusals.map((reason) =>
    errorOf(reason, fields[reason.code] ?? fieldsOfFinding[reason.code] ?? '/body/dataClass'),
  );
  const members = { catalogueVersion: decision.catalogueVersion, decisionId: id, ...codesOf(decision) };
  deny([decision], errors, members, keep);
}

/** Refuses unless every recipient may be given it; `decisions` says for each recipient which rules stand in the way. */
export function mustAllBeAllowed(decided: readonly (Made & { agencyId: string })[], keep?: Keep): void {
  const errors = decided.flatMap(({ decision }, index) =>
    decision.refusals.map((reason) => errorOf(reason, fields[reason.code] ?? `/body/recipients/${index}`)),
  );
  const denied = decided.filter(({ decision }) => decision.outcome === 'deny');
  deny(
    decided.map(({ decision }) => decision),
    // What is wrong for all of them in one field is said once.
    errors.filter((error, index) => errors.findIndex((other) => same(error, other)) === index),
    {
      catalogueVersion: decided[0]?.decision.catalogueVersion,
      decisionIds: denied.flatMap(({ id }) => id ?? []),
      decisions: decided.map(({ id, agencyId, decision }) => ({
        recipient: agencyId,
        // All are given it or none: an allowance that was not used is not kept.
        decisionId: decision.outcome === 'deny' ? id : null,
        ...codesOf(decision),
      })),
    },
    keep,
  );
}

function deny(
  decisions: readonly Decision[],
  errors: FieldError[],
  members: Record<string, unknown>,
  keep: Keep,
): void {
  const reasons = decisions.flatMap(({ refusals }) => refusals);
  const [first] = reasons.toSorted((a, b) => (a.rule < b.rule ? -1 : Number(a.rule > b.rule)));
  if (decisions.every(({ outcome }) => outcome !== 'deny')) return;
  if (first === undefined) throw new Error('a refusal has a reason');
  throw new Refusal(disclosureRules[first.rule], {
    detail: { da: first.da, en: first.en },
    contact: helperOf(first),
    errors,
    members,
    ...(keep ? { keep } : {}),
    ...(first.provision === undefined ? {} : { provision: first.provision }),
  });
}

/** The role that can help with a reason for a no. */
export const helperOf = ({ code }: Pick<Reason, 'code'>) => contacts[code] ?? 'legal_officer';

const errorOf = ({ rule: id, da, en }: Reason, pointer: string): FieldError => ({
  pointer,
  rule: id,
  da,
  en,
});

const same = (a: FieldError, b: FieldError) => a.pointer === b.pointer && a.da === b.da;

const codesOf = ({ outcome, refusals }: Decision) => ({
  outcome,
  refusals: refusals.map(({ rule: id, code, provision = null }) => ({ rule: id, code, provision })),
});
