import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import type { getFigures, listIndicators } from './contract.ts';
import { countFigures } from './count-figures.ts';
import { definitionVersion, indicators } from './indicators.ts';
import { oneUnitAsked, periodAsked } from './period-asked.ts';

export const readIndicators: Deed<typeof listIndicators> = async (tx) => {
  record(tx, { verb: 'consult', deed: 'listIndicators' });
  return { definitionVersion, items: [...indicators] };
};

export const readFigures: Deed<typeof getFigures> = async (tx, caller, { query }, floor) => {
  const unitId = oneUnitAsked(caller, query.unit);
  const period = periodAsked(query.period);
  const counted = await countFigures(tx, unitId, period, floor.today);
  record(tx, {
    verb: 'consult',
    deed: 'getFigures',
    ids: { units: [unitId], periods: [period.id] },
    counts: { reviews: counted.figures.reviews },
  });
  return counted;
};
