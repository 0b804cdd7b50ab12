import { byOwner, type Holds, same } from './oracle-facts.ts';

const has = (roles: readonly string[], ...some: string[]) => some.some((role) => roles.includes(role));

/** The agency whose register it is, its auditor included. */
const keeper: Holds = (row, caller, facts) =>
  byOwner(row, caller, facts) && has(caller.roles, 'liaison', 'approver', 'auditor');
/** Who was given something reads its receipt, until it is revoked. */
const receiver: Holds = (row, caller, facts) =>
  same(row['unit_id'], caller.unit) &&
  same(row['to_agency_id'], caller.agency) &&
  has(caller.roles, 'liaison', 'approver') &&
  facts
    .get('app.disclosure')
    ?.some(({ id, revoked_at }) => id === row['disclosure_id'] && revoked_at === null) === true;

/** Registers of receipts. */
export const receiptRowRules = {
  'app.receipt_register': { key: "unit_id || '/' || agency_id", select: { app: keeper } },
  'app.receipt_entry': {
    key: "unit_id || '/' || agency_id || '/' || number",
    select: { app: (row, caller, facts) => keeper(row, caller, facts) || receiver(row, caller, facts) },
  },
} as const satisfies Record<string, { key: string; select: Record<string, Holds> }>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const receiptGrants = {
  'app.receipt_register': { select: { app: '*' } },
  'app.receipt_entry': {
    select: { app: '*' },
    insert: {
      app: words(
        `unit_id agency_id number kind disclosure_id review_id to_agency_id canon previous_hash key_id signature`,
      ),
    },
  },
} as const;

export const receiptFunctions = {
  'app.hold_receipt_register': ['app'],
  'app.hold_registers_of_opened': ['app'],
  'app.receipts_stay': [],
  'app.receipt_follows': [],
  'app.no_hand_over_without_receipt': [],
} as const;
