import { type Catalogue, contributorOf, decideAttachment, disclosureRules } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Purpose } from '#platform/codes.ts';
import { type FieldError, Refusal } from '#platform/errors.ts';

/** Of the rules on findings those that a nomination must pass: the basis, the purpose, and that it is about a person. */
const rulesOfNomination = ['D1', 'D3', 'D7'];

type Nomination = { legalBasisCode: string; ground: string };
type ChosenBasis = { id: string; code: string; version: number; purpose: Purpose };

/**
 * The legal basis under which the caller's agency may nominate a person today, for the purpose it states. Refuses
 * D1, D3 or D7 with every reason at once: not approved, not in force, another agency's, another purpose's.
 */
export function basisForNomination(
  caller: PersonCaller,
  { legalBasisCode, ground }: Nomination,
  catalogue: Catalogue,
  today: string,
): ChosenBasis {
  const { purpose } = caller;
  if (purpose === null) throw new Error('a nomination has a purpose');
  const decision = decideAttachment(
    {
      basisCode: legalBasisCode,
      contributor: contributorOf(caller),
      purpose,
      dataClass: 'confidential',
      subject: 'person',
      necessity: ground,
      policeFields: null,
      statementKind: null,
      sourceClass: 'own_records',
      secondApproval: false,
    },
    catalogue,
    today,
  );
  const refusals = decision.refusals.filter(({ rule }) => rulesOfNomination.includes(rule));
  const [first] = refusals;
  if (first) {
    throw new Refusal(disclosureRules[first.rule], {
      detail: { da: first.da, en: first.en },
      contact: 'legal_officer',
      errors: refusals.map(({ rule, code, da, en }): FieldError => {
        const pointer = code === 'purpose_not_of_basis' ? '/headers/Purpose' : '/body/legalBasisCode';
        return { pointer, rule, da, en };
      }),
      ...(first.provision === undefined ? {} : { provision: first.provision }),
    });
  }
  const { basis } = decision;
  if (basis === null) throw new Error('an unknown basis was not refused');
  return { id: basis.id, code: basis.code, version: basis.version, purpose };
}
