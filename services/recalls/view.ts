import type { z } from 'zod';
import type { Floor } from '#platform/deed.ts';
import { isOpen, isOverdue, newVersionOf, noticeTexts, recallProvision } from './recall.ts';
import type { recall, recallNotice } from './schema.ts';
import type { NoticeRow, RecallRow } from './store.ts';

export type RecallView = z.input<typeof recall>;
export type NoticeView = z.input<typeof recallNotice>;
export const whyColumn = 'recall_notice.why_ct';

type Given = { references: ReadonlyMap<string, string | null>; floor: Pick<Floor, 'vault' | 'today'> };

const standing = (row: NoticeRow) => ({
  answer: row.answer,
  supersededAt: row.superseded_at,
  dueOn: row.due_on,
});

const answering = (row: NoticeRow, { vault, today }: Given['floor']) => ({
  answer: row.answer,
  why: vault.openOptional(row.why_ct, whyColumn, row.id),
  answeredAt: row.answered_at,
  firstSeenAt: row.first_seen_at,
  dueOn: row.due_on,
  overdue: isOverdue(standing(row), today),
  superseded: row.superseded_at !== null,
  newVersion: newVersionOf(row.kind, { givenAt: row.new_given_at, withdrawnAt: row.withdrawn_at }),
});

/** A recall as its giver sees it, with what each recipient has answered. */
export function recallView(row: RecallRow, notices: readonly NoticeRow[], given: Given): RecallView {
  const told = notices.filter(({ recall_id }) => recall_id === row.id);
  return {
    id: row.id,
    kind: row.kind,
    findingId: row.finding_id,
    reviewId: row.review_id,
    reviewReference: given.references.get(row.review_id) ?? null,
    openedOn: row.opened_on,
    version: row.version,
    recipients: told.map((notice) => ({
      agencyId: notice.to_agency_id,
      heldVersion: notice.held_version,
      ...answering(notice, given.floor),
    })),
    open: told.some((notice) => isOpen(standing(notice))),
    dueOn: row.due_on,
  };
}

/** A notice as its recipient sees it. */
export function noticeView(row: NoticeRow, { references, floor }: Given): NoticeView {
  return {
    id: row.id,
    kind: row.kind,
    findingId: row.finding_id,
    reviewId: row.review_id,
    reviewReference: references.get(row.review_id) ?? null,
    openedOn: row.opened_on,
    fromAgencyId: row.from_agency_id,
    heldVersion: row.held_version,
    heldSince: row.held_since,
    text: noticeTexts[row.kind],
    provision: recallProvision,
    ...answering(row, floor),
    version: row.version,
  };
}
