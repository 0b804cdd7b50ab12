import { setInterval } from 'node:timers';
import { record } from '#audit/record.ts';
import type { SystemCaller } from '#platform/caller.ts';
import type { Database, Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { attempt, deleteParts, note } from './desk-store.ts';
import { importRegister } from './import-register.ts';
import { deed } from './import-run.ts';
import { keepTexts, keptTexts } from './parts.ts';
import { refusedTexts } from './refused-texts.ts';
import { reportView } from './report-view.ts';
import { rowKeysOf } from './row-keys.ts';
import { registerFrom } from './sent-register.ts';

/** One attempt to read an import in. `requestId`: of the person's request, so that the trail shows both as one. */
export type Run = { importId: string; runId: string; unitId: string; requestId: string };

/** How often a run says that it lives and how far it has come, milliseconds. */
const beatMs = 2_000;

/**
 * Reads in what was kept, as the import of the unit's register, in the same batches as the command. Its end is written down
 * together with taking away what was sent. Throws what the run failed with, after it was written down.
 */
export async function runImport(
  database: Database,
  vault: Vault,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const { importId, unitId, requestId } = run;
  const caller: SystemCaller = { kind: 'system', system: 'register-import', unitId, requestId };
  const now = () => new Date().toISOString();
  const inTrail = (tx: Transaction, counts: Record<string, number>) =>
    record(tx, { verb: 'alter', deed, ids: { imports: [importId] }, counts });
  let rows = 0;
  const beat = () =>
    database.as(caller, async (tx) => {
      await note(tx, run, { heard_at: now(), rows_done: rows });
      inTrail(tx, { rows });
    });
  const heart = setInterval(() => void beat().catch(() => {}), beatMs);
  try {
    const sent = await database.as(caller, async (tx) => {
      record(tx, { verb: 'consult', deed, ids: { imports: [importId] } });
      return keptTexts(tx, vault, importId, 'content');
    });
    const register = await registerFrom(sent);
    const report = await importRegister({
      database,
      keys: rowKeysOf(vault),
      unitId,
      requestId,
      dryRun: false,
      register,
      signal,
      onProgress: (progress) => (rows += progress.rows),
    });
    const refused = await refusedTexts(register, report.refused);
    const view = reportView(
      report,
      sent.map(({ name }) => name),
    );
    clearInterval(heart);
    await database.as(caller, async (tx) => {
      const whose = await attempt(tx, importId, run.runId);
      inTrail(tx, Object.fromEntries(view.sheets.map((sheet) => [sheet.name, sheet.new])));
      if (!whose) return;
      await deleteParts(tx, importId);
      await keepTexts(tx, vault, { importId, unitId, personId: whose.person_id }, 'refused', refused);
      const end = { state: 'done' as const, rows_done: rows, report: JSON.stringify(view) };
      await note(tx, run, { heard_at: now(), ended_at: now(), ...end });
    });
  } catch (error) {
    clearInterval(heart);
    await database
      .as(caller, async (tx) => {
        const failed_with = signal.aborted ? 'stopped' : 'fault';
        await note(tx, run, {
          heard_at: now(),
          rows_done: rows,
          ended_at: now(),
          state: 'failed',
          failed_with,
        });
        inTrail(tx, { rows });
      })
      // Then its silence will tell.
      .catch(() => {});
    if (!signal.aborted) throw error;
  }
}
