import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import type { FiguresOfPeriod } from './contract.ts';
import { figuresFrom } from './figures.ts';
import { definitionVersion } from './indicators.ts';
import type { Period } from './period.ts';
import { figureRow, unitName } from './store.ts';

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
    definitionVersion,
    preliminary: today < period.until,
    figures: figuresFrom(row),
  };
}
