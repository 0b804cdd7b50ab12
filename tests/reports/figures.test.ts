import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figures } from '#reports/contract.ts';
import { shareOf } from '#reports/figures.ts';
import { indicators } from '#reports/indicators.ts';
import expected from '../register/examples/register-2016-2017/expected.json' with { type: 'json' };
import { aWorld, type World } from '../support/world.ts';
import { type ActionWish, countedByHand, importExample, putReviews, type ReviewWish } from './support.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

async function figuresOf(period: string): Promise<Figures> {
  const answer = await world.as('bif-coordinator').get(`/v1/figures?period=${period}`);
  expect(answer.status).toBe(200);
  return answer.json.figures;
}

const aReview: ReviewWish = {
  unit: 'koebenhavn',
  citizen: 1,
  municipality: '0101',
  state: 'concluded',
  day: '2026-03-02',
  findings: [],
  actions: [],
};
const anAction: ActionWish = {
  agency: 'skat',
  ownerKind: 'tax',
  type: 'distraint',
  amounts: [null, null, null, null],
};

/** Half-years sum to their year, number by number and group by group. */
function expectHalvesToSum(year: Figures, halves: readonly [Figures, Figures]): void {
  for (const { code, additive } of indicators.filter((indicator) => indicator.additive)) {
    expect(additive).toBe(true);
    const [whole, first, second] = [year, ...halves].map((figures) => {
      const figure = figures[code];
      return typeof figure === 'object' && figure !== null ? figure : { '': figure ?? 0 };
    });
    const names = new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})]);
    const sums = [...names].map((name) => {
      const ore = [first, second].map((half) => Math.round((half?.[name] ?? 0) * 100));
      return [name, ore.reduce((a, b) => a + b, 0) / 100];
    });
    expect({ [code]: Object.fromEntries(sums) }).toEqual({ [code]: whole });
  }
}

describe("the example register's figures", () => {
  beforeAll(() => importExample(world));

  it.each(Object.entries(expected.periods))(
    'of %s are those that are known, to the digit',
    async (period, known) => {
      expect(await figuresOf(period)).toEqual(known);
    },
  );

  it.each(['2016', '2017'])('of the halves of %s sum to those of the year', async (year) => {
    expectHalvesToSum(await figuresOf(year), [await figuresOf(`${year}-H1`), await figuresOf(`${year}-H2`)]);
  });

  it('come with the names of every group in Danish order', async () => {
    expect(Object.keys((await figuresOf('2017')).follow_ups_by_type)).toEqual([
      'Aktiveringstilbud',
      'Henvisning til Exit',
      'Politianmeldelse',
      'Sanktion',
      'Sikkerhedsvurdering',
      'Social handleplan',
      'Standsning af ydelse',
      'Særlig kontrol',
      'Tilbagebetalingskrav',
      'Udlæg',
      'Ugentlig jobsamtale',
      'Ændret skatteansættelse',
    ]);
  });
});

