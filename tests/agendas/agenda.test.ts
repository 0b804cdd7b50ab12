import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildAgenda, type Candidate, hashOfInputs, inOrder } from '#agendas/agenda.ts';

const candidate = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id,
  nominatedOn: '2026-01-01',
  state: 'admitted',
  carriedOver: 0,
  overdueFollowUp: false,
  asked: true,
  onEarlierAgenda: false,
  ...change,
});
const meeting = { date: '2026-03-05', capacity: 20 };
const idsOf = (candidates: Candidate[], capacity = 20) =>
  buildAgenda({ candidates, meeting: { ...meeting, capacity } }).items.map(({ reviewId }) => reviewId);

describe('the order', () => {
  test('carried over, then overdue follow-up, then oldest nomination, then id', () => {
    expect(
      idsOf([
        candidate('c', { nominatedOn: '2026-01-02' }),
        candidate('b', { nominatedOn: '2026-01-02' }),
        candidate('a', { nominatedOn: '2026-01-03' }),
        candidate('old', { nominatedOn: '2025-01-01' }),
        candidate('overdue', { nominatedOn: '2026-02-01', overdueFollowUp: true, state: 'concluded' }),
        candidate('postponed', { nominatedOn: '2026-02-02', carriedOver: 1 }),
        candidate('postponed-twice', { nominatedOn: '2026-02-03', carriedOver: 2 }),
        candidate('postponed-overdue', { nominatedOn: '2026-02-04', carriedOver: 1, overdueFollowUp: true }),
      ]),
    ).toEqual(['postponed-overdue', 'postponed', 'postponed-twice', 'overdue', 'old', 'b', 'c', 'a']);
  });

  test('every item says why it is there, and positions count from one', () => {
    const { items } = buildAgenda({
      meeting,
      candidates: [
        candidate('new'),
        candidate('late', { overdueFollowUp: true, state: 'concluded' }),
        candidate('both', { carriedOver: 1, overdueFollowUp: true }),
      ],
    });
    expect(items).toEqual([
      { reviewId: 'both', position: 1, reasons: ['carried_over', 'overdue_follow_up'] },
      { reviewId: 'late', position: 2, reasons: ['overdue_follow_up'] },
      { reviewId: 'new', position: 3, reasons: ['nominated'] },
    ]);
  });
});

describe('who is absent', () => {
  test.each([
    ['nominated and not admitted', candidate('x', { state: 'nominated' }), 'not_admitted'],
    ['nobody asked', candidate('x', { asked: false }), 'awaiting_first_asking'],
    ['on an earlier agenda', candidate('x', { onEarlierAgenda: true }), 'on_earlier_agenda'],
    [
      'on an earlier agenda, postponed before',
      candidate('x', { onEarlierAgenda: true, carriedOver: 1 }),
      'on_earlier_agenda',
    ],
  ])('%s', (_case, review, reason) => {
    expect(buildAgenda({ candidates: [review], meeting })).toEqual({
      items: [],
      absent: [{ reviewId: 'x', reason }],
    });
  });

  test.each([
    ['carried over', { asked: false, carriedOver: 1 }],
    ['overdue follow-up', { asked: false, overdueFollowUp: true }],
  ])('nobody asked does not keep off what comes for another reason: %s', (_case, change) => {
    expect(idsOf([candidate('x', change)])).toEqual(['x']);
  });

  test('what the capacity cuts off says so, in the order in which it would come on', () => {
    const candidates = ['a', 'b', 'c', 'd'].map((id) => candidate(id));
    expect(buildAgenda({ candidates, meeting: { ...meeting, capacity: 2 } })).toEqual({
      items: [
        { reviewId: 'a', position: 1, reasons: ['nominated'] },
        { reviewId: 'b', position: 2, reasons: ['nominated'] },
      ],
      absent: [
        { reviewId: 'c', reason: 'over_capacity' },
        { reviewId: 'd', reason: 'over_capacity' },
      ],
    });
  });

  test('a concluded review without overdue follow-up has no business there, on it or absent', () => {
    expect(
      buildAgenda({ candidates: [candidate('x', { state: 'concluded', carriedOver: 1 })], meeting }),
    ).toEqual({
      items: [],
      absent: [],
    });
  });
});

const anyCandidate = fc.record({
  id: fc.uuid(),
  nominatedOn: fc
    .integer({ min: 0, max: 40 })
    .map((day) => `2026-0${1 + Math.floor(day / 28)}-${String(1 + (day % 28)).padStart(2, '0')}`),
  state: fc.constantFrom('nominated', 'admitted', 'concluded'),
  carriedOver: fc.nat(3),
  overdueFollowUp: fc.boolean(),
  asked: fc.boolean(),
  onEarlierAgenda: fc.boolean(),
});
const manyCandidates = fc.uniqueArray(anyCandidate, { selector: ({ id }) => id, maxLength: 40 });

