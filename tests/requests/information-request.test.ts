import { describe, expect, test } from 'vitest';
import { requestStates } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';
import { createsDuty, dutyOf } from '#requests/duty.ts';
import {
  allowedNext,
  expiryOf,
  isOpen,
  requestDeeds,
  requestLife,
  stateAfter,
  stateOn,
} from '#requests/information-request.ts';

const today = '2026-11-22';
const lastDay = { on: '2026-11-22', before: '2026-11-21' };

/** Said by hand: where each deed leads from each state; what is not here is refused. */
const ways: Record<string, string> = {
  'asked accept asked': 'accepted',
  'asked accept_in_part asked': 'accepted_in_part',
  'asked refuse asked': 'refused',
  'asked refuse accepted': 'refused',
  'asked refuse accepted_in_part': 'refused',
  'asked answer asked': 'answered',
  'asked answer accepted': 'answered',
  'asked answer accepted_in_part': 'answered_in_part',
  'asked answer answered': 'answered',
  'asked answer answered_in_part': 'answered_in_part',
  'asked answer not_answered': 'answered',
  'asker withdraw asked': 'withdrawn',
  'asker withdraw accepted': 'withdrawn',
  'asker withdraw accepted_in_part': 'withdrawn',
};

type Deed = (typeof requestDeeds)[number];
/** The state after it, or the rule that refuses it. */
function outcomeOf(deed: Deed, state: (typeof requestStates)[number], side: 'asked' | 'asker'): string {
  try {
    return stateAfter(deed, { state, expiresOn: lastDay.on }, side, today);
  } catch (error) {
    return error instanceof Refusal ? error.rule.id : 'something else';
  }
}

describe('the life of a request', () => {
  test.each(
    requestStates.flatMap((state) => (['asked', 'asker'] as const).map((side) => [state, side] as const)),
  )('%s, for the agency that is the %s', (state, side) => {
    for (const deed of requestDeeds) {
      const way = ways[`${side} ${deed} ${state}`];
      expect([deed, outcomeOf(deed, state, side)]).toEqual([
        deed,
        way ?? expect.stringMatching(/^request\./),
      ]);
      expect(allowedNext(state, side).includes(deed)).toBe(way !== undefined);
    }
  });

  test('its last day over, an open request is not answered; nothing else changes by time', () => {
    for (const state of requestStates) {
      expect(stateOn({ state, expiresOn: lastDay.on }, today)).toBe(state);
      expect(stateOn({ state, expiresOn: lastDay.before }, today)).toBe(
        isOpen(state) ? 'not_answered' : state,
      );
    }
    expect(expiryOf('2026-11-22')).toBe('2026-12-06');
  });

  test('is published, and every state can be reached', () => {
    const reached = new Set(requestLife.transitions.map(({ to }) => to));
    expect(requestStates.filter((state) => state !== 'asked' && !reached.has(state))).toEqual([]);
    expect(requestLife.states.filter(({ final }) => !final).map(({ state }) => state)).toEqual([
      'asked',
      'accepted',
      'accepted_in_part',
    ]);
    const words = JSON.stringify(requestLife);
    expect(words).not.toMatch(/mistænk|suspect|afslag/i);
  });
});

describe('whether anybody has to answer', () => {
  test.each([
    ['RPL115-1-1', false, false, 'Ingen har pligt til at videregive efter retsplejelovens § 115.'],
    ['RPL115-2', true, false, 'Ingen har pligt til at videregive efter retsplejelovens § 115.'],
    ['SFL17', false, false, 'ingen har pligt til at videregive efter retsplejelovens § 115'],
    ['FVL31', true, true, 'FVL31 skaber en pligt'],
  ])('%s, whose row says %s', (code, says, creates, text) => {
    const basis = { code, citation: code, createsDuty: says };
    expect(createsDuty(basis)).toBe(creates);
    expect(dutyOf(basis)).toMatchObject({ creates, da: expect.stringContaining(text) });
    // One or the other: never that nobody is obliged where there is a duty.
    expect(dutyOf(basis).da.includes('115')).toBe(!creates);
  });
});
