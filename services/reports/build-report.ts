import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { buildReport as contract, Report } from './contract.ts';
import { countFigures } from './count-figures.ts';
import { hashOf } from './figures.ts';
import { periodAsked } from './period-asked.ts';
import { periodNotBegun } from './refusals.ts';
import { reportOf } from './report.ts';
import { holdPeriod, insertReport, newestReport } from './store.ts';

type Wanted = {
  unitId: string;
  /** '2016' or '2016-H1'. */
  periodId: string;
  /** Civil date in Denmark. */
  today: string;
  /** Nobody when a job builds it. */
  personId: string | null;
};
type Built = Report & { created: boolean };

export const buildReport: Deed<typeof contract> = async (tx, caller, { body }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const wanted = { unitId, periodId: body.period, today: floor.today, personId: caller.personId };
  return reportOfPeriod(tx, 'buildReport', wanted);
};

/** The newest report of a period when it still holds, or a new version. Refuses `report.period-not-begun`. */
export async function reportOfPeriod(tx: Transaction, deed: string, wanted: Wanted): Promise<Built> {
  const built = await keepOrMake(tx, wanted);
  record(tx, {
    verb: 'export',
    deed,
    ids: { reports: [built.id], units: [built.unit], periods: [built.period] },
    counts: { reviews: built.figures.reviews, created: built.created ? 1 : 0 },
  });
  return built;
}

async function keepOrMake(tx: Transaction, { unitId, periodId, today, personId }: Wanted): Promise<Built> {
  const period = periodAsked(periodId);
  if (today < period.from) throw new Refusal(periodNotBegun);
  await holdPeriod(tx, unitId, period.id);
  const content = await countFigures(tx, unitId, period, today);
  const sha256 = hashOf(content);
  const newest = await newestReport(tx, unitId, period.id);
  if (newest?.sha256.equals(sha256)) return { ...reportOf(newest), created: false };
  await insertReport(tx, {
    id: randomUUID(),
    unit_id: unitId,
    period: period.id,
    version: (newest?.version ?? 0) + 1,
    definition_version: content.definitionVersion,
    preliminary: content.preliminary,
    figures: JSON.stringify(content.figures),
    sha256,
    built_by: personId,
  });
  const made = orNotFound(await newestReport(tx, unitId, period.id));
  return { ...reportOf(made), created: true };
}
