import type { Transaction } from '#platform/database.ts';
import { reportOfPeriod } from './build-report.ts';
import type { Report } from './contract.ts';

/**
 * Builds the report of a period for a job, as `reporter`; safe to repeat: unchanged figures make no new version. `periodId`
 * as '2016-H1', `today` a civil date in Denmark. Records itself. Refuses `report.period-not-begun`, `not-found`.
 */
export function buildHalfYearReport(
  tx: Transaction,
  unitId: string,
  periodId: string,
  today: string,
): Promise<Report & { created: boolean }> {
  return reportOfPeriod(tx, 'buildHalfYearReport', { unitId, periodId, today, personId: null });
}

export { periodOf, previous } from './period.ts';