describe('what is counted', () => {
  it('goes by the day of the meeting in Denmark, whatever the hour and whenever the rest was made', async () => {
    const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'];
    await putReviews(
      world,
      days.map((day, citizen) => ({ ...aReview, day, citizen, actions: [anAction] })),
    );
    const periods = ['2025-H2', '2026-H1', '2026-H2', '2026', '2027'];
    const found = await Promise.all(periods.map(figuresOf));
    expect(found.map((figures) => [figures.reviews, figures.follow_ups])).toEqual([
      [1, 1],
      [2, 2],
      [2, 2],
      [4, 4],
      [1, 1],
    ]);
  });

  it('is nothing of an empty period, and no share', async () => {
    await putReviews(world, []);
    expect(await figuresOf('2026-H1')).toEqual(countedByHand([], 'koebenhavn', '2026-01-01', '2026-07-01'));
    expect((await figuresOf('2026-H1')).follow_up_share).toBeNull();
  });

  it('leaves out withdrawn findings (rule D9), open and withdrawn reviews, and every other unit', async () => {
    const findings = [
      { agency: 'skat', withdrawn: false, shared: true },
      { agency: 'skat', withdrawn: true, shared: true },
      { agency: 'kk-sof', withdrawn: true, shared: true },
    ];
    await putReviews(world, [
      { ...aReview, findings },
      { ...aReview, citizen: 2, state: 'admitted', findings, actions: [anAction] },
      { ...aReview, citizen: 3, state: 'withdrawn', findings, actions: [anAction] },
      { ...aReview, citizen: 4, unit: 'fyn', findings, actions: [anAction] },
    ]);
    const figures = await figuresOf('2026');
    expect(figures.findings_by_agency).toEqual({ SKAT: 1 });
    expect([figures.reviews, figures.citizens, figures.findings, figures.follow_ups]).toEqual([1, 1, 1, 0]);
  });

  it('leaves out what an agency keeps to itself, from the second half of 2026 on', async () => {
    const findings = [
      { agency: 'skat', withdrawn: false, shared: true },
      { agency: 'kk-sof', withdrawn: false, shared: false },
    ];
    await putReviews(world, [
      { ...aReview, findings },
      { ...aReview, citizen: 2, day: '2026-07-01', findings },
    ]);
    expect((await figuresOf('2026-H1')).findings_by_agency).toEqual({ SKAT: 1, SOF: 1 });
    expect((await figuresOf('2026-H2')).findings_by_agency).toEqual({ SKAT: 1 });
  });

  it('counts a meeting that finished no case, and a day once', async () => {
    await putReviews(world, [aReview, { ...aReview, citizen: 2 }]);
    await world.superuser.query(`insert into app.meeting (unit_id, held_on, starts_at, state) values
      ('koebenhavn', '2026-03-02', '2026-03-02 12:00+01', 'closed'), ('koebenhavn', '2026-04-13', '2026-04-13 12:00+02', 'closed'),
      ('koebenhavn', '2026-04-20', '2026-04-20 12:00+02', 'cancelled'), ('koebenhavn', '2026-04-27', '2026-04-27 12:00+02', 'planned'),
      ('fyn', '2026-05-04', '2026-05-04 12:00+02', 'closed')`);
    expect((await figuresOf('2026-H1')).meetings).toBe(2);
  });

  it('sums amounts exactly: ten times ten øre is a krone', async () => {
    const actions = Array.from({ length: 10 }, (_, index) => ({
      ...anAction,
      amounts: [10, 1, 99_999_999_999, index === 0 ? null : 20] as const,
    }));
    await putReviews(world, [{ ...aReview, actions }]);
    const { claimed_dkk, decided_dkk, collected_dkk, stopped_per_month_dkk } = await figuresOf('2026');
    expect([claimed_dkk, decided_dkk, collected_dkk, stopped_per_month_dkk]).toEqual([
      1, 0.1, 9_999_999_999.9, 1.8,
    ]);
  });
});

const day = fc
  .date({ min: new Date('2025-12-20'), max: new Date('2027-01-10'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = fc.option(fc.integer({ min: 0, max: 10_000_000 }));
const action: fc.Arbitrary<ActionWish> = fc
  .record({
    owner: fc.constantFrom(
      ['skat', 'tax', 'special_control'],
      ['skat', 'tax', 'distraint'],
      ['kk-bk', 'bk', 'benefit_stop'],
      ['kk-bif', 'bif', 'sanction'],
    ),
    amounts: fc.tuple(amount, amount, amount, amount),
  })
  .map(({ owner: [agency = '', ownerKind = '', type = ''], amounts }) => ({
    agency,
    ownerKind,
    type,
    amounts,
  }));
const review: fc.Arbitrary<ReviewWish> = fc.record({
  unit: fc.constantFrom('koebenhavn', 'koebenhavn', 'koebenhavn', 'fyn'),
  citizen: fc.integer({ min: 1, max: 6 }),
  municipality: fc.constantFrom('0101', '0147'),
  state: fc.constantFrom('concluded', 'concluded', 'concluded', 'admitted', 'withdrawn'),
  day,
  findings: fc.array(
    fc.record({
      agency: fc.constantFrom('skat', 'kk-bif', 'kk-sof', 'koebenhavns-politi'),
      withdrawn: fc.boolean(),
      shared: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  actions: fc.array(action, { maxLength: 3 }),
});

describe('figures of any cases', () => {
  it('are those that are counted by hand, and half-years sum to their year', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(review, { maxLength: 25 }), async (reviews) => {
        await putReviews(world, reviews);
        const [year, first, second] = await Promise.all(['2026', '2026-H1', '2026-H2'].map(figuresOf));
        expect(year).toEqual(countedByHand(reviews, 'koebenhavn', '2026-01-01', '2027-01-01'));
        expect(first).toEqual(countedByHand(reviews, 'koebenhavn', '2026-01-01', '2026-07-01'));
        expectHalvesToSum(year!, [first!, second!]);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 60_000);

  it('round the share to four decimals, halves up', () => {
    expect([
      shareOf(41, 68),
      shareOf(1, 3),
      shareOf(2, 3),
      shareOf(1, 32),
      shareOf(0, 5),
      shareOf(5, 5),
    ]).toEqual([0.6029, 0.3333, 0.6667, 0.0313, 0, 1]);
    expect(shareOf(0, 0)).toBeNull();
  });
});
