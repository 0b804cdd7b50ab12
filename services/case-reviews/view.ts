import type { z } from 'zod';
import { maskedNumbers } from '#citizens/questions.ts';
import { holderOf, openAmong } from '#need-to-know/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { knowsPerson } from './case-review.ts';
import type { caseReview } from './contract.ts';
import { nameColumn, type ReviewRow } from './store.ts';

type CaseReview = z.input<typeof caseReview>;

/** What the rules of transitions look at. */
export const standingOf = (row: ReviewRow) => ({
  state: row.state,
  expiresOn: row.expires_on,
  nominatingAgencyId: row.nominating_agency_id,
});

/**
 * A review as this caller sees it; the name and the masked number only where the caller is to know the person. `open`: no
 * colleague has it, or the caller has opened it.
 */
export function shapeOf(
  row: ReviewRow,
  caller: PersonCaller,
  vault: Vault,
  { cprMasked, open }: { cprMasked: string | null; open: boolean },
): CaseReview {
  const known = open && knowsPerson(caller, row.agencies);
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    outcome: row.outcome,
    purpose: row.purpose,
    name: known ? vault.open(row.name_ct, nameColumn, row.id) : null,
    cprMasked: known ? cprMasked : null,
    municipalityCode: row.municipality_code,
    nominatingAgencyId: row.nominating_agency_id,
    agencies: row.agencies,
    heldBy: holderOf(row.held, caller),
    nominatedOn: row.nominated_on,
    expiresOn: row.expires_on,
    admittedOn: row.admitted_on,
    reviewedOn: row.reviewed_on,
    version: row.version,
  };
}

/** The reviews as this caller sees them, with one statement for all masked numbers, and one for what the caller has opened. */
export async function viewsOf(
  tx: Transaction,
  caller: PersonCaller,
  vault: Vault,
  rows: readonly ReviewRow[],
): Promise<CaseReview[]> {
  const open = await openAmong(tx, caller, rows);
  const known = rows.filter((row) => open.has(row.id) && knowsPerson(caller, row.agencies));
  const numbers = await maskedNumbers(
    tx,
    vault,
    known.map((row) => row.citizen_id),
  );
  return rows.map((row) =>
    shapeOf(row, caller, vault, { cprMasked: numbers.get(row.citizen_id) ?? null, open: open.has(row.id) }),
  );
}

/** One review as this caller sees it. */
export async function viewOf(
  tx: Transaction,
  caller: PersonCaller,
  vault: Vault,
  row: ReviewRow,
): Promise<CaseReview> {
  const [view] = await viewsOf(tx, caller, vault, [row]);
  if (!view) throw new Error('a review has no view');
  return view;
}
