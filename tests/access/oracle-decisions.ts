import { byOwner, type Holds, inOwnUnit, readsFindings, same } from './oracle-facts.ts';

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

/** A legal officer decides on rows of the own authority, and on common ones under which no other authority of the unit gives anything. */
export const decidesOnBasis: Holds = (row, caller, facts) => {
  if (!inOwnUnit(row, caller, facts) || !caller.roles.includes('legal_officer')) return false;
  const agencies = facts.get('app.agency') ?? [];
  const own = agencies.find(({ id }) => id === caller.agency)?.['authority_id'];
  if (row['authority_id'] !== null) return row['authority_id'] === own;
  const taking = new Set(
    facts.get('app.unit_agency')?.flatMap((one) => (one['unit_id'] === caller.unit ? one['agency_id'] : [])),
  );
  const others = agencies.filter(({ id, authority_id: authority }) => taking.has(id) && authority !== own);
  const gives: readonly string[] = String(row['contributors']).match(/[a-z]+/g) ?? [];
  return !others.some(({ kind }) => gives.includes(String(kind)));
};
