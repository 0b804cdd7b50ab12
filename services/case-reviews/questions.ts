import { maskSealed } from '#citizens/questions.ts';
import { mustBeOpen, openAmong } from '#need-to-know/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { ReviewOutcome, ReviewState } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import type { Vault } from '#platform/vault.ts';
import { knowsPerson } from './case-review.ts';
import {
  candidateRows,
  findReview,
  nameColumn,
  personRows,
  referencesOfReviews,
  reviewsOfCitizenRows,
  type ReviewRow,
} from './store.ts';

export { concludeReview } from './conclude-review.ts';
export { answeringOf, dueOfAnswer, readinessOf } from './readiness.ts';
export { reopenReview } from './reopen-review.ts';
export { withdrawReview } from './withdraw-review.ts';

/** What other rooms may know of a review; nothing of the person but the id. */
export type ReviewFacts = {
  id: string;
  unitId: string;
  state: ReviewState;
  reference: string | null;
  citizenId: string;
  /** The agencies that are part of it: the one that nominated, and those that were asked. */
  agencies: string[];
  /** Who has it in each agency, as the room need-to-know reads it. */
  held: string[];
  nominatingAgencyId: string;
  nominatedOn: string;
  admittedOn: string | null;
  reviewedOn: string | null;
  outcome: ReviewOutcome | null;
  version: number;
};

/** The review, or the refusal `not-found` when it is not there or hidden from the caller. */
export async function getReview(tx: Transaction, reviewId: string): Promise<ReviewFacts> {
  return factsOf(orNotFound(await findReview(tx, reviewId)));
}

/** As getReview; refuses `review.need-to-know` when a colleague of the caller has the case and the caller has not opened it. */
export async function mustKnow(
  tx: Transaction,
  caller: PersonCaller,
  reviewId: string,
): Promise<ReviewFacts> {
  const review = await getReview(tx, reviewId);
  await mustBeOpen(tx, caller, review);
  return review;
}

function factsOf(row: ReviewRow): ReviewFacts {
  return {
    id: row.id,
    unitId: row.unit_id,
    state: row.state,
    reference: row.reference,
    citizenId: row.citizen_id,
    agencies: row.agencies,
    held: row.held,
    nominatingAgencyId: row.nominating_agency_id,
    nominatedOn: row.nominated_on,
    admittedOn: row.admitted_on,
    reviewedOn: row.reviewed_on,
    outcome: row.outcome,
    version: row.version,
  };
}

/** The references of these reviews, as far as the caller may see them. */
export function referencesOf(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<{ id: string; reference: string | null }[]> {
  return referencesOfReviews(tx, reviewIds);
}

/** The reviews of a citizen in the unit that the caller may see, newest first. */
export async function reviewsOfCitizen(tx: Transaction, unitId: string, citizenId: string) {
  const rows = await reviewsOfCitizenRows(tx, unitId, citizenId);
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    reference: row.reference,
    state: row.state,
    nominatedOn: row.nominated_on,
    reviewedOn: row.reviewed_on,
    outcome: row.outcome,
  }));
}

/** Name and masked number by review, for those reviews whose person this caller is to know; one statement for all. */
export async function peopleOf(
  tx: Transaction,
  caller: PersonCaller,
  vault: Vault,
  reviewIds: readonly string[],
): Promise<Map<string, { name: string; cprMasked: string | null }>> {
  const rows = await personRows(tx, reviewIds);
  const open = await openAmong(tx, caller, rows);
  return new Map(
    rows
      .filter(({ id, agencies }) => open.has(id) && knowsPerson(caller, agencies))
      .map(({ id, name_ct, number_id, cpr_ct }) => [
        id,
        {
          name: vault.open(name_ct, nameColumn, id),
          cprMasked: number_id && cpr_ct ? maskSealed(vault, number_id, cpr_ct) : null,
        },
      ]),
  );
}

/** The unit's open reviews, for an agenda: states and dates only, so that the scheduler may ask too. */
export async function agendaCandidates(tx: Transaction, unitId: string) {
  const rows = await candidateRows(tx, unitId);
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    nominatedOn: row.nominated_on,
    admittedOn: row.admitted_on,
    expiresOn: row.expires_on,
    version: row.version,
  }));
}
