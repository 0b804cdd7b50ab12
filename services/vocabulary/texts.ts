import type {
  ActionState,
  AffiliationValue,
  AgencyKind,
  AgreementOrigin,
  AgreementState,
  BasisState,
  DataClass,
  DecisionKind,
  DecisionOutcome,
  DisclosureForm,
  EmergencyState,
  ExclusionKind,
  Holder,
  Initiative,
  OpenReason,
  OpeningKind,
  ProposalState,
  Purpose,
  RecallAnswer,
  RecallKind,
  ReceiptKind,
  Regime,
  Relation,
  ReplyKind,
  RequestChoice,
  ReviewOutcome,
  ReviewState,
  Role,
  SecurityCondition,
  Sharing,
  SourceClass,
  Standing,
  StatementKind,
  Subject,
  SubjectCategory,
} from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';

type Words<Code extends string> = Readonly<Record<Code, Text>>;

export const roles: Words<Role> = {
  liaison: { da: 'Kontaktperson', en: 'Liaison' },
  chair: { da: 'Mødeleder', en: 'Chair' },
  coordinator: { da: 'Koordinator', en: 'Coordinator' },
  approver: { da: 'Godkender', en: 'Approver' },
  legal_officer: { da: 'Jurist', en: 'Legal officer' },
  auditor: { da: 'Revisor', en: 'Auditor' },
  administrator: { da: 'Administrator', en: 'Administrator' },
  national_reader: { da: 'National læser', en: 'National reader' },
};

export const agencyKinds: Words<AgencyKind> = {
  police: { da: 'Politi', en: 'Police' },
  tax: { da: 'SKAT', en: 'Tax authority' },
  bif: { da: 'Beskæftigelse og integration', en: 'Employment and integration' },
  sof: { da: 'Socialforvaltning', en: 'Social services' },
  bk: { da: 'Betaling og kontrol', en: 'Payment and control' },
  national: { da: 'Rigspolitiet', en: 'National police' },
};

export const regimes: Words<Regime> = {
  RHL: { da: 'Retshåndhævelsesloven', en: 'Law Enforcement Data Protection Act' },
  GDPR: { da: 'Databeskyttelsesforordningen', en: 'GDPR' },
  FVL: { da: 'Forvaltningsloven', en: 'Public Administration Act' },
};

export const purposes: Words<Purpose> = {
  prevention: { da: 'Kriminalitetsforebyggelse', en: 'Crime prevention' },
  benefit_control: { da: 'Kontrol med ydelser', en: 'Control of benefits' },
  tax_control: { da: 'Skattekontrol', en: 'Tax control' },
  social_protection: { da: 'Social beskyttelse', en: 'Social protection' },
};

export const dataClasses: Words<DataClass> = {
  ordinary: { da: 'Almindelig', en: 'Ordinary' },
  confidential: { da: 'Fortrolig', en: 'Confidential' },
  criminal: { da: 'Straffeoplysning', en: 'Criminal' },
  special: { da: 'Følsom', en: 'Special category' },
};

export const subjects: Words<Subject> = {
  person: { da: 'Person', en: 'Person' },
  company: { da: 'Virksomhed', en: 'Company' },
};

export const statementKinds: Words<StatementKind> = {
  fact: { da: 'Faktum', en: 'Fact' },
  assessment: { da: 'Vurdering', en: 'Assessment' },
};

export const subjectCategories: Words<SubjectCategory> = {
  suspect: { da: 'Mistænkt', en: 'Suspect' },
  convicted: { da: 'Dømt', en: 'Convicted' },
  victim: { da: 'Forurettet', en: 'Victim' },
  other: { da: 'Anden', en: 'Other' },
};

export const sourceClasses: Words<SourceClass> = {
  own_records: { da: 'Egne sager', en: 'Own records' },
  open_source: { da: 'Åben kilde', en: 'Open source' },
  other_authority: { da: 'Anden myndighed', en: 'Another authority' },
  citizen: { da: 'Borgeren selv', en: 'The citizen' },
};

export const basisStates: Words<BasisState> = {
  draft: { da: 'Udkast', en: 'Draft' },
  approved: { da: 'Godkendt', en: 'Approved' },
  retired: { da: 'Udgået', en: 'Retired' },
};

