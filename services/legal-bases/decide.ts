import type { DecisionOutcome } from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';
import { basisMeant } from './catalogue.ts';
import type { Catalogue, LegalBasis } from './catalogue.ts';
import type { AttachmentRequest, DisclosureRequest } from './request.ts';
import { basisMayBeUsed } from './rules/d1-basis.ts';
import { recipientMayReceive } from './rules/d2-recipient.ts';
import { necessityAndPurposeHold } from './rules/d3-necessity.ts';
import { dataClassIsCarried } from './rules/d4-data-class.ts';
import { declarationIsGiven, restrictionOf } from './rules/d5-investigation.ts';
import type { UseRestriction } from './rules/d5-investigation.ts';
import { policeFieldsAreSet } from './rules/d6-police.ts';
import { subjectIsCovered } from './rules/d7-subject.ts';
import { sourceIsAllowed } from './rules/d8-source.ts';
import { mends, type RefusalCode } from './rules/mend.ts';
import { ruleIds, type Refusal as Said } from './rules/refusal.ts';

/** One reason for a no, with what would change it. */
export type Refusal = Said & { readonly mend: Text };

/** The version of a basis that was looked at. */
export type BasisRef = Pick<LegalBasis, 'id' | 'code' | 'version' | 'citation'>;

/**
 * The answer, with every reason for a no at once, in the order of the rules. `allow_fact_only`: the recipient may learn that a
 * relevant finding exists, and nothing of what it says.
 */
export type Decision = {
  readonly outcome: DecisionOutcome;
  readonly refusals: readonly Refusal[];
  /** The version that the request meant, also where it was refused; null where none is known. */
  readonly basis: BasisRef | null;
  /** What the recipient may not use it for; null where nothing is allowed or nothing is restricted. */
  readonly useRestriction: UseRestriction | null;
  readonly catalogueVersion: string;
};

/** A decision on a disclosure, and what it is in law: between controllers, or within one. */
export type DisclosureDecision = Decision & { readonly sharing: 'disclosure' | 'internal_use' };

/** A basis that was tried, and what is missing or in the way. */
export type BasisOption = {
  readonly basis: BasisRef;
  readonly refusals: readonly Refusal[];
  readonly useRestriction: UseRestriction | null;
  /** It carries only the fact that a relevant finding exists. */
  readonly factOnly: boolean;
};

/** The bases that could carry a finding once the refusals listed are mended, and those that cannot. */
export type BasisOptions = {
  readonly possible: readonly BasisOption[];
  readonly impossible: readonly BasisOption[];
};

const FILLED_IN_LATER = new Set(['necessity_too_short', 'second_approval_missing', 'declaration_missing']);

/**
 * May this agency disclose this finding to that one, for this purpose, on this civil date (YYYY-MM-DD)?
 * Rules D1 to D8. Gives no more than was wished, and only the fact where the basis carries no more. Denies whatever the catalogue does not allow; throws nothing. Administrations of one
 * controller are held to the same rules (forvaltningsloven § 32, GDPR art. 5).
 */
export function decideDisclosure(
  request: DisclosureRequest,
  catalogue: Catalogue,
  day: string,
): DisclosureDecision {
  const basis = basisMeant(catalogue, meantBy(request), day);
  const factOnly =
    request.form === 'fact_only' || basis?.factOnlyClasses.includes(request.dataClass) === true;
  const decided = decision(catalogue, basis, factOnly ? 'allow_fact_only' : 'allow_full', [
    ...basisMayBeUsed(request, basis, day),
    ...recipientMayReceive(request, basis),
    ...necessityAndPurposeHold(request, basis),
    ...dataClassIsCarried(request, basis),
    ...declarationIsGiven(request, basis),
    ...policeFieldsAreSet(request, day),
    ...subjectIsCovered(request, basis),
    ...sourceIsAllowed(request),
  ]);
  return { ...decided, sharing: request.sameController ? 'internal_use' : 'disclosure' };
}

/** May this agency attach this finding under this basis at all? Rules D1, D3, D4, D6, D7 and D8. */
export function decideAttachment(request: AttachmentRequest, catalogue: Catalogue, day: string): Decision {
  const basis = basisMeant(catalogue, meantBy(request), day);
  return decision(catalogue, basis, 'allow_full', [
    ...basisMayBeUsed(request, basis, day),
    ...necessityAndPurposeHold(request, basis),
    ...dataClassIsCarried(request, basis),
    ...policeFieldsAreSet(request, day),
    ...subjectIsCovered(request, basis),
    ...sourceIsAllowed(request),
  ]);
}

/**
 * Every basis of the catalogue tried for this disclosure, in the order of their codes. A possible basis may
 * still list what is to be filled in, such as the declaration or the necessity statement.
 */
export function possibleBases(
  request: Omit<DisclosureRequest, 'basisCode' | 'basisVersion'>,
  catalogue: Catalogue,
  day: string,
): BasisOptions {
  const codes = [...new Set(catalogue.bases.map((basis) => basis.code))].toSorted();
  const options = codes.flatMap((code) => {
    const basis = basisMeant(catalogue, { code, authorityId: request.contributor.authorityId }, day);
    if (basis === null) return [];
    const { refusals } = decideDisclosure({ ...request, basisCode: code }, catalogue, day);
    const factOnly = basis.factOnlyClasses.includes(request.dataClass);
    return [{ basis: refOf(basis), refusals, useRestriction: restrictionOf(basis), factOnly }];
  });
  const isPossible = (option: BasisOption) => option.refusals.every(isMendedInTheForm);
  return {
    possible: options.filter(isPossible),
    impossible: options.filter((option) => !isPossible(option)),
  };
}

/** What the author can still fill in, without another basis, recipient or finding. */
function isMendedInTheForm(refusal: Refusal): boolean {
  return refusal.rule === 'D6' || FILLED_IN_LATER.has(refusal.code);
}

/** A reason as it is kept, `D3 necessity_too_short`, in the general words of its rule. */
export function reasonOf(kept: string): Refusal {
  const [rule, code] = kept.split(' ');
  const known = ruleIds.find((id) => id === rule);
  if (known === undefined || code === undefined || !isCode(code))
    throw new Error('an unknown reason was kept');
  return { rule: known, code, ...mends[code], mend: mends[code] };
}

const isCode = (code: string): code is RefusalCode => Object.hasOwn(mends, code);

const meantBy = ({ basisCode, basisVersion, contributor }: AttachmentRequest) => ({
  code: basisCode,
  version: basisVersion,
  authorityId: contributor.authorityId,
});

function decision(
  catalogue: Catalogue,
  basis: LegalBasis | null,
  allowance: 'allow_full' | 'allow_fact_only',
  said: readonly Said[],
): Decision {
  const allowed = basis !== null && said.length === 0;
  return {
    outcome: allowed ? allowance : 'deny',
    refusals: said.map((reason) => ({ ...reason, mend: mends[reason.code] })),
    basis: basis === null ? null : refOf(basis),
    useRestriction: allowed ? restrictionOf(basis) : null,
    catalogueVersion: catalogue.version,
  };
}

function refOf({ id, code, version, citation }: LegalBasis): BasisRef {
  return { id, code, version, citation };
}

export { NECESSITY_MIN_LENGTH } from './rules/d3-necessity.ts';
export { catalogueOf } from './catalogue.ts';
export type { Catalogue, LegalBasis } from './catalogue.ts';
export type { AttachmentRequest, DisclosureRequest } from './request.ts';
export type { UseRestriction } from './rules/d5-investigation.ts';
