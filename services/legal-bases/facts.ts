import { z } from 'zod';
import {
  agencyKinds,
  dataClasses,
  type DisclosureForm,
  purposes,
  sharingStates,
  statementKinds,
  subjects,
} from '#platform/codes.ts';
import type { AttachmentRequest, DisclosureRequest } from './request.ts';
import { NECESSITY_MIN_LENGTH } from './rules/d3-necessity.ts';

const attachmentFacts = z.object({
  purpose: z.enum(purposes),
  dataClass: z.enum(dataClasses),
  subject: z.enum(subjects),
  statementKind: z.enum(statementKinds).nullable(),
  sourceClass: z.string(),
  subjectCategory: z.string().nullable(),
  reviewDueOn: z.string().nullable(),
  contributorKind: z.enum(agencyKinds),
  contributorAuthority: z.string().nullable(),
  /** Whether the necessity was stated at sufficient length; the words themselves are sealed elsewhere. */
  necessityGiven: z.boolean(),
  secondApproval: z.boolean(),
});
const disclosureFacts = attachmentFacts.extend({
  recipientKind: z.string(),
  takesPart: z.boolean(),
  activeInUnit: z.boolean(),
  // Decisions that were made before agreements were asked for say nothing of them.
  giverSharing: z.enum(sharingStates).default('in_force'),
  recipientSharing: z.enum(sharingStates).default('in_force'),
  sameController: z.boolean(),
  declared: z.boolean(),
});
/** The facts behind a decision as codes: enough to decide it again. */
export const decisionFacts = z.union([disclosureFacts, attachmentFacts]);
export type DecisionFacts = z.infer<typeof decisionFacts>;

/** What of a request is kept with its decision. */
export function factsOf(request: AttachmentRequest | DisclosureRequest) {
  const { purpose, dataClass, subject, statementKind, sourceClass, policeFields, secondApproval } = request;
  return {
    purpose,
    dataClass,
    subject,
    statementKind,
    sourceClass,
    subjectCategory: policeFields?.subjectCategory ?? null,
    reviewDueOn: policeFields?.reviewDueOn ?? null,
    contributorKind: request.contributor.kind,
    contributorAuthority: request.contributor.authorityId ?? null,
    necessityGiven: request.necessity.trim().length >= NECESSITY_MIN_LENGTH,
    secondApproval,
    ...('recipient' in request
      ? {
          recipientKind: request.recipient.kind,
          takesPart: request.recipient.takesPart,
          activeInUnit: request.recipient.activeInUnit,
          giverSharing: request.giverSharing,
          recipientSharing: request.recipient.sharing,
          sameController: request.sameController,
          declared: request.declarationNotInvestigation,
        }
      : {}),
  };
}

type Stored = {
  agencyId: string;
  recipient: string | null;
  wished: DisclosureForm;
  basisCode: string;
  basisVersion?: number | undefined;
  facts: DecisionFacts;
};

/** The request that a stored decision answered; of the same outcome by the same rules and catalogue. */
export function requestOf(stored: Stored): AttachmentRequest | DisclosureRequest {
  const { facts, agencyId, recipient, wished: form, basisCode, basisVersion } = stored;
  const { purpose, dataClass, subject, statementKind, sourceClass, secondApproval } = facts;
  const asked: AttachmentRequest = {
    basisCode,
    basisVersion,
    contributor: {
      agencyId,
      kind: facts.contributorKind,
      authorityId: facts.contributorAuthority ?? undefined,
    },
    purpose,
    dataClass,
    subject,
    necessity: facts.necessityGiven ? '·'.repeat(NECESSITY_MIN_LENGTH) : '',
    policeFields: { subjectCategory: facts.subjectCategory, reviewDueOn: facts.reviewDueOn, statementKind },
    statementKind,
    sourceClass,
    secondApproval,
  };
  if (recipient === null || !('recipientKind' in facts)) return asked;
  const { recipientKind: kind, takesPart, activeInUnit, recipientSharing, giverSharing } = facts;
  return {
    ...asked,
    form,
    recipient: { agencyId: recipient, kind, takesPart, activeInUnit, sharing: recipientSharing },
    giverSharing,
    sameController: facts.sameController,
    declarationNotInvestigation: facts.declared,
  };
}
