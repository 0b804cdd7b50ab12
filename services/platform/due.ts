import { addDays } from './danish-time.ts';

/** How near a day is by which something is wished for or to be answered. */
export const dueStates = ['later', 'soon', 'past'] as const;
export type DueState = (typeof dueStates)[number];

/** The warning period: a deadline this many days ahead, or fewer, is near. */
const warningDays = 3;

/** How near the day (YYYY-MM-DD) is. The day itself is not past. */
export function dueStateOf(dueOn: string, today: string): DueState {
  if (dueOn < today) return 'past';
  return dueOn <= addDays(today, warningDays) ? 'soon' : 'later';
}
