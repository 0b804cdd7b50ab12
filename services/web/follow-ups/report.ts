import { getFollowUp, updateFollowUp } from '#follow-ups/contract.ts';
import type { Sheet } from '../forms.ts';
import { form } from '../page.ts';
import type { View } from '../view.ts';
import { followUpPage } from './follow-up.ts';
import { amountsOf, type FollowUp } from './words.ts';

export const reportOnFollowUp = form({
  path: '/follow-ups/:actionId',
  of: followUpPage,
  needs: updateFollowUp,
  does: async (view, { params, form: sheet }) => {
    const actionId = params['actionId'];
    const stored = await view.ask(getFollowUp, { params: { actionId } });
    const body = changesIn(view, stored, sheet);
    const to = `/follow-ups/${stored.id}`;
    if (Object.keys(body).length === 0 && sheet.version() === stored.version)
      return { to, notice: view.t('Der var intet at ændre.', 'There was nothing to change.') };
    await view.ask(updateFollowUp, { params: { actionId }, version: sheet.version(), body });
    return { to, notice: view.t('Status er gemt.', 'The status is saved.') };
  },
});

/** What was changed on the form, and nothing else: what a register brought is judged only where it is touched. */
function changesIn(view: View, stored: FollowUp, sheet: Sheet): Record<string, unknown> {
  const status = sheet.text('status');
  const open = status === 'in_progress';
  const orNull = (name: string) => sheet.optional(name) ?? null;
  const wanted: Record<string, unknown> = {
    status,
    // A due date can be moved, and not taken away.
    dueOn: stored.dueOn === null ? orNull('dueOn') : sheet.text('dueOn'),
    ...(open ? { openReason: orNull('openReason') } : { closedOn: orNull('closedOn') }),
    journalRef: orNull('journalRef'),
    note: orNull('note'),
  };
  for (const { name } of amountsOf(view, stored.type)) wanted[name] = sheet.number(name) ?? null;
  const standing: Record<string, unknown> = { ...stored, ...stored.detail };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== (standing[name] ?? null)),
  );
}
