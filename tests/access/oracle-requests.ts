import { bySystemOfUnit, giver, type Holds, readsFindings, same } from './oracle-facts.ts';

const received: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) && same(row['to_agency_id'], caller.agency);
/** A request is for those who read findings in its two agencies. */
const oneOfTheTwo: Holds = (row, caller, facts) =>
  readsFindings(caller) && (giver(row, caller, facts) || received(row, caller, facts));
const isOpen = (row: Parameters<Holds>[0]) =>
  ['asked', 'accepted', 'accepted_in_part'].includes(String(row['state']));

/** Requests for information, and why one was refused. */
export const requestRules = {
  'app.information_request': {
    key: 'id',
    select: { app: oneOfTheTwo, scheduler: bySystemOfUnit },
    set: { app: 'decided_on = null', scheduler: 'version = 77' },
    update: {
      app: oneOfTheTwo,
      scheduler: (row, caller, facts) => bySystemOfUnit(row, caller, facts) && isOpen(row),
    },
  },
  'app.request_reason': {
    key: 'request_id',
    select: {
      // The refuser always, the asker where it is shown.
      app: (row, caller, facts) => {
        const request = facts.get('app.information_request')?.find(({ id }) => id === row['request_id']);
        if (request === undefined || !readsFindings(caller)) return false;
        return received(request, caller, facts) || (row['shown'] === true && giver(request, caller, facts));
      },
    },
  },
} as const satisfies Record<string, { key: string } & Record<string, unknown>> &
  Record<string, { select: Record<string, Holds>; update?: Record<string, Holds> }>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const requestGrants = {
  'app.information_request': {
    select: { app: '*', scheduler: words('id unit_id state expires_on version') },
    insert: {
      app: words(`id review_id unit_id from_agency_id to_agency_id legal_basis_id purpose data_class question_ct necessity_ct
        declared_not_for_investigation use_restriction asked_on asked_by wished_on expires_on`),
    },
    update: { app: words('state decided_on decided_by version'), scheduler: words('state version') },
  },
  'app.request_reason': { select: { app: '*' }, insert: { app: '*' } },
} as const;

export const requestFunctions = { 'app.request_goes_its_way': [] } as const;
