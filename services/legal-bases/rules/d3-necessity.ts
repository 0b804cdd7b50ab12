import type { LegalBasis } from '../catalogue.ts';
import type { AttachmentRequest } from '../request.ts';
import { purposeWords } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** The least length of a necessity statement, in characters, without the spaces around it. */
export const NECESSITY_MIN_LENGTH = 15;

/** D3: a necessity statement is given, and the purpose is one that the basis serves. */
export function necessityAndPurposeHold(request: AttachmentRequest, basis: LegalBasis | null): Refusal[] {
  const refusals: Refusal[] = [];
  if (request.necessity.trim().length < NECESSITY_MIN_LENGTH) refusals.push(tooShort(request));
  if (basis !== null && !basis.purposes.includes(request.purpose)) refusals.push(notOfBasis(request, basis));
  return refusals;
}

function tooShort(request: AttachmentRequest): Refusal {
  const police = request.contributor.kind === 'police';
  return {
    rule: 'D3',
    code: 'necessity_too_short',
    da: `Begrundelsen for, at det er nødvendigt at dele oplysningen, mangler eller er for kort. Skriv mindst ${NECESSITY_MIN_LENGTH} tegn om, hvorfor modtageren har brug for den.`,
    en: `The statement of why it is necessary to share the information is missing or too short. Write at least ${NECESSITY_MIN_LENGTH} characters on why the recipient needs it.`,
    provision: police ? 'Retshåndhævelsesloven § 4' : 'GDPR art. 5, stk. 1, litra b og c',
  };
}

function notOfBasis(request: AttachmentRequest, basis: LegalBasis): Refusal {
  const purpose = purposeWords[request.purpose];
  const served = basis.purposes.map((one) => purposeWords[one]);
  return {
    rule: 'D3',
    code: 'purpose_not_of_basis',
    da: `${basis.citation} kan ikke bruges til ${purpose.da}, kun til ${served.map((one) => one.da).join(', ') || 'intet formål'}. Vælg et andet formål eller en anden hjemmel.`,
    en: `${basis.citation} cannot be used for ${purpose.en}, only for ${served.map((one) => one.en).join(', ') || 'no purpose'}. Choose another purpose or another basis.`,
    provision: basis.citation,
  };
}
