import { join } from 'node:path';
import type { CaseBook } from './case-book.ts';
import type { RowRefusal } from './codes.ts';
import { fileSource } from './encoding.ts';
import { type FindingColumn, findingColumns, type FindingRow, findingRow } from './finding-row.ts';
import { type FollowUpColumn, followUpColumns, type FollowUpRow, followUpRow } from './follow-up-row.ts';
import { type ReviewColumn, reviewColumns, type ReviewRow, reviewRow } from './review-row.ts';
import { malformed, RowCheck } from './row-check.ts';
import { openSheet, rowsOf, type Sheet, type SheetWarning } from './sheet.ts';
import { type LookUps, lookUps, type RegisterWorld } from './world.ts';

export const registerFiles = {
  reviews: 'gennemgange.csv',
  findings: 'oplysninger.csv',
  followUps: 'opfoelgning.csv',
} as const;

/** The three files of a register, their encodings and headings known to be good. */
export type Register = {
  readonly reviews: Sheet<ReviewColumn>;
  readonly findings: Sheet<FindingColumn>;
  readonly followUps: Sheet<FollowUpColumn>;
  readonly warnings: readonly SheetWarning[];
};

/** Some hundred rows of one file. `refusals`: every bad field of the rows that are left out. `lastLine`: for progress. */
export type RowBatch<Row> = { file: string; rows: Row[]; refusals: RowRefusal[]; lastLine: number };
export type RegisterBatch =
  | ({ kind: 'reviews' } & RowBatch<ReviewRow>)
  | ({ kind: 'findings' } & RowBatch<FindingRow>)
  | ({ kind: 'followUps' } & RowBatch<FollowUpRow>);

/**
 * Opens the three files in a folder before a row of any of them is read.
 * @throws RegisterFileError when a file cannot be read, or lacks a column: then nothing can be done.
 */
export async function openRegister(folder: string): Promise<Register> {
  const reviews = await openSheet(await fileSource(join(folder, registerFiles.reviews)), reviewColumns);
  const findings = await openSheet(await fileSource(join(folder, registerFiles.findings)), findingColumns);
  const followUps = await openSheet(await fileSource(join(folder, registerFiles.followUps)), followUpColumns);
  const warnings = [...reviews.warnings, ...findings.warnings, ...followUps.warnings];
  return { reviews, findings, followUps, warnings };
}

/**
 * The whole register, reviews first, then findings, then actions. A batch is asked for only when the one before has
 * been dealt with, so whoever stores the reviews can still `refuse` a case before its findings are read.
 */
export async function* readRegister(
  register: Register,
  world: RegisterWorld,
  cases: CaseBook,
): AsyncGenerator<RegisterBatch> {
  for await (const batch of readReviews(register, world, cases)) yield { kind: 'reviews', ...batch };
  for await (const batch of readFindings(register, world, cases)) yield { kind: 'findings', ...batch };
  for await (const batch of readFollowUps(register, world, cases)) yield { kind: 'followUps', ...batch };
}

/** The rows of gennemgange.csv. Enters every case in the book. */
export function readReviews(register: Register, world: RegisterWorld, cases: CaseBook) {
  return batches(register.reviews, world, cases, reviewRow);
}

/** The rows of oplysninger.csv that belong to a case of the book. */
export function readFindings(register: Register, world: RegisterWorld, cases: CaseBook) {
  return batches(register.findings, world, cases, findingRow);
}

/** The rows of opfoelgning.csv that belong to a case of the book. */
export function readFollowUps(register: Register, world: RegisterWorld, cases: CaseBook) {
  return batches(register.followUps, world, cases, followUpRow);
}

type ReadRow<C extends string, Row> = (
  check: RowCheck<C>,
  world: LookUps,
  cases: CaseBook,
) => Row | undefined;

async function* batches<C extends string, Row>(
  sheet: Sheet<C>,
  world: RegisterWorld,
  cases: CaseBook,
  readRow: ReadRow<C, Row>,
): AsyncGenerator<RowBatch<Row>> {
  const known = lookUps(world);
  for await (const lines of rowsOf(sheet)) {
    const batch: RowBatch<Row> = {
      file: sheet.file,
      rows: [],
      refusals: [],
      lastLine: lines.at(-1)?.line ?? 1,
    };
    for (const line of lines) {
      if (line.fields === null || line.fields.length !== sheet.width) {
        batch.refusals.push(malformed(sheet, line));
        continue;
      }
      const check = new RowCheck(sheet, line.line, line.fields);
      const row = readRow(check, known, cases);
      const refusals = check.refusals();
      if (row !== undefined) batch.rows.push(row);
      else if (refusals.length > 0) batch.refusals.push(...refusals);
      else throw new Error(`line ${line.line} of ${sheet.file} was neither read nor refused`);
    }
    if (lines.length > 0) yield batch;
  }
}
