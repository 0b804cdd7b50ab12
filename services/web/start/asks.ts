import { getAgenda } from '#agendas/contract.ts';
import { readQueue } from '#case-reviews/contract.ts';
import { listMeetings } from '#meetings/contract.ts';
import { Refusal } from '#platform/errors.ts';
import { addDays } from '#platform/danish-time.ts';
import { nextOf } from '../meetings/list-page.ts';
import { askRecalls } from '../recalls/start-section.ts';
import type { Agenda, Meeting } from '../meetings/words.ts';
import type { View } from '../view.ts';

/** What sections of several roles show; each is asked for once, and only when a section needs it. */
export type Asks = {
  queue(): Promise<Awaited<ReturnType<typeof askQueue>>>;
  recalls(): Promise<Awaited<ReturnType<typeof askRecalls>>>;
  /** The meeting that is open, else the next one; undefined when none is planned. */
  meeting(): Promise<Meeting | undefined>;
  /** Its agenda; undefined while none is built. */
  agenda(): Promise<Agenda | undefined>;
};

export function asksOf(view: View): Asks {
  const queue = once(() => askQueue(view));
  const meeting = once(() => askMeeting(view));
  const agenda = once(async () => askAgenda(view, await meeting()));
  const recalls = once(() => askRecalls(view));
  return { queue, recalls, meeting, agenda };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

const askQueue = (view: View) => view.ask(readQueue);

/** Meetings stay open past midnight only by mistake; a week back finds those too. */
const openSinceDays = 7;

async function askMeeting(view: View): Promise<Meeting | undefined> {
  const query = { from: addDays(view.today, -openSinceDays), limit: 20 };
  return nextOf(view.today, (await view.ask(listMeetings, { query })).items);
}

async function askAgenda(view: View, meeting: Meeting | undefined): Promise<Agenda | undefined> {
  if (!meeting) return undefined;
  try {
    return await view.ask(getAgenda, { params: { meetingId: meeting.id } });
  } catch (error) {
    if (error instanceof Refusal && error.rule.id === 'agenda.none') return undefined;
    throw error;
  }
}
