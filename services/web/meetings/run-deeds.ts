import { recordOutcome } from '#agendas/contract.ts';
import { assignFollowUpAtMeeting } from '#follow-ups/contract.ts';
import { form } from '../page.ts';
import { outcomeName } from './outcomes.ts';
import { runPage } from './run-page.ts';

/** The next undecided case comes by itself. */
export const outcomeOfItem = form({
  path: '/meetings/:meetingId/run/items/:itemId/outcome',
  of: runPage,
  needs: recordOutcome,
  does: async (view, { params: { meetingId, itemId = '' }, form: sheet }) => {
    const { outcome } = await view.ask(recordOutcome, {
      params: { itemId },
      version: sheet.version(),
      body: { outcome: sheet.text('outcome') },
    });
    const position = /^\d{1,3}$/.exec(sheet.text('position'))?.[0] ?? '';
    const notice = view.t(
      `Punkt ${position}: ${outcomeName(view, outcome)}.`,
      `Item ${position}: ${outcomeName(view, outcome)}.`,
    );
    return { to: `/meetings/${meetingId}/run?after=${itemId}`, notice };
  },
});

export const followUpOfItem = form({
  path: '/meetings/:meetingId/run/items/:itemId/follow-ups',
  of: runPage,
  needs: assignFollowUpAtMeeting,
  does: async (view, { params: { meetingId, itemId = '' }, form: sheet }) => {
    const [agencyId, type] = sheet.text('task').split(':');
    const { typeName } = await view.ask(assignFollowUpAtMeeting, {
      params: { itemId },
      key: sheet.key(),
      body: { agencyId, type, dueOn: sheet.text('dueOn') },
    });
    const notice = view.t(`Sat i gang: ${typeName.da}.`, `Set: ${typeName.en}.`);
    return { to: `/meetings/${meetingId}/run?item=${itemId}`, notice };
  },
});
