import { randomUUID } from 'node:crypto';
import { rememberRefused } from '#decisions/questions.ts';
import { type Catalogue, contributorOf, decideAttachment, mustBeAllowed } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Purpose, SourceClass } from '#platform/codes.ts';
import type { InputOf } from '#platform/contract.ts';
import { type FieldError, invalidInput, Refusal } from '#platform/errors.ts';
import type { Vault } from '#platform/vault.ts';
import type { correctFinding } from './contract.ts';
import { correctionColumn, necessityColumn, sealedPlace, textColumn } from './places.ts';
import { warningsOn } from './warnings.ts';

/** What an author writes: the whole of a version, whether it is the first or a correction. */
export type Content = Omit<InputOf<typeof correctFinding>['body'], 'reason'> & { reason?: string };

const kindMissing: FieldError = {
  pointer: '/body/statementKind',
  rule: 'field.missing',
  da: 'Vælg, om det er en kendsgerning eller en vurdering.',
  en: 'Say whether it is a fact or an assessment.',
};
const policeOnly: FieldError = {
  pointer: '/body/police',
  rule: 'finding.police-only',
  da: 'Disse felter udfyldes kun af politiet.',
  en: 'Only the police fill in these fields.',
};

export function purposeOf(caller: PersonCaller): Purpose {
  if (caller.purpose === null) throw new Error('this endpoint asks for a purpose');
  return caller.purpose;
}

/**
 * The basis under which the caller's agency may say this today, what was said in the form it is kept, and the decision. Refuses D1,
 * D3, D4, D6, D7 and D8, all that are broken at once; what was refused is remembered.
 */
export function decideContent(
  caller: PersonCaller,
  body: Content,
  catalogue: Catalogue,
  about: { reviewId: string; findingId: string | null; version: number | null },
  today: string,
) {
  const isPolice = caller.agencyKind === 'police';
  if (!isPolice && body.police) throw new Refusal(invalidInput, { errors: [policeOnly] });
  const { sourceClass, statementKind = null, police } = body;
  const request = {
    basisCode: body.legalBasisCode,
    contributor: contributorOf(caller),
    purpose: purposeOf(caller),
    dataClass: body.dataClass,
    subject: body.subject,
    necessity: body.necessity,
    statementKind,
    sourceClass: sourceClass === 'money_laundering_report' ? 'hvidvask' : sourceClass,
    policeFields: {
      subjectCategory: police?.subjectCategory ?? null,
      reviewDueOn: police?.reviewDueOn ?? null,
      statementKind,
    },
    // The second pair of eyes looks before anything leaves the agency: discloseFinding asks for it.
    secondApproval: true,
  };
  const decision = decideAttachment(request, catalogue, today);
  const made = {
    id: randomUUID(),
    kind: 'attachment',
    ...about,
    recipient: null,
    request,
    decision,
  } as const;
  mustBeAllowed(made, rememberRefused(caller, today, [made]));
  if (statementKind === null) throw new Refusal(invalidInput, { errors: [kindMissing] });
  const basis = catalogue.bases.find(({ id }) => id === decision.basis?.id);
  if (!basis || sourceClass === 'money_laundering_report') throw new Error('refused content was let through');
  const kept: { statementKind: typeof statementKind; sourceClass: SourceClass } = {
    statementKind,
    sourceClass,
  };
  return { basis, ...kept, catalogueVersion: decision.catalogueVersion, made };
}

type Decided = ReturnType<typeof decideContent>;
type Place = { findingId: string; version: number; unitId: string };

/** The row of a version, its texts sealed. */
export function versionRow(
  caller: PersonCaller,
  vault: Vault,
  { findingId, version, unitId }: Place,
  body: Content,
  decided: Decided,
) {
  const place = sealedPlace(findingId, version);
  return {
    finding_id: findingId,
    version,
    unit_id: unitId,
    agency_id: caller.agencyId,
    statement_kind: decided.statementKind,
    data_class: body.dataClass,
    subject: body.subject,
    legal_basis_id: decided.basis.id,
    purpose: purposeOf(caller),
    text_ct: vault.seal(body.text, textColumn, place),
    necessity_ct: vault.seal(body.necessity, necessityColumn, place),
    subject_category: body.police?.subjectCategory ?? null,
    source_reliability: body.police?.sourceReliability ?? null,
    review_due_on: body.police?.reviewDueOn ?? null,
    source_class: decided.sourceClass,
    author: caller.personId,
    decision_id: decided.made.id,
    reason_ct: body.reason === undefined ? null : vault.seal(body.reason, correctionColumn, place),
  };
}

export const warningsOnContent = (body: Content) =>
  warningsOn({
    '/body/text': body.text,
    '/body/necessity': body.necessity,
    '/body/police/sourceReliability': body.police?.sourceReliability ?? '',
  });