export const initiatives: Words<Initiative> = {
  own: { da: 'Af egen drift', en: 'Own initiative' },
  on_request: { da: 'Efter anmodning', en: 'On request' },
};

export const disclosureForms: Words<DisclosureForm> = {
  full: { da: 'Hele oplysningen', en: 'The whole finding' },
  fact_only: { da: 'Kun at der findes en relevant oplysning', en: 'Only that a relevant finding exists' },
};

export const receiptKinds: Words<ReceiptKind> = {
  issued: { da: 'Videregivet', en: 'Handed over' },
  opened: { da: 'Åbnet af modtageren', en: 'Opened by the recipient' },
  revoked: { da: 'Kaldt tilbage', en: 'Revoked' },
  superseded: { da: 'Afløst af en rettelse', en: 'Superseded by a correction' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
};

export const decisionKinds: Words<DecisionKind> = {
  attachment: { da: 'Tilføjelse', en: 'Attachment' },
  disclosure: { da: 'Videregivelse', en: 'Disclosure' },
};

export const decisionOutcomes: Words<DecisionOutcome> = {
  allow_full: { da: 'Må gives', en: 'May be given' },
  allow_fact_only: {
    da: 'Kun at der findes en relevant oplysning, må gives',
    en: 'Only that a relevant finding exists may be given',
  },
  deny: { da: 'Må ikke gives', en: 'May not be given' },
};

export const reviewStates: Words<ReviewState> = {
  nominated: { da: 'Indstillet', en: 'Nominated' },
  declined: { da: 'Afvist', en: 'Declined' },
  admitted: { da: 'Optaget', en: 'Admitted' },
  concluded: { da: 'Gennemgået', en: 'Concluded' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
  lapsed: { da: 'Bortfaldet', en: 'Lapsed' },
};

export const reviewOutcomes: Words<ReviewOutcome> = {
  follow_up: { da: 'Opfølgning', en: 'Follow-up' },
  no_follow_up: { da: 'Ingen opfølgning', en: 'No follow-up' },
};

export const replyKinds: Words<ReplyKind> = {
  finding: { da: 'Oplysning', en: 'Finding' },
  nothing_to_add: { da: 'Undersøgt, intet at tilføje', en: 'Checked, nothing to add' },
  may_not_answer: { da: 'Må ikke svare', en: 'May not answer' },
};

/** The same for all three answers that are not shown: no word of them may tell them apart. */
export const standings: Words<Standing> = {
  not_asked: { da: 'Ikke spurgt', en: 'Not asked' },
  awaiting: { da: 'Afventer svar', en: 'Awaiting the answer' },
  answered: { da: 'Har svaret', en: 'Has answered' },
  finding: { da: 'Oplysning klar', en: 'Finding ready' },
  nothing_to_add: { da: 'Undersøgt, intet at tilføje', en: 'Checked, nothing to add' },
  may_not_answer: { da: 'Må ikke svare', en: 'May not answer' },
};

export const requestChoices: Words<RequestChoice> = {
  accept: { da: 'Imødekom anmodningen', en: 'Accept the request' },
  accept_in_part: { da: 'Imødekom en del af anmodningen', en: 'Accept a part of the request' },
  refuse: { da: 'Imødekom ikke anmodningen', en: 'Do not accept the request' },
};

export const actionStates: Words<ActionState> = {
  in_progress: { da: 'I gang', en: 'In progress' },
  completed: { da: 'Afsluttet', en: 'Completed' },
  dropped: { da: 'Opgivet', en: 'Dropped' },
};

export const openReasons: Words<OpenReason> = {
  could_not: { da: 'Kunne ikke', en: 'Could not' },
  did_not: { da: 'Gjorde ikke', en: 'Did not' },
};

export const agreementStates: Words<AgreementState> = {
  draft: { da: 'Udkast', en: 'Draft' },
  signed: { da: 'Underskrevet', en: 'Signed' },
  discarded: { da: 'Kasseret', en: 'Discarded' },
};

export const agreementOrigins: Words<AgreementOrigin> = {
  service: { da: 'Skrevet og bekræftet her', en: 'Drafted and confirmed here' },
  setup: { da: 'Lagt ind, da enheden blev sat op', en: 'Put in when the unit was set up' },
  carried_over: { da: 'Videreført deltagelse', en: 'Participation carried over' },
};

export const sharingStates: Words<Sharing> = {
  in_force: { da: 'Aftale i kraft', en: 'Agreement in force' },
  lapsed: { da: 'Aftalen er udløbet', en: 'The agreement has lapsed' },
  missing: { da: 'Ingen aftale', en: 'No agreement' },
};

export const emergencyStates: Words<EmergencyState> = {
  asked: { da: 'Venter på en anden person', en: 'Waits for a second person' },
  confirmed: { da: 'Bekræftet', en: 'Confirmed' },
  refused: { da: 'Afvist', en: 'Refused' },
  withdrawn: { da: 'Taget tilbage', en: 'Taken back' },
  lapsed: { da: 'Ikke bekræftet i tide', en: 'Not confirmed in time' },
  ended: { da: 'Afsluttet før tid', en: 'Ended early' },
};

export const holders: Words<Holder> = {
  me: { da: 'Du har sagen', en: 'You have the case' },
  colleague: { da: 'En kollega har sagen', en: 'A colleague has the case' },
  nobody: { da: 'Ingen har sagen endnu', en: 'Nobody has the case yet' },
};

export const openingKinds: Words<OpeningKind> = {
  opened: { da: 'Åbnet med begrundelse', en: 'Opened with a reason' },
  emergency: { da: 'Nødadgang', en: 'Emergency access' },
};

export const exclusionKinds: Words<ExclusionKind> = {
  recusal: { da: 'Har meldt sig inhabil', en: 'Declared themselves disqualified' },
  imposed: { da: 'Udelukket af andre', en: 'Excluded by others' },
};

export const proposalStates: Words<ProposalState> = {
  proposed: { da: 'Venter på godkender', en: 'Waits for an approver' },
  released: { da: 'Godkendt og videregivet', en: 'Approved and disclosed' },
  refused: { da: 'Afvist af godkender', en: 'Turned down by the approver' },
  withdrawn: { da: 'Taget tilbage', en: 'Taken back' },
};

export const affiliationValues: Words<AffiliationValue> = {
  confirmed: { da: 'Bekræftet af politiet', en: 'Confirmed by the police' },
  not_confirmed: { da: 'Ikke bekræftet', en: 'Not confirmed' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
};

export const securityConditions: Words<SecurityCondition> = {
  two_staff: { da: 'Mindst to medarbejdere til stede', en: 'At least two members of staff present' },
  police_station: { da: 'Mødet holdes på politistationen', en: 'The meeting is held at the police station' },
  call_before: { da: 'Ring til politiet før mødet', en: 'Call the police before the meeting' },
  not_at_home: { da: 'Ikke hjemme hos borgeren', en: 'Not at the citizen’s home' },
  not_in_joint_team: {
    da: 'Ikke på hold med borgere, som politiet har bedt om at holde adskilt',
    en: 'Not in a team with citizens whom the police have asked to keep apart',
  },
  individual_only: { da: 'Kun enkeltvis', en: 'Individually only' },
  remote_only: { da: 'Kun pr. telefon eller video', en: 'By telephone or video only' },
  alarm_at_hand: { da: 'I et lokale med alarm', en: 'In a room with an alarm' },
};

export const relations: Words<Relation> = {
  partner: { da: 'Partner', en: 'Partner' },
  former_partner: { da: 'Tidligere partner', en: 'Former partner' },
  child: { da: 'Barn', en: 'Child' },
  parent: { da: 'Forælder', en: 'Parent' },
  sibling: { da: 'Søskende', en: 'Sibling' },
  household: { da: 'Bor samme sted', en: 'Lives in the same household' },
  other: { da: 'Anden', en: 'Other' },
};

export const recallKinds: Words<RecallKind> = {
  correction: { da: 'Rettelse', en: 'Correction' },
  withdrawal: { da: 'Tilbagetrækning', en: 'Withdrawal' },
  revocation: { da: 'Tilbagekaldt videregivelse', en: 'Revoked disclosure' },
};

export const recallAnswers: Words<RecallAnswer> = {
  acknowledged: { da: 'Rettet eller slettet hos os', en: 'Corrected or deleted with us' },
  cannot: { da: 'Kan ikke rettes eller slettes', en: 'Cannot be corrected or deleted' },
};
