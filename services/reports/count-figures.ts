import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import type { ComparedPeriod, FiguresOfPeriod } from './contract.ts';
import { figuresFrom, shareOf } from './figures.ts';
import { definitionsOf } from './indicators.ts';
import type { Period } from './period.ts';
import { comparedRows, figureRow, unitName } from './store.ts';

/** What periods are compared by, in their order; one statement for all. `today`: civil date in Denmark. */
export async function countToCompare(
  tx: Transaction,
  unitId: string,
  periods: readonly Period[],
  today: string,
): Promise<ComparedPeriod[]> {
  const rows = periods.length === 0 ? [] : await comparedRows(tx, unitId, periods);
  return periods.map(({ id, from, until }) => {
    const { reviews = 0, followed = 0, special_control = 0 } = rows.find((row) => row.period === id) ?? {};
    const figures = {
      reviews,
      reviews_with_follow_up: followed,
      follow_up_share: shareOf(followed, reviews),
      special_control,
    };
    return { period: id, from, until, preliminary: today < until, figures };
  });
}

/** Counts a unit's figures now. `today`: civil date in Denmark. Refuses `not-found` for a unit that does not exist. */
export async function countFigures(
  tx: Transaction,
  unitId: string,
  period: Period,
  today: string,
): Promise<FiguresOfPeriod> {
  const name = orNotFound(await unitName(tx, unitId));
  const row = await figureRow(tx, unitId, period);
  return {
    unit: unitId,
    unitName: name,
    period: period.id,
    from: period.from,
    until: period.until,
    definitionVersion: definitionsOf(period),
    preliminary: today < period.until,
    figures: figuresFrom(row, definitionsOf(period)),
  };
}
