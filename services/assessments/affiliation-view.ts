import type { z } from 'zod';
import type { Vault } from '#platform/vault.ts';
import { hasLapsed, isInForce } from './affiliation.ts';
import type { StatementRow } from './affiliation-store.ts';
import { groundColumn } from './places.ts';
import type { affiliationStatement } from './schema.ts';

export type StatementView = z.input<typeof affiliationStatement>;

/** A statement as the police read it; only the newest one can be in force or have lapsed. */
function statementView(row: StatementRow, newest: boolean, vault: Vault, today: string): StatementView {
  const standing = { value: row.value, reviewDueOn: row.review_due_on };
  return {
    id: row.id,
    reviewId: row.review_id,
    version: row.version,
    value: row.value,
    carriesReview: row.carries_review,
    ground: vault.openOptional(row.ground_ct, groundColumn, row.id),
    statedOn: row.stated_on,
    author: row.author_name === null ? null : { id: row.stated_by, name: row.author_name },
    reviewDueOn: row.review_due_on,
    inForce: newest && isInForce(standing, today),
    lapsed: newest && hasLapsed(standing, today),
    askedOn: row.asked_on,
  };
}

export const statementViews = (rows: readonly StatementRow[], vault: Vault, today: string): StatementView[] =>
  rows.map((row, index) => statementView(row, index === 0, vault, today));
