import { describe, expect, test } from 'vitest';
import {
  meetingLife,
  allowedNext,
  type MeetingDeed,
  meetingTransitions,
  stateAfter,
  wallTimeOf,
} from '#meetings/meeting.ts';
import { planMeetings } from '#meetings/series.ts';
import { type MeetingState, meetingStates } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';

// Written out by hand, so that a change of the table has to be meant.
const expected: Record<MeetingState, [MeetingDeed, MeetingState][]> = {
  planned: [
    ['change', 'planned'],
    ['settle', 'settled'],
    ['cancel', 'cancelled'],
  ],
  settled: [
    ['change', 'settled'],
    ['settle', 'settled'],
    ['open', 'open'],
    ['cancel', 'cancelled'],
  ],
  open: [['close', 'closed']],
  closed: [],
  cancelled: [['plan', 'planned']],
};

describe('the life of a meeting', () => {
  test.each(meetingStates)('%s allows what it should, and nothing else', (state) => {
    expect(allowedNext(state)).toEqual(expected[state].map(([deed]) => deed));
    for (const { deed } of meetingTransitions) {
      const to = expected[state].find(([allowed]) => allowed === deed)?.[1];
      if (to !== undefined) expect(stateAfter(deed, state)).toBe(to);
      else expect(() => stateAfter(deed, state)).toThrow(Refusal);
    }
  });

  test('a refusal says where the meeting is and what is allowed there', () => {
    let details: unknown;
    try {
      stateAfter('close', 'settled');
    } catch (error) {
      if (error instanceof Refusal) details = { rule: error.rule.id, ...error.details.members };
    }
    expect(details).toEqual({
      rule: 'meeting.state',
      state: 'settled',
      allowedNext: ['change', 'settle', 'open', 'cancel'],
    });
  });
});

test('the published life is the table: only closed is final', () => {
  expect(meetingLife.states.filter(({ final }) => final).map(({ state }) => state)).toEqual(['closed']);
  expect(meetingLife.transitions.map(({ deed }) => deed)).toEqual(meetingTransitions.map(({ deed }) => deed));
});

describe('the time of a meeting', () => {
  test.each([
    ['2026-01-08T08:00:00.000Z', '09:00'],
    ['2026-07-09T07:00:00.000Z', '09:00'],
    ['2026-03-28T23:30:00.000Z', '00:30'],
  ])('%s is %s on a Danish clock', (startsAt, time) => {
    expect(wallTimeOf(startsAt)).toBe(time);
  });

  const rule = {
    frequency: 'weekly',
    weekday: 4,
    at: '09:00',
    startsOn: '2026-03-01',
    exceptions: [],
  } as const;
  const series = (endedOn: string | null) => ({ rule: { ...rule, exceptions: [] }, endedOn });

  test('keeps nine o’clock across the change of the clock, and moves off Maundy Thursday', () => {
    expect(planMeetings(series(null), '2026-03-19', '2026-04-10')).toEqual([
      { date: '2026-03-19', startsAt: '2026-03-19T08:00:00Z' },
      { date: '2026-03-26', startsAt: '2026-03-26T08:00:00Z' },
      expect.objectContaining({
        date: '2026-04-07',
        startsAt: '2026-04-07T07:00:00Z',
        movedFrom: '2026-04-02',
        why: expect.objectContaining({ da: expect.stringContaining('lukkedag') }),
      }),
      { date: '2026-04-09', startsAt: '2026-04-09T07:00:00Z' },
    ]);
  });

  test('a series that was ended has a meeting on its last day and none after it', () => {
    expect(planMeetings(series('2026-03-19'), '2026-03-12', '2026-04-10').map(({ date }) => date)).toEqual([
      '2026-03-12',
      '2026-03-19',
    ]);
  });
});
