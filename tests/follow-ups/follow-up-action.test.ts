import { describe, expect, test } from 'vitest';
import {
  faultsOf,
  faultsOfAmounts,
  mustBeForOwnAgency,
  mustBeInRemit,
  mustTakeFollowUp,
} from '#follow-ups/follow-up-action.ts';
import { followUpTypes } from '#follow-ups/follow-up-types.ts';
import { partyKinds, reviewStates } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';

const today = '2026-03-05';
const draft = {
  type: 'repayment_claim',
  status: 'in_progress',
  startedOn: '2026-03-01',
  dueOn: '2026-04-01',
  closedOn: null,
  openReason: null,
} as const;
const refusalOf = (deed: () => void) => {
  try {
    deed();
  } catch (error) {
    return error instanceof Refusal ? error.rule.id : error;
  }
  return null;
};

test.each<[string, object, string[]]>([
  ['in progress', {}, []],
  ['in progress, with a reason why it is open', { openReason: 'could_not' }, []],
  ['completed on its first day', { status: 'completed', closedOn: '2026-03-01' }, []],
  ['dropped today', { status: 'dropped', closedOn: today }, []],
  ['without a due date', { dueOn: null }, []],
  ['closed before it started', { status: 'completed', closedOn: '2026-02-28' }, ['closed_before_start']],
  ['closed tomorrow', { status: 'completed', closedOn: '2026-03-06' }, ['closed_in_future']],
  ['completed without a day', { status: 'completed' }, ['closed_on_missing']],
  ['dropped without a day', { status: 'dropped' }, ['closed_on_missing']],
  ['in progress and closed', { closedOn: today }, ['closed_on_while_open']],
  ['due before it starts', { dueOn: '2026-02-01' }, ['due_before_start']],
  ['started tomorrow', { startedOn: '2026-03-06' }, ['started_in_future']],
  [
    'closed with a reason why it is open',
    { status: 'completed', closedOn: today, openReason: 'did_not' },
    ['open_reason_when_closed'],
  ],
  [
    'wrong in three ways, which are said at once',
    { status: 'dropped', dueOn: '2026-01-01', openReason: 'did_not' },
    ['due_before_start', 'closed_on_missing', 'open_reason_when_closed'],
  ],
])('%s', (_case, change, rules) => {
  const faults = faultsOf({ ...draft, ...change }, today);
  expect(faults.map((fault) => fault.rule)).toEqual(rules);
  for (const fault of faults)
    expect(fault).toEqual({
      rule: fault.rule,
      pointer: expect.stringMatching(/^\/body\//),
      da: expect.stringMatching(/\.$/),
      en: expect.stringMatching(/\.$/),
    });
});

describe('amounts', () => {
  const fields = { claimed: 1, decided: 2, collected: 3, stopped: 4 };

  test.each(followUpTypes.map((type) => [type.code, type.amounts] as const))(
    '%s takes its own and no others',
    (type, amounts) => {
      const refused = faultsOfAmounts(type, fields).map(({ pointer }) => pointer);
      const pointers = {
        claimed: '/body/claimedDkk',
        decided: '/body/decidedDkk',
        collected: '/body/collectedDkk',
        stopped: '/body/stoppedPerMonthDkk',
      };
      const all = ['claimed', 'decided', 'collected', 'stopped'] as const;
      const own: readonly string[] = amounts;
      expect(refused).toEqual(all.filter((kind) => !own.includes(kind)).map((kind) => pointers[kind]));
    },
  );

  test('that are taken back, or not given, are never refused; nought is an amount', () => {
    expect(faultsOfAmounts('special_control', { claimed: null, decided: undefined })).toEqual([]);
    expect(faultsOfAmounts('special_control', { claimed: 0 })).toHaveLength(1);
  });
});

describe('rule D10', () => {
  test.each(followUpTypes.map(({ code, ownerKind }) => [code, ownerKind] as const))(
    '%s belongs to %s and to nobody else',
    (code, owner) => {
      for (const kind of partyKinds) {
        expect(refusalOf(() => mustBeInRemit(code, kind))).toBe(kind === owner ? null : 'D10');
      }
      expect(refusalOf(() => mustBeInRemit(code, 'national'))).toBe('D10');
    },
  );

  test.each([
    ['a liaison for the own agency', ['liaison'], 'skat', null],
    ['a liaison for another agency', ['liaison'], 'kk-bk', 'D10'],
    ['the chair for any agency', ['chair'], 'kk-bk', null],
    ['a liaison who is chair too', ['liaison', 'chair'], 'kk-bk', null],
  ] as const)('%s', (_case, roles, agencyId, refused) => {
    expect(refusalOf(() => mustBeForOwnAgency({ roles, agencyId: 'skat' }, agencyId))).toBe(refused);
  });
});

test.each(reviewStates)('a review that is %s takes follow-up only when admitted or concluded', (state) => {
  const takes = state === 'admitted' || state === 'concluded';
  expect(refusalOf(() => mustTakeFollowUp(state))).toBe(takes ? null : 'follow-up.review-state');
});
