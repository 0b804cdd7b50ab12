import { Temporal } from 'temporal-polyfill';
import { importReport, type ImportState, importStates, type RegisterImportView } from './contract.ts';
import type { ImportRow } from './desk-store.ts';
import { type FailureCode, failures, keptHours, silentSeconds } from './import-rules.ts';

/** Before this instant nothing was heard of a run that is over. */
export const silentSince = (now: string) =>
  Temporal.Instant.from(now).subtract({ seconds: silentSeconds }).toString();

/** An import as it stands now: a run that has gone silent has failed, and what has expired is discarded. */
export function viewOf(row: ImportRow, now: string): RegisterImportView {
  const report = importReport.parse(row.report);
  const expiresAt = Temporal.Instant.from(row.created_at).add({ hours: keptHours }).toString();
  const expired = Temporal.Instant.compare(now, expiresAt) >= 0;
  const state = stateOf(row, now, expired);
  const code = failureOf(row, state);
  return {
    id: row.id,
    state,
    createdAt: row.created_at,
    expiresAt,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    ...report,
    progress: { done: row.rows_done, total: row.rows_total },
    failure: code === null ? null : { code, ...failures[code] },
    mayCommit: !expired && (state === 'preview' || state === 'failed'),
  };
}

function stateOf(row: ImportRow, now: string, expired: boolean): ImportState {
  const state = importStates.find((known) => known === row.state) ?? 'discarded';
  if (state === 'preview') return expired ? 'discarded' : 'preview';
  return state === 'running' && isSilent(row, now) ? 'failed' : state;
}

function failureOf(row: ImportRow, state: ImportState): FailureCode | null {
  if (state !== 'failed') return null;
  if (row.state === 'running') return 'process_gone';
  return row.failed_with === 'stopped' ? 'stopped' : 'fault';
}

const isSilent = ({ heard_at }: ImportRow, now: string) =>
  heard_at === null || Temporal.Instant.compare(heard_at, silentSince(now)) < 0;
