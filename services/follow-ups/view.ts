import type { z } from 'zod';
import type { Vault } from '#platform/vault.ts';
import type { followUp } from './contract.ts';
import { followUpTypes } from './follow-up-types.ts';
import type { ActionRow } from './store.ts';

/** A follow-up as its reader may see it. */
export type FollowUpView = z.output<typeof followUp>;
export const noteColumn = 'follow_up_detail.note_ct';

function detailOf(row: ActionRow, vault: Vault): FollowUpView['detail'] {
  const detail = {
    claimedDkk: row.claimed_dkk,
    decidedDkk: row.decided_dkk,
    collectedDkk: row.collected_dkk,
    stoppedPerMonthDkk: row.stopped_per_month_dkk,
    note: vault.openOptional(row.note_ct, noteColumn, row.id),
    journalRef: row.journal_ref,
  };
  return Object.values(detail).every((value) => value === null) ? null : detail;
}

export function viewOf(row: ActionRow, vault: Vault): FollowUpView {
  const type = followUpTypes.find(({ code }) => code === row.type);
  return {
    id: row.id,
    reviewId: row.review_id,
    agencyId: row.agency_id,
    type: row.type,
    typeName: { da: type?.nameDa ?? row.type, en: type?.nameEn ?? row.type },
    status: row.status,
    startedOn: row.started_on,
    dueOn: row.due_on,
    closedOn: row.closed_on,
    openReason: row.open_reason,
    agendaItemId: row.agenda_item_id,
    source: row.source,
    detail: detailOf(row, vault),
    version: row.version,
  };
}
