import { describe, expect, test } from 'vitest';
import { changedAgenda, mustFit } from '#agendas/chairs-changes.ts';
import { effectOf } from '#agendas/outcome.ts';
import type { ItemOutcome, ReviewState } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';

const onIt = ['a', 'b', 'c'].map((reviewId) => ({ reviewId, reasons: ['nominated'] as const }));
const absent = [{ reviewId: 'z', reason: 'over_capacity' }] as const;
const idsIn = ({ items }: ReturnType<typeof changedAgenda>) => items.map(({ reviewId }) => reviewId);
const refusalOf = (deed: () => unknown) => {
  try {
    deed();
  } catch (error) {
    return error instanceof Refusal ? error.rule.id : error;
  }
  return null;
};

describe('the chair', () => {
  test('takes off, puts on and reorders; what was added says so, what was removed says so', () => {
    const changed = changedAgenda(onIt, absent, { remove: ['b'], add: ['z'], order: ['z', 'c', 'a'] });
    expect(changed.items).toEqual([
      { reviewId: 'z', position: 1, reasons: ['added_by_chair'] },
      { reviewId: 'c', position: 2, reasons: ['nominated'] },
      { reviewId: 'a', position: 3, reasons: ['nominated'] },
    ]);
    expect(changed.absent).toEqual([{ reviewId: 'b', reason: 'removed_by_chair' }]);
  });

  test('adds at the end when no order is given', () => {
    expect(idsIn(changedAgenda(onIt, absent, { remove: [], add: ['z'] }))).toEqual(['a', 'b', 'c', 'z']);
  });

  test.each([
    ['one is missing', ['a', 'b']],
    ['one is named twice', ['a', 'b', 'c', 'c']],
    ['one instead of another', ['a', 'b', 'b']],
    ['a stranger', ['a', 'b', 'c', 'x']],
  ])('gives no order in which %s', (_case, order) => {
    expect(refusalOf(() => changedAgenda(onIt, absent, { remove: [], add: [], order }))).toBe(
      'agenda.order-incomplete',
    );
  });

  test.each<[string, { remove: string[]; add: string[] }, ReviewState | null, string | null]>([
    ['removes what is there', { remove: ['a'], add: [] }, null, null],
    ['removes what is not there', { remove: ['z'], add: [] }, null, 'agenda.not-on-it'],
    ['adds an admitted review', { remove: [], add: ['z'] }, 'admitted', null],
    ['adds a concluded review', { remove: [], add: ['z'] }, 'concluded', null],
    ['adds one that is there', { remove: [], add: ['a'] }, 'admitted', 'agenda.cannot-add'],
    ['adds a nomination', { remove: [], add: ['z'] }, 'nominated', 'agenda.cannot-add'],
    ['adds a declined review', { remove: [], add: ['z'] }, 'declined', 'agenda.cannot-add'],
    ['adds a withdrawn review', { remove: [], add: ['z'] }, 'withdrawn', 'agenda.cannot-add'],
    ['adds one that is not there to see', { remove: [], add: ['z'] }, null, 'agenda.cannot-add'],
  ])('%s', (_case, changes, state, refused) => {
    const states = new Map(state === null ? [] : changes.add.map((id) => [id, state]));
    expect(refusalOf(() => mustFit(onIt, changes, states))).toBe(refused);
  });
});

const opened = '2026-03-05T08:00:00.000Z';
const before = '2026-01-05T08:00:00.000Z';
const during = '2026-03-05T08:30:00.000Z';
const nothing = { reopen: false, conclude: null, withdraw: false };

describe('what an outcome does to the review', () => {
  test.each<[string, ItemOutcome | null, ReviewState, string | null, ItemOutcome, object]>([
    ['concludes', null, 'admitted', null, 'follow_up', { conclude: 'follow_up' }],
    ['concludes without follow-up', null, 'admitted', null, 'no_follow_up', { conclude: 'no_follow_up' }],
    ['leaves a postponed one', null, 'admitted', null, 'postponed', {}],
    ['withdraws', null, 'admitted', null, 'withdrawn', { withdraw: true }],
    [
      'changes its mind',
      'follow_up',
      'concluded',
      during,
      'no_follow_up',
      { reopen: true, conclude: 'no_follow_up' },
    ],
    ['postpones after all', 'follow_up', 'concluded', during, 'postponed', { reopen: true }],
    [
      'withdraws after all',
      'no_follow_up',
      'concluded',
      during,
      'withdrawn',
      { reopen: true, withdraw: true },
    ],
    [
      'concludes what it withdrew',
      'withdrawn',
      'withdrawn',
      null,
      'follow_up',
      { reopen: true, conclude: 'follow_up' },
    ],
    ['concludes what it postponed', 'postponed', 'admitted', null, 'follow_up', { conclude: 'follow_up' }],
    ['says the same again', 'follow_up', 'concluded', during, 'follow_up', {}],
    ['leaves what was concluded before', null, 'concluded', before, 'no_follow_up', {}],
    ['leaves it when it changes its mind', 'follow_up', 'concluded', before, 'no_follow_up', {}],
    ['leaves what another concluded meanwhile', null, 'concluded', during, 'follow_up', {}],
  ])('%s', (_case, outcome, review_state, concluded_at, wanted, effect) => {
    expect(effectOf({ outcome, review_state, concluded_at }, opened, wanted)).toEqual({
      ...nothing,
      ...effect,
    });
  });

  test('a review that was concluded before is not withdrawn', () => {
    const item = { outcome: null, review_state: 'concluded', concluded_at: before } as const;
    expect(refusalOf(() => effectOf(item, opened, 'withdrawn'))).toBe('agenda.concluded-before');
  });
});
