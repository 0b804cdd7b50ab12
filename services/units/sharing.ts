import type { Sharing } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';

/** A signed version of an agency's participation agreement; both days count (YYYY-MM-DD). */
export type SignedAgreement = {
  readonly id: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo: string;
};

/** Whether an agency may share on a day, and until when it will without another signature. */
export type SharingOn = {
  readonly sharing: Sharing;
  /** The last day in force, renewals that are signed already counted in; when it has lapsed, the day it ended; null when there is none. */
  readonly sharesUntil: string | null;
  /** The agreement that holds, or held last. */
  readonly agreementId: string | null;
};

/** The agreement that decides on the day: the one that has begun last, the newest version where two begin together. */
function decidingOn(agreements: readonly SignedAgreement[], day: string): SignedAgreement | undefined {
  return agreements
    .filter(({ validFrom }) => validFrom <= day)
    .toSorted((a, b) =>
      a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1,
    )[0];
}

/** The same rule as app.agency_shares() in the database, for any day, and how long it goes on. */
export function sharingOn(agreements: readonly SignedAgreement[], day: string): SharingOn {
  let holds = decidingOn(agreements, day);
  if (holds === undefined) return { sharing: 'missing', sharesUntil: null, agreementId: null };
  const { id: agreementId, validTo } = holds;
  if (validTo < day) return { sharing: 'lapsed', sharesUntil: validTo, agreementId };
  const beginnings = agreements.map(({ validFrom }) => validFrom).filter((begins) => begins > day);
  for (const begins of beginnings.toSorted()) {
    // A day between them: what comes after the gap does not go on from what holds.
    if (addDays(begins, -1) > holds.validTo) break;
    const next: SignedAgreement | undefined = decidingOn(agreements, begins);
    // It replaces the one before it, also where it is over on its first day or ends sooner.
    if (next !== undefined) holds = next;
  }
  return { sharing: 'in_force', sharesUntil: holds.validTo, agreementId };
}
