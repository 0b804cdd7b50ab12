import type { z } from 'zod';
import type { PersonCaller } from '#platform/caller.ts';
import { dueStateOf } from '#platform/due.ts';
import type { Floor } from '#platform/deed.ts';
import type { informationRequest } from './contract.ts';
import { dutyOf } from './duty.ts';
import { allowedNext, isOpen, stateOn } from './information-request.ts';
import { necessityColumn, questionColumn, reasonColumn } from './places.ts';
import type { RequestRow } from './store.ts';

export type RequestView = z.input<typeof informationRequest>;

/** On which side of the request the caller's agency is. */
export const sideOf = (row: Pick<RequestRow, 'to_agency_id'>, caller: Pick<PersonCaller, 'agencyId'>) =>
  row.to_agency_id === caller.agencyId ? ('asked' as const) : ('asker' as const);

export const standingOf = ({ state, expires_on: expiresOn }: RequestRow) => ({ state, expiresOn });

/** A request as one of its two agencies sees it. */
export function viewOf(row: RequestRow, caller: PersonCaller, { vault, today }: Floor): RequestView {
  const state = stateOn(standingOf(row), today);
  const side = sideOf(row, caller);
  const { code, basis_version: version, citation, creates_duty: createsDuty } = row;
  return {
    id: row.id,
    reviewId: row.review_id,
    reviewReference: row.reference,
    direction: side === 'asked' ? 'received' : 'sent',
    fromAgencyId: row.from_agency_id,
    toAgencyId: row.to_agency_id,
    state,
    question: vault.open(row.question_ct, questionColumn, row.id),
    necessity: vault.open(row.necessity_ct, necessityColumn, row.id),
    dataClass: row.data_class,
    purpose: row.purpose,
    legalBasis: { code, version, citation },
    useRestriction: row.use_restriction,
    duty: dutyOf({ code, citation, createsDuty }),
    askedOn: row.asked_on,
    wishedOn: row.wished_on,
    expiresOn: row.expires_on,
    decidedOn: row.decided_on,
    due: isOpen(state) ? dueStateOf(row.wished_on, today) : null,
    reason: vault.openOptional(row.reason_ct, reasonColumn, row.id),
    reasonShown: row.shown,
    findingIds: row.answers.map(({ finding_id }) => finding_id),
    allowedNext: allowedNext(state, side),
    version: row.version,
  };
}
