import { record } from '#audit/record.ts';
import { holdMeeting } from '#meetings/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { Refusal } from '#platform/errors.ts';
import { buildRevision } from './build-revision.ts';
import type { proposeAgenda } from './contract.ts';
import { agendaRules } from './rules.ts';
import { agendaView, idsIn } from './view.ts';

export const proposeOneAgenda: Deed<typeof proposeAgenda> = async (tx, caller, { params }, floor) => {
  const meeting = await holdMeeting(tx, params.meetingId);
  if (meeting.state !== 'planned' && meeting.state !== 'settled') {
    throw new Refusal(agendaRules.notPlanned, { members: { state: meeting.state } });
  }
  const { revision } = await buildRevision(tx, meeting, floor.today);
  const view = await agendaView(tx, caller, floor, meeting, revision, revision);
  record(tx, { verb: 'alter', deed: 'proposeAgenda', ids: idsIn(view) });
  return view;
};
