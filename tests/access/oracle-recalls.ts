import { byOwner, giver, type Holds, readsFindings, same } from './oracle-facts.ts';

const received: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) && same(row['to_agency_id'], caller.agency);
const amongReaders =
  (holds: Holds): Holds =>
  (row, caller, facts) =>
    readsFindings(caller) && holds(row, caller, facts);
const ofRecall =
  (holds: Holds): Holds =>
  (row, caller, facts) =>
    facts.get('app.recall')?.some((one) => one['id'] === row['recall_id'] && holds(one, caller, facts)) ??
    false;

/** What follow-up rests on, and recalls: the giver's, and each notice also its recipient's. */
export const recallRules = {
  'app.follow_up_basis': {
    key: "action_id || '/' || finding_id",
    select: {
      app: amongReaders((row, caller, facts) => byOwner(row, caller, facts) || giver(row, caller, facts)),
    },
  },
  'app.recall': { key: 'id', select: { app: amongReaders(byOwner) } },
  'app.recall_notice': {
    key: 'id',
    select: {
      app: amongReaders((row, caller, facts) => received(row, caller, facts) || giver(row, caller, facts)),
    },
    set: { app: 'version = 77' },
    update: {
      app: amongReaders(
        (row, caller, facts) =>
          received(row, caller, facts) && row['superseded_at'] === null && row['answer'] !== 'acknowledged',
      ),
    },
  },
  'app.recall_reach': { key: 'id', select: { app: amongReaders(ofRecall(byOwner)) } },
} as const satisfies Record<string, { key: string; select: Record<string, Holds> } & Record<string, unknown>>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const recallGrants = {
  'app.follow_up_basis': { select: { app: '*' } },
  'app.recall': {
    select: { app: '*' },
    insert: {
      app: words('id unit_id review_id finding_id version agency_id kind reached opened_by opened_on due_on'),
    },
  },
  'app.recall_notice': {
    select: { app: '*' },
    update: { app: words('first_seen_at answer why_ct answered_by answered_at version') },
  },
  'app.recall_reach': { select: { app: '*' } },
} as const;

export const recallFunctions = {
  'app.rest_follow_up_on': ['app'],
  'app.agencies_overdue_with_recalls': ['app'],
  'app.recall_reaches': [],
  'app.new_version_reaches': [],
  'app.tell_of_recall': [],
} as const;
