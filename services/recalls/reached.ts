import type { z } from 'zod';
import type { recallDetail } from './schema.ts';
import type { ReachRow } from './store.ts';

type Reached = z.input<typeof recallDetail>['reached'];

/** What the other rooms know of what was reached: receipt numbers by disclosure, periods by report. */
export type Known = {
  receipts: ReadonlyMap<string, number>;
  periods: ReadonlyMap<string, string>;
};

/** The rows that say where a finding had got to, put together by kind. */
export function reachedOf(rows: readonly ReachRow[], { receipts, periods }: Known): Reached {
  const of = (kind: ReachRow['kind']) => rows.filter((row) => row.kind === kind);
  const firstRead = new Map(of('first_read').map(({ ref, day }) => [ref, day]));
  const times = (kind: 'view' | 'export') =>
    of(kind).map(({ agency_id, day, number }) => ({ agencyId: agency_id ?? '', day, times: number }));
  return {
    disclosures: of('disclosure').map(({ ref, agency_id, day, number }) => ({
      disclosureId: ref ?? '',
      agencyId: agency_id ?? '',
      version: number,
      disclosedOn: day,
      firstReadOn: firstRead.get(ref) ?? null,
      receiptNumber: receipts.get(ref ?? '') ?? null,
    })),
    views: times('view'),
    agendas: of('agenda').map(({ ref, day, number }) => ({
      meetingId: ref ?? '',
      revision: number,
      builtOn: day,
    })),
    meetings: of('meeting').map(({ ref, day }) => ({ meetingId: ref ?? '', heldOn: day })),
    followUps: of('follow_up').map(({ ref, agency_id, day }) => ({
      actionId: ref ?? '',
      agencyId: agency_id ?? '',
      startedOn: day,
    })),
    exports: times('export'),
    reports: of('report').map(({ ref, day, number }) => ({
      reportId: ref ?? '',
      period: periods.get(ref ?? '') ?? '',
      version: number,
      builtOn: day,
    })),
  };
}
