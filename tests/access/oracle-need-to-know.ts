import { type Holds, inOwnUnit, knowsItsReview, byOwner, same } from './oracle-facts.ts';

const controls = (roles: readonly string[]) => roles.includes('approver') || roles.includes('auditor');
const ownAndKnown: Holds = (row, caller, facts) =>
  byOwner(row, caller, facts) && knowsItsReview(row, caller, facts);
const notOfOneself: Holds = (row, caller) => caller.person !== null && row['person_id'] !== caller.person;
/** Those who can lift an exclusion, and never whom it is about. */
const shutsOut =
  (ofOwnAgency: (roles: readonly string[]) => boolean): Holds =>
  (row, caller, facts) =>
    notOfOneself(row, caller, facts) &&
    ((byOwner(row, caller, facts) && ofOwnAgency(caller.roles)) ||
      (inOwnUnit(row, caller, facts) && caller.roles.includes('chair')));

/** Who has a case and who opened one, and for whom it does not exist. */
export const needToKnowRules = {
  'app.review_access': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        ownAndKnown(row, caller, facts) &&
        (row['kind'] === 'assigned' || same(row['person_id'], caller.person) || controls(caller.roles)),
    },
    set: { app: 'ended_at = null' },
    update: {
      app: (row, caller, facts) =>
        byOwner(row, caller, facts) &&
        caller.roles.includes('approver') &&
        (row['kind'] === 'assigned' || notOfOneself(row, caller, facts)),
    },
  },
  'app.review_exclusion': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        knowsItsReview(row, caller, facts) && shutsOut(controls)(row, caller, facts),
    },
    // With one's own name, and with no other.
    set: { app: 'lifted_at = now(), lifted_by = app.caller_person()' },
    update: { app: shutsOut((roles) => roles.includes('approver')) },
  },
} as const satisfies Record<
  string,
  { key: string; select: Record<string, Holds>; update?: Record<string, Holds> } & Record<string, unknown>
>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const needToKnowGrants = {
  'app.review_access': {
    select: { app: '*' },
    insert: { app: words('id review_id unit_id agency_id person_id kind reason_ct given_by until') },
    update: { app: words('ended_at ended_by reviewed_at reviewed_by') },
  },
  'app.review_exclusion': {
    select: { app: '*' },
    insert: { app: words('id review_id unit_id agency_id person_id kind reason_ct set_by') },
    update: { app: words('lifted_by lifted_at') },
  },
} as const;

export const needToKnowFunctions = {
  'app.caller_seat': ['app'],
  'app.caller_must_know': ['app'],
  'app.review_is_closed_to_caller': ['app'],
  'app.review_is_shut_to_caller': ['app'],
  'app.shut_review_behind': ['app'],
  'app.last_reference': ['app'],
  'app.caller_is_excluded': ['app'],
  'app.tells_of_closed_review': ['app'],
  'app.caller_openings': ['app'],
  'app.caller_names': ['app'],
  'app.is_open_to': ['app'],
  'app.write_who_opens': [],
  'app.shut_as_its_review': [],
  'app.access_decides_who_has': [],
  'app.exclusion_closes_review': [],
  'app.agenda_keeps_what_is_closed': [],
} as const;
