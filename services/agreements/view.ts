import { Temporal } from 'temporal-polyfill';
import type { TakingPart } from '#units/questions.ts';
import { warnedDaysBefore } from './contract.ts';
import type { AgreementRow } from './store.ts';

/** A version as the API shows it. */
export function agreementOf(row: AgreementRow, personId: string) {
  return {
    id: row.id,
    agencyId: row.agency_id,
    version: row.version,
    scope: row.scope,
    signedOn: row.signed_on,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    state: row.state,
    origin: row.origin,
    draftedBy: row.drafter_name,
    draftedByYou: row.drafted_by === personId,
    confirmedBy: row.confirmer_name,
    confirmedAt: row.confirmed_at,
    notices: row.notices,
  };
}

/** Whether an agency shares today, and whether it is time to say that it soon will not. */
export function standingOf({ id, sharing, sharesUntil, agreementId }: TakingPart, today: string) {
  const daysLeft =
    sharing === 'in_force' && sharesUntil !== null
      ? Temporal.PlainDate.from(today).until(sharesUntil, { largestUnit: 'day' }).days
      : null;
  const endsSoon = daysLeft !== null && daysLeft <= warnedDaysBefore;
  return { agencyId: id, sharing, sharesUntil, daysLeft, endsSoon, agreementId };
}
