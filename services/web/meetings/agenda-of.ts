import { getAgenda } from '#agendas/contract.ts';
import { Refusal } from '#platform/errors.ts';
import type { View } from '../view.ts';
import type { Agenda } from './words.ts';

/** The agenda as it stands, or the revision asked for; null while none has been built. */
export async function agendaOf(view: View, meetingId: string, revision?: string): Promise<Agenda | null> {
  const query = revision === undefined ? {} : { revision };
  try {
    return await view.ask(getAgenda, { params: { meetingId }, query });
  } catch (error) {
    if (error instanceof Refusal && error.rule.id === 'agenda.none') return null;
    throw error;
  }
}
