import { randomUUID } from 'node:crypto';
import { CaseRows } from './case-rows.ts';
import type { FollowUpRow } from './follow-up-row.ts';
import type { ImportRun } from './import-run.ts';
import { insertActions } from './store.ts';

export function followUpsOf(run: ImportRun): CaseRows<FollowUpRow> {
  return new CaseRows(run, {
    table: 'follow_up_action',
    contentOf: (row) => [
      row.reference,
      row.agencyId,
      row.type,
      row.startedOn,
      row.dueOn,
      row.closedOn,
      row.status,
      row.claimedDkk,
      row.decidedDkk,
      row.collectedDkk,
      row.stoppedPerMonthDkk,
    ],
    insert: (tx, rows) =>
      insertActions(
        tx,
        run.unitId,
        rows.map(({ row, reviewId, hash }) => ({ ...row, id: randomUUID(), reviewId, hash })),
      ),
  });
}
