/** The closed lists of the domain, once: contracts, database types and pure rules are made from them. */
export const roles = [
  'liaison',
  'chair',
  'coordinator',
  'approver',
  'legal_officer',
  'auditor',
  'administrator',
  'national_reader',
] as const;
export type Role = (typeof roles)[number];

/** What an agency is for; legal bases and follow-up types speak of these. `national` is Rigspolitiet, which only reads figures. */
export const agencyKinds = ['police', 'tax', 'bif', 'sof', 'bk', 'national'] as const;
export type AgencyKind = (typeof agencyKinds)[number];
export const partyKinds = ['police', 'tax', 'bif', 'sof', 'bk'] as const;
export type PartyKind = (typeof partyKinds)[number];

export const regimes = ['RHL', 'GDPR', 'FVL'] as const;
export type Regime = (typeof regimes)[number];
export const purposes = ['prevention', 'benefit_control', 'tax_control', 'social_protection'] as const;
export type Purpose = (typeof purposes)[number];
export const dataClasses = ['ordinary', 'confidential', 'criminal', 'special'] as const;
export type DataClass = (typeof dataClasses)[number];
export const subjects = ['person', 'company'] as const;
export type Subject = (typeof subjects)[number];
export const statementKinds = ['fact', 'assessment'] as const;
export type StatementKind = (typeof statementKinds)[number];
export const subjectCategories = ['suspect', 'convicted', 'victim', 'other'] as const;
export type SubjectCategory = (typeof subjectCategories)[number];
/** Where a finding comes from; what comes from money-laundering reports has no code and cannot be attached (rule D8). */
export const sourceClasses = ['own_records', 'open_source', 'other_authority', 'citizen'] as const;
export type SourceClass = (typeof sourceClasses)[number];
export const basisStates = ['draft', 'approved', 'retired'] as const;
export type BasisState = (typeof basisStates)[number];
export const initiatives = ['own', 'on_request'] as const;
export type Initiative = (typeof initiatives)[number];
/** What a recipient is given: all of it, or only that a relevant finding exists. */
export const disclosureForms = ['full', 'fact_only'] as const;
export type DisclosureForm = (typeof disclosureForms)[number];
/** What a register of receipts tells of a hand-over. */
export const receiptKinds = ['issued', 'opened', 'revoked', 'superseded', 'withdrawn'] as const;
export type ReceiptKind = (typeof receiptKinds)[number];
/** What the rules D1 to D8 answer. */
export const decisionOutcomes = ['allow_full', 'allow_fact_only', 'deny'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];
export const decisionKinds = ['attachment', 'disclosure'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export const reviewStates = [
  'nominated',
  'declined',
  'admitted',
  'concluded',
  'withdrawn',
  'lapsed',
] as const;
export type ReviewState = (typeof reviewStates)[number];
export const reviewOutcomes = ['follow_up', 'no_follow_up'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];
export const replyKinds = ['finding', 'nothing_to_add', 'may_not_answer'] as const;
export type ReplyKind = (typeof replyKinds)[number];

/** How far an agency is with a review, as a reader may see it; `answered` is every answer that the agency shows to nobody else. */
export const standings = [
  'not_asked',
  'awaiting',
  'answered',
  'finding',
  'nothing_to_add',
  'may_not_answer',
] as const;
export type Standing = (typeof standings)[number];

export const requestStates = [
  'asked',
  'accepted',
  'accepted_in_part',
  'answered',
  'answered_in_part',
  'refused',
  'withdrawn',
  'not_answered',
] as const;
export type RequestState = (typeof requestStates)[number];
/** What an agency that is asked for information can choose. */
export const requestChoices = ['accept', 'accept_in_part', 'refuse'] as const;
export type RequestChoice = (typeof requestChoices)[number];

export const meetingStates = ['planned', 'settled', 'open', 'closed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];
export const itemReasons = ['carried_over', 'overdue_follow_up', 'nominated', 'added_by_chair'] as const;
export type ItemReason = (typeof itemReasons)[number];
export const itemOutcomes = ['follow_up', 'no_follow_up', 'postponed', 'withdrawn'] as const;
export type ItemOutcome = (typeof itemOutcomes)[number];

export const actionStates = ['in_progress', 'completed', 'dropped'] as const;
export type ActionState = (typeof actionStates)[number];
export const openReasons = ['could_not', 'did_not'] as const;
export type OpenReason = (typeof openReasons)[number];

/** Participation agreements: a version is drafted, then signed or discarded; an agency shares while one is in force. */
export const agreementStates = ['draft', 'signed', 'discarded'] as const;
export type AgreementState = (typeof agreementStates)[number];
export const agreementOrigins = ['service', 'setup', 'carried_over'] as const;
export type AgreementOrigin = (typeof agreementOrigins)[number];
export const sharingStates = ['in_force', 'lapsed', 'missing'] as const;
export type Sharing = (typeof sharingStates)[number];
export const emergencyStates = ['asked', 'confirmed', 'refused', 'withdrawn', 'lapsed', 'ended'] as const;
export type EmergencyState = (typeof emergencyStates)[number];
export const proposalStates = ['proposed', 'released', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** Who has a case, within the agency of whoever asks. */
export const holders = ['me', 'colleague', 'nobody'] as const;
export type Holder = (typeof holders)[number];
/** How somebody opened a case that colleagues have. */
export const openingKinds = ['opened', 'emergency'] as const;
export type OpeningKind = (typeof openingKinds)[number];
/** Why a case does not exist for somebody: said so, or decided by others. */
export const exclusionKinds = ['recusal', 'imposed'] as const;
export type ExclusionKind = (typeof exclusionKinds)[number];

/** What the police say of a citizen's affiliation: these three and nothing finer (no group, no level). */
export const affiliationValues = ['confirmed', 'not_confirmed', 'withdrawn'] as const;
export type AffiliationValue = (typeof affiliationValues)[number];
/** Under which conditions a citizen can be met, for those who must act on it. */
export const securityConditions = [
  'two_staff',
  'police_station',
  'call_before',
  'not_at_home',
  'not_in_joint_team',
  'individual_only',
  'remote_only',
  'alarm_at_hand',
] as const;
export type SecurityCondition = (typeof securityConditions)[number];
/** What a third person is to the citizen. */
export const relations = [
  'partner',
  'former_partner',
  'child',
  'parent',
  'sibling',
  'household',
  'other',
] as const;
export type Relation = (typeof relations)[number];

/** Why those who were given a finding are told (da: tilbagekaldelse), and what they answer. */
export const recallKinds = ['correction', 'withdrawal', 'revocation'] as const;
export type RecallKind = (typeof recallKinds)[number];
export const recallAnswers = ['acknowledged', 'cannot'] as const;
export type RecallAnswer = (typeof recallAnswers)[number];
/** The ways in which a finding had got somewhere when it was recalled. */
export type ReachKind =
  'disclosure' | 'first_read' | 'view' | 'agenda' | 'meeting' | 'follow_up' | 'export' | 'report';
