import { record } from '#audit/record.ts';
import { pageOf, readCursor } from '#platform/cursor.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getReport, getReportDocument, listReports } from './contract.ts';
import { documentOf } from './document.ts';
import { unitAsked } from './period-asked.ts';
import { reportOf, summaryOf } from './report.ts';
import { findReport, reportHeads } from './store.ts';

export const readReports: Deed<typeof listReports> = async (tx, caller, { query }, { vault }) => {
  const { period, limit } = query;
  const unitId = unitAsked(caller, query.unit);
  const place = { caller, endpoint: 'listReports', filters: { unitId, period, limit } };
  const after = readCursor(vault, place, query.cursor);
  const found = await reportHeads(tx, { unitId, period, after, limit: limit + 1 });
  const { rows, next } = pageOf(found, limit, vault, place, (row) => [
    row.period,
    row.unit_id,
    String(row.version),
  ]);
  record(tx, { verb: 'consult', deed: 'listReports', ids: { reports: rows.map(({ id }) => id) } });
  return { items: rows.map(summaryOf), next };
};

export const readReport: Deed<typeof getReport> = async (tx, _caller, { params }) => {
  const row = orNotFound(await findReport(tx, params.reportId));
  record(tx, { verb: 'consult', deed: 'getReport', ids: { reports: [row.id] } });
  return reportOf(row);
};

export const readReportDocument: Deed<typeof getReportDocument> = async (tx, _caller, { params, query }) => {
  const row = orNotFound(await findReport(tx, params.reportId));
  record(tx, {
    verb: 'export',
    deed: 'getReportDocument',
    ids: { reports: [row.id], units: [row.unit_id], periods: [row.period] },
    fields: [query.format],
  });
  const report = reportOf(row);
  return documentOf(report, query.format, `al-capone-${report.unit}-${report.period}-v${report.version}`);
};
