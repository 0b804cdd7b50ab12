import type { PersonCaller } from '#platform/caller.ts';
import type { Holder, Role } from '#platform/codes.ts';

type Seat = Pick<PersonCaller, 'unitId' | 'agencyId' | 'personId'>;

/** As `case_review.held` names an agency, and a person in it. */
const scopeOf = ({ unitId, agencyId }: Seat) => `${unitId ?? ''}/${agencyId}`;
const seatOf = (caller: Seat) => `${scopeOf(caller)}/${caller.personId}`;

/** Who has the review, by the entries of `case_review.held`. */
export function holderOf(held: readonly string[], caller: Seat): Holder {
  if (held.includes(seatOf(caller))) return 'me';
  return held.includes(scopeOf(caller)) ? 'colleague' : 'nobody';
}

/** The entries once this caller has the review too. */
export const heldBy = (caller: Seat, before: readonly string[]): string[] => [
  ...new Set([...before, scopeOf(caller), seatOf(caller)]),
];

/**
 * Whether the rule of need-to-know is for somebody with these roles: liaisons and approvers. The chair leads every case;
 * the others read no findings (forvaltningsloven § 32).
 */
const mustKnow = (roles: readonly Role[]): boolean =>
  !roles.includes('chair') && (roles.includes('liaison') || roles.includes('approver'));

/** Whether a caller reads a review that this holder has; `opened`: the caller has opened it with a reason. */
export const isOpenTo = (roles: readonly Role[], holder: Holder, opened: boolean): boolean =>
  holder !== 'colleague' || opened || !mustKnow(roles);

/** Hours that an opening lasts. */
export const openingHours = 8;
/** The least that says why, in characters. */
export const leastReason = 15;
