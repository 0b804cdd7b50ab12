import type { PersonCaller } from '#platform/caller.ts';
import type { Floor } from '#platform/deed.ts';
import type { EmergencyState } from '#platform/codes.ts';
import type { AccessRow } from './store.ts';

/** Where the reason is sealed: what opens a review has one place for it, under the same id. */
export const reasonColumn = 'review_access.reason_ct';

/** The state as it is now: a request that nobody answered in time holds no longer. */
export const stateOf = ({ state, answer_by }: AccessRow, now: string): EmergencyState =>
  state === 'asked' && answer_by <= now ? 'lapsed' : state;

/** Whether the caller could be the second person: an approver of the agency or the chair, and not who asked. */
const isSecondPerson = (row: AccessRow, { personId, roles, agencyId }: PersonCaller): boolean =>
  row.person_id !== personId &&
  (roles.includes('chair') || (roles.includes('approver') && row.agency_id === agencyId));

/** An emergency access for this caller. `uses`: how often it was used, where the caller may know. */
export function accessOf(
  row: AccessRow,
  caller: PersonCaller,
  { vault, now }: Floor,
  uses: number | null = null,
) {
  const byYou = row.person_id === caller.personId;
  const second = isSecondPerson(row, caller);
  const state = stateOf(row, now);
  return {
    id: row.id,
    reviewId: row.review_id,
    reference: row.reference,
    agencyId: row.agency_id,
    askedBy: { id: row.person_id, name: row.asker_name },
    askedByYou: byYou,
    reason: byYou || second ? vault.open(row.reason_ct, reasonColumn, row.id) : null,
    askedAt: row.asked_at,
    answerBy: row.answer_by,
    state,
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider_name },
    decidedAt: row.decided_at,
    until: row.until,
    endedAt: row.ended_at,
    open: state === 'confirmed' && row.until !== null && row.until > now,
    youCanDecide: second && state === 'asked',
    uses,
  };
}
