import { figures, type Report } from './contract.ts';
import { inDanishOrder } from './figures.ts';
import { figuresLimits } from './limits.ts';
import { periodAsked } from './period-asked.ts';
import type { ReportHead, ReportRow } from './store.ts';

/** A report without its figures, as it is shown. */
export function summaryOf(row: ReportHead) {
  const { from, until } = periodAsked(row.period);
  return {
    id: row.id,
    version: row.version,
    builtAt: row.built_at,
    sha256: row.sha256.toString('hex'),
    unit: row.unit_id,
    unitName: row.unit_name,
    period: row.period,
    from,
    until,
    definitionVersion: row.definition_version,
    preliminary: row.preliminary,
  };
}

/** A stored report, as it is shown. */
export function reportOf(row: ReportRow): Report {
  return { ...summaryOf(row), figures: inDanishOrder(figures.parse(row.figures)), limits: figuresLimits };
}
