import { Temporal } from 'temporal-polyfill';
import { type MeetingState, meetingStates } from '#platform/codes.ts';
import { DANISH_ZONE } from '#platform/danish-time.ts';
import { Refusal, rule, type Text } from '#platform/errors.ts';
import type { Permission } from '#platform/permissions.ts';

/** What can be done with a meeting. */
export const meetingDeeds = ['plan', 'change', 'settle', 'open', 'close', 'cancel'] as const;
export type MeetingDeed = (typeof meetingDeeds)[number];

type MeetingTransition = {
  readonly deed: MeetingDeed;
  readonly from: readonly MeetingState[];
  /** The state after it; null where the meeting stays as it is. */
  readonly to: MeetingState | null;
  readonly permission: Permission;
  readonly condition: Text | null;
};

/** The life of a meeting: every transition, from where, to where, who, and on what condition. */
export const meetingTransitions: readonly MeetingTransition[] = [
  {
    deed: 'plan',
    from: ['cancelled'],
    to: 'planned',
    permission: 'meetings.plan',
    condition: { da: 'Der planlægges igen et møde den dag.', en: 'A meeting is planned on that day again.' },
  },
  { deed: 'change', from: ['planned', 'settled'], to: null, permission: 'meetings.plan', condition: null },
  {
    deed: 'settle',
    from: ['planned', 'settled'],
    to: 'settled',
    permission: 'meetings.run',
    condition: { da: 'Der er bygget en dagsorden.', en: 'An agenda has been built.' },
  },
  {
    deed: 'open',
    from: ['settled'],
    to: 'open',
    permission: 'meetings.run',
    condition: { da: 'Tidligst på mødets dag.', en: 'On the day of the meeting at the earliest.' },
  },
  {
    deed: 'close',
    from: ['open'],
    to: 'closed',
    permission: 'meetings.run',
    condition: { da: 'Hvert punkt har et udfald.', en: 'Every item has an outcome.' },
  },
  {
    deed: 'cancel',
    from: ['planned', 'settled'],
    to: 'cancelled',
    permission: 'meetings.plan',
    condition: null,
  },
];

export const meetingStateNames: Readonly<Record<MeetingState, Text>> = {
  planned: { da: 'Planlagt', en: 'Planned' },
  settled: { da: 'Dagsorden fastlagt', en: 'Agenda settled' },
  open: { da: 'I gang', en: 'Open' },
  closed: { da: 'Lukket', en: 'Closed' },
  cancelled: { da: 'Aflyst', en: 'Cancelled' },
};

/** The states and transitions as they are published. */
export const meetingLife = {
  states: meetingStates.map((state) => ({
    state,
    ...meetingStateNames[state],
    final: !meetingTransitions.some(({ from }) => from.includes(state)),
  })),
  transitions: meetingTransitions.map(({ from, ...transition }) => ({ ...transition, from: [...from] })),
};

export const meetingRules = {
  state: rule('meeting.state', 409, {
    da: 'Mødet er et andet sted i sit forløb, så det kan ikke lade sig gøre nu.',
    en: 'The meeting is at another point of its life, so this cannot be done now.',
  }),
  notSettled: rule('meeting.agenda-not-settled', 409, {
    da: 'Mødet kan ikke åbnes, før dagsordenen er fastlagt.',
    en: 'The meeting cannot be opened before its agenda is settled.',
  }),
  early: rule('meeting.before-its-day', 409, {
    da: 'Mødet kan tidligst åbnes på sin dag. Flyt det, hvis det holdes før.',
    en: 'The meeting can be opened on its day at the earliest. Move it if it is held before.',
  }),
  undecided: rule('meeting.items-undecided', 409, {
    da: 'Mødet kan ikke lukkes, før hvert punkt har et udfald.',
    en: 'The meeting cannot be closed before every item has an outcome.',
  }),
  past: rule('meeting.in-the-past', 422, {
    da: 'Datoen ligger i fortiden.',
    en: 'The date is in the past.',
  }),
  dayTaken: rule('meeting.day-taken', 409, {
    da: 'Enheden har allerede et møde den dag.',
    en: 'The unit has a meeting on that day already.',
  }),
};

/** What can be done with a meeting in a state. */
export const allowedNext = (state: MeetingState): MeetingDeed[] =>
  meetingTransitions.filter(({ from }) => from.includes(state)).map(({ deed }) => deed);

/** The state after the deed. Refuses `meeting.state`, saying where the meeting is and what is allowed there. */
export function stateAfter(deed: MeetingDeed, state: MeetingState): MeetingState {
  const transition = meetingTransitions.find((one) => one.deed === deed);
  if (!transition?.from.includes(state)) {
    throw new Refusal(meetingRules.state, { members: { state, allowedNext: allowedNext(state) } });
  }
  return transition.to ?? state;
}

/** Refuses `meeting.in-the-past` for a date before today. */
export function mustNotBePast(date: string, today: string): void {
  if (date < today) throw new Refusal(meetingRules.past, { members: { today } });
}

/** What a Danish clock shows at an instant, HH:MM. */
export const wallTimeOf = (startsAt: string): string =>
  Temporal.Instant.from(startsAt)
    .toZonedDateTimeISO(DANISH_ZONE)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
