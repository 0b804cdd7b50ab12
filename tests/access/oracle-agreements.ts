import {
  byHimself,
  byOwner,
  bySystemOfUnit,
  forFigures,
  type Holds,
  inOwnUnit,
  knowsItsReview,
  readsFindings,
} from './oracle-facts.ts';

const has = (roles: readonly string[], ...some: string[]) => some.some((role) => roles.includes(role));

/** Who keeps the agreements of an authority. */
const keeper: Holds = (row, caller, facts) =>
  inOwnUnit(row, caller, facts) &&
  has(caller.roles, 'administrator', 'legal_officer') &&
  facts
    .get('app.agency')
    ?.some(({ id, authority_id }) => id === caller.agency && authority_id === row['authority_id']) === true;
/** Who asked, the controllers of the agency, and the chair. */
const party =
  (...controllers: string[]): Holds =>
  (row, caller, facts) =>
    (byOwner(row, caller, facts) && (byHimself(row, caller, facts) || has(caller.roles, ...controllers))) ||
    (inOwnUnit(row, caller, facts) && has(caller.roles, 'chair'));
const proposer: Holds = (row, caller, facts) => readsFindings(caller) && byOwner(row, caller, facts);

/** Agreements, what was said of them, emergencies, and proposals to disclose. */
export const agreementRules = {
  'app.participation_agreement': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        row['state'] === 'signed' ? inOwnUnit(row, caller, facts) : keeper(row, caller, facts),
      scheduler: bySystemOfUnit,
    },
    set: { app: 'confirmed_at = null' },
    update: { app: keeper },
  },
  'app.agreement_notice': {
    key: "agreement_id || '/' || kind",
    select: { app: inOwnUnit, scheduler: bySystemOfUnit },
  },
  'app.emergency_access': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        knowsItsReview(row, caller, facts) && party('approver', 'auditor')(row, caller, facts),
      reporter: forFigures,
    },
    set: { app: 'ended_at = null' },
    update: { app: party('approver') },
  },
  'app.release_proposal': {
    key: 'id',
    select: {
      app: (row, caller, facts) => proposer(row, caller, facts) && knowsItsReview(row, caller, facts),
    },
    set: { app: 'refusal_reason_ct = null' },
    update: { app: proposer },
  },
} as const satisfies Record<
  string,
  { key: string; select: Record<string, Holds>; update?: Record<string, Holds> } & Record<string, unknown>
>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const agreementGrants = {
  'app.participation_agreement': {
    select: { app: '*', scheduler: words('id unit_id agency_id version valid_from valid_to state') },
    insert: {
      app: words('id unit_id agency_id authority_id version scope signed_on valid_from valid_to drafted_by'),
    },
    update: { app: words('state confirmed_at') },
  },
  'app.agreement_notice': { select: { app: '*', scheduler: '*' }, insert: { scheduler: '*' } },
  'app.emergency_access': {
    select: { app: '*', reporter: words('id unit_id agency_id state decided_at') },
    insert: { app: words('id review_id unit_id agency_id person_id reason_ct') },
    update: { app: words('state ended_at') },
  },
  'app.release_proposal': {
    select: { app: '*' },
    insert: {
      app: words(`id finding_id version review_id unit_id agency_id recipients legal_basis_code form purpose necessity_ct
        declared_not_for_investigation initiative request_id proposed_by`),
    },
    update: { app: words('state refusal_reason_ct') },
  },
} as const;

export const agreementFunctions = {
  'app.agency_shares': ['app'],
  'app.agreement_in_force': [],
  'app.caller_shares': ['app'],
  'app.caller_emergencies': ['app'],
  'app.closed_with_agreement': ['app'],
  'app.agreement_keeps_its_word': [],
  'app.emergency_goes_one_way': [],
  'app.emergency_opens_the_review': [],
  'app.proposal_is_kept': [],
} as const;
