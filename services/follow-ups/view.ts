import type { z } from 'zod';
import { type Limits, limitsOf, limitsShown, strictestLimits } from '#legal-bases/questions.ts';
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

/** The limits of what it rests on; the strictest for who may not see that, and where nobody has said. */
const inheritedBy = ({ sees_basis, basis_stated, basis }: ActionRow): Limits =>
  sees_basis && basis_stated
    ? limitsOf(
        basis.map(({ purpose, form, data_class, restricted }) => ({
          useRestriction: restricted ? 'not_for_criminal_investigation' : null,
          purpose,
          form,
          dataClass: data_class,
        })),
      )
    : strictestLimits;

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
    basedOn: row.basis.map(({ finding_id }) => finding_id),
    limits: limitsShown(inheritedBy(row)),
    version: row.version,
  };
}
