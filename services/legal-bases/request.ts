import type { DataClass, DisclosureForm, Purpose, Sharing, StatementKind, Subject } from '#platform/codes.ts';

/** An agency as the rules see it. A kind that no basis names is refused. */
type Party = { readonly agencyId: string; readonly kind: string };

/** The agency that has the finding. A row that its authority keeps for itself takes the place of the common one. */
type Contributor = Party & { readonly authorityId?: string | undefined };

/** The recipient, with its place in this review and in the unit. */
type Recipient = Party & {
  readonly takesPart: boolean;
  readonly activeInUnit: boolean;
  /** Whether its participation agreement is in force on the day. */
  readonly sharing: Sharing;
};

/** What a police finding must carry (rule D6). */
type PoliceFields = {
  readonly subjectCategory: string | null;
  readonly statementKind: StatementKind | null;
  readonly reviewDueOn: string | null;
};

/** A finding that an agency wishes to attach under a legal basis. */
export type AttachmentRequest = {
  readonly basisCode: string;
  /** The version that the finding refers to; without it, the one in force on the day. */
  readonly basisVersion?: number | undefined;
  readonly contributor: Contributor;
  readonly purpose: Purpose;
  readonly dataClass: DataClass;
  readonly subject: Subject;
  readonly necessity: string;
  readonly policeFields: PoliceFields | null;
  readonly statementKind: StatementKind | null;
  /** Where the information comes from; 'hvidvask' is blocked. */
  readonly sourceClass: string;
  readonly secondApproval: boolean;
};

/** A finding that an agency wishes to disclose to one recipient. */
export type DisclosureRequest = AttachmentRequest & {
  readonly recipient: Recipient;
  /** Whether the contributor's own participation agreement is in force on the day. */
  readonly giverSharing: Sharing;
  /** What the contributor wishes to give; the answer may be less, never more. */
  readonly form: DisclosureForm;
  /** True where contributor and recipient are administrations of one controller. */
  readonly sameController: boolean;
  readonly declarationNotInvestigation: boolean;
};
