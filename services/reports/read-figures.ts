import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import type { getFigures, listIndicators } from './contract.ts';
import { countFigures, countToCompare } from './count-figures.ts';
import { definitionVersion, indicators } from './indicators.ts';
import { figuresLimits } from './limits.ts';
import { type Period, previous } from './period.ts';
import { oneUnitAsked, periodAsked } from './period-asked.ts';

export const readIndicators: Deed<typeof listIndicators> = async (tx) => {
  record(tx, { verb: 'consult', deed: 'listIndicators' });
  return { definitionVersion, items: [...indicators] };
};

export const readFigures: Deed<typeof getFigures> = async (tx, caller, { query }, floor) => {
  const unitId = oneUnitAsked(caller, query.unit);
  const period = periodAsked(query.period);
  const before = earlierThan(period, query.earlier);
  const counted = await countFigures(tx, unitId, period, floor.today);
  const earlier = await countToCompare(tx, unitId, before, floor.today);
  record(tx, {
    verb: 'consult',
    deed: 'getFigures',
    ids: { units: [unitId], periods: [period, ...before].map(({ id }) => id) },
    counts: { reviews: counted.figures.reviews },
  });
  return { ...counted, earlier, limits: figuresLimits };
};

/** The periods of the same length before a period, the latest first; none from before the calendar begins. */
function earlierThan(period: Period, count: number): Period[] {
  const periods: Period[] = [];
  for (let last = period; periods.length < count && last.from > '1900-12-31';) {
    last = previous(last);
    periods.push(last);
  }
  return periods;
}
