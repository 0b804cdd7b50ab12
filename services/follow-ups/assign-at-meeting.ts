import { getAgendaItem } from '#agendas/questions.ts';
import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { assignAction } from './assign-action.ts';
import type { assignFollowUpAtMeeting } from './contract.ts';

export const assignAtMeeting: Deed<typeof assignFollowUpAtMeeting> = async (tx, caller, input, floor) => {
  const item = await getAgendaItem(tx, input.params.itemId);
  const assignment = { ...input.body, reviewId: item.reviewId, agendaItemId: item.id };
  const action = await assignAction(tx, caller, floor, assignment);
  record(tx, {
    verb: 'alter',
    deed: 'assignFollowUpAtMeeting',
    reviewId: action.reviewId,
    recipient: action.agencyId,
    ids: { followUps: [action.id], agendaItems: [item.id] },
  });
  return action;
};
