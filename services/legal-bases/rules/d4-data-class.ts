import type { LegalBasis } from '../catalogue.ts';
import type { AttachmentRequest } from '../request.ts';
import { classWords } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const CRIMINAL_CODES = /^(?:RPL115|DBL8|RHL)-/u;
const SPECIAL_CODES = /^(?:DBL7-|RHL-10(?:-|$))/u;

/** D4: the basis carries this class of data, or at least the fact of it; criminal and special data only under the bases made for them. */
export function dataClassIsCarried(request: AttachmentRequest, basis: LegalBasis | null): Refusal[] {
  const refusals: Refusal[] = [];
  if (basis !== null && !carries(basis, request.dataClass)) refusals.push(notCarried(request, basis));
  const needsSecond = request.dataClass === 'special' || basis?.needsSecondApprover === true;
  if (needsSecond && !request.secondApproval) refusals.push(secondApprovalMissing);
  return refusals;
}

function carries(basis: LegalBasis, dataClass: AttachmentRequest['dataClass']): boolean {
  if (!basis.dataClasses.includes(dataClass) && !basis.factOnlyClasses.includes(dataClass)) return false;
  if (dataClass === 'criminal') return CRIMINAL_CODES.test(basis.code);
  if (dataClass === 'special') return SPECIAL_CODES.test(basis.code);
  return true;
}

function notCarried(request: AttachmentRequest, basis: LegalBasis): Refusal {
  const words = classWords[request.dataClass];
  const police = request.contributor.kind === 'police';
  if (request.dataClass === 'criminal') {
    return {
      rule: 'D4',
      code: 'criminal_data_without_basis',
      da: `${basis.citation} kan ikke bære ${words.da}. Vælg en hjemmel, der gælder for dem, eller udelad dem.`,
      en: `${basis.citation} cannot carry ${words.en}. Choose a basis that covers it, or leave it out.`,
      provision: police ? 'Retshåndhævelsesloven § 9' : 'GDPR art. 10; databeskyttelsesloven § 8',
    };
  }
  if (request.dataClass === 'special') {
    return {
      rule: 'D4',
      code: 'special_data_without_basis',
      da: `${basis.citation} kan ikke bære ${words.da}, f.eks. om helbred. Udelad dem, eller vælg en hjemmel, der udtrykkeligt gælder for dem.`,
      en: `${basis.citation} cannot carry ${words.en}, such as health. Leave it out, or choose a basis that expressly covers it.`,
      provision: police ? 'Retshåndhævelsesloven § 10' : 'GDPR art. 9; databeskyttelsesloven § 7',
    };
  }
  return {
    rule: 'D4',
    code: 'data_class_not_of_basis',
    da: `${basis.citation} omfatter ikke ${words.da}. Ret oplysningstypen, hvis den er forkert, eller vælg en anden hjemmel.`,
    en: `${basis.citation} does not cover ${words.en}. Correct the class of data if it is wrong, or choose another basis.`,
    provision: basis.citation,
  };
}

const secondApprovalMissing: Refusal = {
  rule: 'D4',
  code: 'second_approval_missing',
  da: 'Oplysningen kræver en godkendelse mere. Bed en godkender i jeres myndighed, som ikke selv har skrevet den, om at godkende den.',
  en: 'The information needs a second approval. Ask an approver of your agency who did not write it to approve it.',
};
