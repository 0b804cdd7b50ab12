import type { Transaction } from '#platform/database.ts';
import { reportOfPeriod } from './build-report.ts';
import type { Report } from './contract.ts';
import { periodRows } from './store.ts';

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

/** The periods of these reports, as far as the caller may see them. */
export async function periodsOfReports(
  tx: Transaction,
  reportIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await periodRows(tx, reportIds);
  return new Map(rows.map(({ id, period }) => [id, period]));
}

export { periodOf, previous } from './period.ts';
