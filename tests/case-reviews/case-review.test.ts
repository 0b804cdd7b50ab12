import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionsFor,
  allowedNext,
  expiryOf,
  isOpen,
  knowsGround,
  knowsPerson,
  mustBeReopenable,
  type ReviewDeed,
  reviewDeeds,
  stateReopened,
  transitions,
  whyNot,
} from '#case-reviews/case-review.ts';
import { type ReviewState, reviewStates, roles } from '#platform/codes.ts';

const chair = { roles: ['chair' as const], agencyId: 'koebenhavns-politi' };
const liaison = { roles: ['liaison' as const], agencyId: 'kk-bif' };
const review = (state: ReviewState) => ({
  state,
  expiresOn: '2026-07-31',
  nominatingAgencyId: 'kk-bif',
});
const today = '2026-03-01';

// Written out by hand, so that a change of the table has to be meant.
const expected: Record<ReviewState, ReviewDeed[]> = {
  nominated: ['admit', 'decline', 'withdraw'],
  declined: [],
  admitted: ['withdraw', 'conclude', 'ask', 'reply'],
  concluded: [],
  withdrawn: [],
  lapsed: [],
};

describe('the life of a review', () => {
  it.each(reviewStates)('%s allows what it should, and nothing else', (state) => {
    expect(allowedNext(state)).toEqual(expected[state]);
    for (const deed of reviewDeeds.filter((one) => one !== 'lapse' && one !== 'reopen')) {
      const refusal = whyNot(deed, review(state), chair, today);
      if (expected[state].includes(deed)) expect(refusal).toBeNull();
      else
        expect(refusal).toMatchObject({
          rule: { id: 'review.state', status: 409 },
          details: { members: { state, allowedNext: expected[state] } },
        });
    }
  });

  it('leaves a final state only when a meeting changes its mind, and then goes back where it came from', () => {
    for (const { deed, from, to } of transitions) {
      expect(from.every(isOpen)).toBe(deed !== 'reopen');
      if (deed !== 'reopen') expect(to).not.toBe('nominated');
    }
    expect([stateReopened(null), stateReopened('2026-01-01')]).toEqual(['nominated', 'admitted']);
    for (const state of reviewStates) {
      const reopen = () => mustBeReopenable(state);
      if (state === 'concluded' || state === 'withdrawn') expect(reopen).not.toThrow();
      else expect(reopen).toThrow('review.state');
    }
  });

  it('cannot be admitted the day after its last day', () => {
    expect(whyNot('admit', review('nominated'), chair, '2026-07-31')).toBeNull();
    expect(whyNot('admit', review('nominated'), chair, '2026-08-01')).toMatchObject({
      rule: { id: 'review.expired' },
    });
  });

  it('is withdrawn by the agency that nominated or by the chair', () => {
    expect(whyNot('withdraw', review('admitted'), liaison, today)).toBeNull();
    expect(whyNot('withdraw', review('admitted'), chair, today)).toBeNull();
    expect(whyNot('withdraw', review('admitted'), { ...liaison, agencyId: 'skat' }, today)).toMatchObject({
      rule: { id: 'review.nominator-or-chair', status: 403 },
    });
  });

  it('shows each role only its own deeds, with the rule that refuses', () => {
    expect(actionsFor(review('nominated'), liaison, today)).toEqual([
      { deed: 'withdraw', allowed: true },
      { deed: 'reply', allowed: false, why: 'review.state' },
    ]);
    expect(actionsFor(review('admitted'), { roles: ['coordinator'], agencyId: 'skat' }, today)).toEqual([
      { deed: 'ask', allowed: true },
    ]);
  });

  it.each([
    ['2026-01-31', '2026-07-31'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
  ])('a nomination of %s can be admitted until %s', (nominatedOn, last) => {
    expect(expiryOf(nominatedOn)).toBe(last);
  });
});

describe('who knows the person', () => {
  it('the chair, and liaisons and approvers of agencies that are part; nobody else', () => {
    fc.assert(
      fc.property(fc.subarray([...roles]), fc.boolean(), (held, party) => {
        const actor = { roles: held, agencyId: 'skat' };
        const parties = party ? ['kk-bif', 'skat'] : ['kk-bif'];
        const works = held.includes('liaison') || held.includes('approver');
        expect(knowsPerson(actor, parties)).toBe(held.includes('chair') || (party && works));
      }),
    );
  });

  it('the ground is for the nominating agency and the chair', () => {
    expect(knowsGround(chair, 'kk-bif')).toBe(true);
    expect(knowsGround(liaison, 'kk-bif')).toBe(true);
    expect(knowsGround(liaison, 'skat')).toBe(false);
    expect(knowsGround({ roles: ['coordinator'], agencyId: 'kk-bif' }, 'kk-bif')).toBe(false);
  });
});
