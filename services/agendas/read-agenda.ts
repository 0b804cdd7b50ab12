import { record } from '#audit/record.ts';
import { getMeeting } from '#meetings/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { Refusal } from '#platform/errors.ts';
import type { getAgenda } from './contract.ts';
import { agendaRules } from './rules.ts';
import { revisionsOf } from './store.ts';
import { agendaView, idsIn } from './view.ts';

export const readAgenda: Deed<typeof getAgenda> = async (tx, caller, { params, query }, floor) => {
  const meeting = await getMeeting(tx, params.meetingId);
  const revisions = await revisionsOf(tx, meeting.id);
  const [newest] = revisions;
  const row =
    query.revision === undefined
      ? (revisions.find(({ state }) => state === 'settled') ?? newest)
      : revisions.find(({ revision }) => revision === query.revision);
  if (!row || !newest) throw new Refusal(agendaRules.none);
  const view = await agendaView(tx, caller, floor, meeting, row.revision, newest.revision);
  record(tx, { verb: 'consult', deed: 'getAgenda', ids: idsIn(view) });
  return view;
};
