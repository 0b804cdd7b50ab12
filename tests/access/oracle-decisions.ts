import { byOwner, type Holds, readsFindings, same } from './oracle-facts.ts';

/** Those of the deciding agency who read findings. */
const decider: Holds = (row, caller, facts) => readsFindings(caller) && byOwner(row, caller, facts);
/** Who was given something reads what it was given on, until it is revoked. */
const recipient: Holds = (row, caller, facts) =>
  readsFindings(caller) &&
  row['outcome'] !== 'deny' &&
  facts
    .get('app.disclosure')
    ?.some(
      (given) =>
        given['decision_id'] === row['id'] &&
        given['revoked_at'] === null &&
        same(given['unit_id'], caller.unit) &&
        same(given['to_agency_id'], caller.agency),
    ) === true;

/** What was decided each time something was to be attached or disclosed; on which facts is the deciding agency's alone. */
export const decisionRules = {
  'app.decision': {
    key: 'id',
    select: { app: (row, caller, facts) => decider(row, caller, facts) || recipient(row, caller, facts) },
  },
  'app.decision_facts': {
    key: 'decision_id',
    select: {
      app: (row, caller) => readsFindings(caller) && row['scope'] === `${caller.unit}/${caller.agency}`,
    },
  },
} as const satisfies Record<string, { key: string; select: Record<string, Holds> }>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const decisionGrants = {
  'app.decision': {
    select: { app: '*' },
    insert: {
      app: words(`id kind unit_id review_id agency_id finding_id version recipient purpose outcome legal_basis_id
        catalogue_version refusals decided_by decided_on`),
    },
  },
  'app.decision_facts': { select: { app: '*' }, insert: { app: words('decision_id scope wished facts') } },
} as const;

export const decisionFunctions = {
  'app.caller_authority': ['app'],
  'app.standing_decisions': ['app'],
  'app.version_sets_expiry': [],
} as const;
