import type { Transaction } from '#platform/database.ts';
import type { SheetName } from './sheet-names.ts';

const columns = [
  'id',
  'state',
  'created_at',
  'started_at',
  'heard_at',
  'ended_at',
  'rows_done',
  'rows_total',
  'failed_with',
  'report',
] as const;

export type NewImport = {
  id: string;
  unitId: string;
  agencyId: string;
  personId: string;
  rowsTotal: number;
  report: object;
};

export async function insertImport(tx: Transaction, made: NewImport): Promise<void> {
  await tx
    .insertInto('register_import')
    .values({
      id: made.id,
      unit_id: made.unitId,
      agency_id: made.agencyId,
      person_id: made.personId,
      rows_total: made.rowsTotal,
      report: JSON.stringify(made.report),
    })
    .execute();
}

export const findImport = (tx: Transaction, importId: string) =>
  tx.selectFrom('register_import').select(columns).where('id', '=', importId).executeTakeFirst();

export const latestImports = (tx: Transaction, unitId: string, limit: number) =>
  tx
    .selectFrom('register_import')
    .select(columns)
    .where('unit_id', '=', unitId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
export type ImportRow = Awaited<ReturnType<typeof latestImports>>[number];

/** Begins an attempt, unless another is being made: one that was heard of after `silentSince`. Says whether it did. */
export async function beginAttempt(
  tx: Transaction,
  importId: string,
  { runId, now, silentSince }: { runId: string; now: string; silentSince: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('register_import')
    .set({
      state: 'running',
      run_id: runId,
      started_at: now,
      heard_at: now,
      ended_at: null,
      rows_done: 0,
      failed_with: null,
    })
    .where('id', '=', importId)
    .where((row) =>
      row.or([
        row('state', 'in', ['preview', 'failed']),
        row.and([row('state', '=', 'running'), row('heard_at', '<', silentSince)]),
      ]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What the person has waiting beyond the latest few. */
export const previewsBeyond = (tx: Transaction, unitId: string, latest: number) =>
  tx
    .selectFrom('register_import')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('state', '=', 'preview')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .offset(latest)
    .execute();

/** Takes away everything that was sent, and marks what was not read in as discarded. */
export async function discard(tx: Transaction, importIds: readonly string[], now: string): Promise<void> {
  if (importIds.length === 0) return;
  await tx.deleteFrom('register_import_part').where('import_id', 'in', importIds).execute();
  await tx
    .updateTable('register_import')
    .set({ state: 'discarded', ended_at: now })
    .where('id', 'in', importIds)
    .where('state', '<>', 'done')
    .execute();
}

type Kind = 'content' | 'refused';
export type Part = {
  importId: string;
  unitId: string;
  personId: string;
  sheet: SheetName;
  kind: Kind;
  part: number;
  textCt: Buffer;
};

export async function insertParts(tx: Transaction, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return;
  await tx
    .insertInto('register_import_part')
    .values(
      parts.map(({ importId, unitId, personId, sheet, kind, part, textCt }) => ({
        import_id: importId,
        unit_id: unitId,
        person_id: personId,
        sheet,
        kind,
        part,
        text_ct: textCt,
      })),
    )
    .execute();
}

export const partsOf = (tx: Transaction, importId: string, kind: Kind) =>
  tx
    .selectFrom('register_import_part')
    .select(['sheet', 'part', 'text_ct'])
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .orderBy('sheet')
    .orderBy('part')
    .execute();

export async function deleteParts(tx: Transaction, importId: string): Promise<void> {
  await tx.deleteFrom('register_import_part').where('import_id', '=', importId).execute();
}

/** Of an attempt: whose it is, when it is still the one that counts. */
export const attempt = (tx: Transaction, importId: string, runId: string) =>
  tx
    .selectFrom('register_import')
    .select(['unit_id', 'person_id'])
    .where('id', '=', importId)
    .where('run_id', '=', runId)
    .where('state', '=', 'running')
    .forNoKeyUpdate()
    .executeTakeFirst();

type Progress = { heard_at: string; rows_done?: number };
type End = { state: 'done'; rows_done: number; report: string } | { state: 'failed'; failed_with: string };

/** Notes how far an attempt has come, or how it ended; nothing when another has taken its place. */
export async function note(
  tx: Transaction,
  { importId, runId }: { importId: string; runId: string },
  change: Progress | (Progress & End & { ended_at: string }),
): Promise<void> {
  await tx
    .updateTable('register_import')
    .set(change)
    .where('id', '=', importId)
    .where('run_id', '=', runId)
    .where('state', '=', 'running')
    .execute();
}

/** Deletes what was sent a day ago and what is known of imports of a month ago; the ages are the database's policies. */
export async function forgetImports(tx: Transaction): Promise<number> {
  const parts = await tx.deleteFrom('register_import_part').executeTakeFirstOrThrow();
  const imports = await tx.deleteFrom('register_import').executeTakeFirstOrThrow();
  return Number(parts.numDeletedRows) + Number(imports.numDeletedRows);
}