describe('any candidates', () => {
  test('in any order give the same agenda and the same hash, to the byte', () => {
    const twice = manyCandidates.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.integer({ min: 1, max: 30 }),
      ),
    );
    fc.assert(
      fc.property(twice, ([one, other, capacity]) => {
        const build = (candidates: Candidate[]) => ({ candidates, meeting: { ...meeting, capacity } });
        expect(JSON.stringify(buildAgenda(build(other)))).toBe(JSON.stringify(buildAgenda(build(one))));
        expect(hashOfInputs(build(other)).equals(hashOfInputs(build(one)))).toBe(true);
      }),
    );
  });

  test('are each on it, or absent with a reason, once; concluded ones with nothing overdue are neither', () => {
    fc.assert(
      fc.property(manyCandidates, fc.integer({ min: 1, max: 30 }), (candidates, capacity) => {
        const { items, absent } = buildAgenda({ candidates, meeting: { ...meeting, capacity } });
        const mentioned = [...items, ...absent].map(({ reviewId }) => reviewId);
        const concerned = candidates.filter(
          ({ state, overdueFollowUp }) => state !== 'concluded' || overdueFollowUp,
        );
        expect(mentioned.toSorted()).toEqual(concerned.map(({ id }) => id).toSorted());
        expect(items.length).toBeLessThanOrEqual(capacity);
        expect(items.every(({ reasons }) => reasons.length > 0)).toBe(true);
        if (absent.some(({ reason }) => reason === 'over_capacity')) expect(items).toHaveLength(capacity);
      }),
    );
  });

  test('are ordered totally: no two are equal, and turning the question round turns the answer round', () => {
    fc.assert(
      fc.property(anyCandidate, anyCandidate, (one, other) => {
        fc.pre(one.id !== other.id);
        expect(Math.sign(inOrder(one, other))).toBe(-Math.sign(inOrder(other, one)));
        expect(inOrder(one, other)).not.toBe(0);
      }),
    );
  });

  test('every input that the builder looks at changes the hash', () => {
    const base = candidate('x');
    const changes: Partial<Candidate>[] = [
      { nominatedOn: '2026-01-02' },
      { state: 'nominated' },
      { carriedOver: 1 },
      { overdueFollowUp: true },
      { asked: false },
      { onEarlierAgenda: true },
    ];
    const hash = (candidates: Candidate[], at = meeting) =>
      hashOfInputs({ candidates, meeting: at }).toString('hex');
    const hashes = [
      hash([base]),
      hash([]),
      hash([base], { ...meeting, capacity: 21 }),
      hash([base], { ...meeting, date: '2026-03-06' }),
      ...changes.map((change) => hash([{ ...base, ...change }])),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

/** A fixed sequence of numbers from 0 up to 1, so that a failure can be repeated. */
function* chances(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield state / 4_294_967_296;
  }
}

describe('10,000 meetings', () => {
  // Five places a meeting, three and a half nominations on average, one item in five is postponed, and follow-up that is never finished.
  test('leave no review waiting: the one that waits longest does not wait ever longer', () => {
    const chance = chances(20_260_305);
    const next = () => chance.next().value;
    type Waiting = { candidate: Candidate; since: number };
    let waiting: Waiting[] = [];
    const waits: number[] = [];
    let overdue: { id: string; nominatedOn: string }[] = [];
    for (let number = 0; number < 10_000; number += 1) {
      const day = new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
      const arriving = Math.floor(next() * 8);
      for (let one = 0; one < arriving; one += 1) {
        const id = `${String(number).padStart(5, '0')}-${one}`;
        waiting.push({ candidate: candidate(id, { nominatedOn: day }), since: number });
      }
      const candidates = [
        ...waiting.map((one) => one.candidate),
        ...overdue.map((one) => candidate(one.id, { ...one, state: 'concluded', overdueFollowUp: true })),
      ];
      const { items } = buildAgenda({ candidates, meeting: { date: day, capacity: 5 } });
      const treated = new Set(items.map(({ reviewId }) => reviewId));
      // A meeting that deals with an overdue follow-up takes it off until it has a new date.
      overdue = overdue.filter(({ id }) => !treated.has(id));
      waiting = waiting.flatMap((one) => {
        if (!treated.has(one.candidate.id)) return [one];
        const again = { ...one.candidate, carriedOver: one.candidate.carriedOver + 1 };
        if (next() < 0.2) return [{ candidate: again, since: one.since }];
        waits.push(number - one.since);
        if (next() < 0.05) overdue.push({ id: one.candidate.id, nominatedOn: one.candidate.nominatedOn });
        return [];
      });
    }
    const half = waits.length / 2;
    const longest = (some: number[]) => some.reduce((most, wait) => Math.max(most, wait), 0);
    expect(waits.length).toBeGreaterThan(25_000);
    expect(waiting.length).toBeLessThan(200);
    expect(longest(waits.slice(half))).toBeLessThan(100);
    expect(longest(waits.slice(half))).toBeLessThan(3 * longest(waits.slice(0, half)) + 10);
  });
});
