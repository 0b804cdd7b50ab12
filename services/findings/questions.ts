import type { LimitInput } from '#legal-bases/questions.ts';
import type { Floor } from '#platform/deed.ts';
import type { Transaction } from '#platform/database.ts';
import { limitRows } from './limit-store.ts';
import { noteFirstRead } from './first-read.ts';
import { rowsOfReview } from './store.ts';
import { type FindingView, unread, viewOf } from './view.ts';

export { necessityColumn, sealedPlace, textColumn } from './places.ts';
export { holdOwn } from './own-finding.ts';
export { changingFiles } from './tell-corrected.ts';
export { expiringFindings } from './expiring-store.ts';
export type { FindingView };
/** For rooms that disclose what somebody else has proposed: the deeds themselves, with their rules and their record. */
export { discloseFinding as discloseNow } from './disclose-finding.ts';
export { previewDisclosure as previewNow } from './preview-disclosure.ts';
export { tryForApprover } from './try-release.ts';

/**
 * The findings of a review that this caller may see, oldest first: its agency's own and those disclosed to it. Ask only for
 * those with the permission `findings.read`; others get none. What a recipient has before it for the first time is marked.
 */
export async function findingsOfReview(
  tx: Transaction,
  floor: Pick<Floor, 'vault' | 'today'>,
  reviewId: string,
): Promise<FindingView[]> {
  const rows = await rowsOfReview(tx, reviewId);
  await noteFirstRead(tx, floor.vault, unread(rows));
  return rows.map((row) => viewOf(row, floor));
}

/** A finding that this caller's agency has before it, with what limits its use. */
export type LimitedFinding = LimitInput & { findingId: string; reviewId: string };

/**
 * The findings of these reviews that this caller has before it and that are not withdrawn, each with its limits: as it was
 * disclosed, and as its version was attached. One statement for all.
 */
export async function limitedFindings(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<LimitedFinding[]> {
  return (await limitRows(tx, reviewIds)).map((row) => ({
    findingId: row.id,
    reviewId: row.review_id,
    useRestriction: row.restricted ? 'not_for_criminal_investigation' : null,
    purpose: row.purpose,
    form: row.form,
    dataClass: row.data_class,
  }));
}
