import type { RowRefusal } from './codes.ts';
import type { CaseRows } from './case-rows.ts';
import { beginRun, type ImportRun, type RunOptions } from './import-run.ts';
import { inOrder } from './in-order.ts';
import { readFindings, readFollowUps, readReviews, type Register, type RowBatch } from './read-register.ts';
import type { ReviewRow } from './review-row.ts';
import type { SheetWarning } from './sheet.ts';
import { findingsOf } from './take-findings.ts';
import { followUpsOf } from './take-follow-ups.ts';
import { takeReviews } from './take-reviews.ts';

/** What became of the rows of one register, by file. `accepted`: rows that hold good, whether new or there already. */
export type ImportReport = {
  unit: string;
  dryRun: boolean;
  accepted: Record<string, number>;
  new: Record<string, number>;
  refused: RowRefusal[];
  warnings: ImportWarning[];
};
export type ImportWarning = Omit<SheetWarning, 'column'> & { column: number | null };

export type ImportOptions = RunOptions & {
  readonly register: Register;
  /** Aborts between two batches, with its reason. */
  readonly signal?: AbortSignal;
  /** `rows`: how many the batch had. */
  readonly onProgress?: (progress: { file: string; line: number; rows: number }) => void;
};
type Outcome = { rows: number; fresh: number; refusals: RowRefusal[] };

/** Batches that are stored at the same time: the next is encrypted and sent while the database works on the last. */
export const batchesInHand = 2;

/**
 * Reads a unit's register into the database: some hundred rows to a transaction, every good row once, whatever was
 * there before and however often it is run. A dry run gives the same report and changes nothing.
 * @throws ImportError, RegisterFileError, and what the database throws; what was stored until then stays.
 */
export async function importRegister(options: ImportOptions): Promise<ImportReport> {
  const { register } = options;
  const run = await beginRun(options);
  const report: ImportReport = {
    unit: run.unitId,
    dryRun: run.dryRun,
    accepted: {},
    new: {},
    refused: [],
    warnings: [...register.warnings],
  };
  const { world, cases } = run;
  /** References under which the unit has another review: no later row of the file may claim them either. */
  const taken = new Set<string>();
  for (const { file } of [register.reviews, register.findings, register.followUps]) {
    report.accepted[file] = 0;
    report.new[file] = 0;
  }
  await take(report, options, readReviews(register, world, cases), (batch) =>
    reviewBatch(run, register, taken, batch),
  );
  await takeCaseRows(report, options, readFindings(register, world, cases), findingsOf(run));
  await takeCaseRows(report, options, readFollowUps(register, world, cases), followUpsOf(run));
  return report;
}

/** One file: batch after batch, several in hand, counted in the order of the file. */
async function take<Row>(
  report: ImportReport,
  { signal, onProgress }: ImportOptions,
  batches: AsyncIterable<RowBatch<Row>>,
  store: (batch: RowBatch<Row>) => Promise<Outcome>,
): Promise<void> {
  const results = inOrder(batches, batchesInHand, async (batch) => {
    signal?.throwIfAborted();
    return { batch, outcome: await store(batch) };
  });
  for await (const { batch, outcome } of results) {
    const { file, lastLine } = batch;
    report.accepted[file] = (report.accepted[file] ?? 0) + outcome.rows;
    report.new[file] = (report.new[file] ?? 0) + outcome.fresh;
    for (const refusal of outcome.refusals) report.refused.push(refusal);
    const refused = new Set(outcome.refusals.map(({ line }) => line)).size;
    onProgress?.({ file, line: lastLine, rows: outcome.rows + refused });
  }
}

async function reviewBatch(
  run: ImportRun,
  register: Register,
  taken: Set<string>,
  batch: RowBatch<ReviewRow>,
): Promise<Outcome> {
  const [again, rows] = [
    batch.rows.filter(({ reference }) => taken.has(reference)),
    batch.rows.filter(({ reference }) => !taken.has(reference)),
  ];
  const result = await takeReviews(run, rows);
  const refused = [...again, ...result.taken];
  for (const { reference } of refused) {
    taken.add(reference);
    run.cases.refuse(reference);
  }
  const refusals = [...batch.refusals, ...refused.map(({ line }) => duplicate(register, line))];
  return {
    rows: batch.rows.length - refused.length,
    fresh: result.fresh,
    refusals: refusals.toSorted((a, b) => a.line - b.line),
  };
}

/** A file whose rows belong to cases. What is remembered of its rows is forgotten with the last of them. */
async function takeCaseRows<Row extends { reference: string }>(
  report: ImportReport,
  options: ImportOptions,
  batches: AsyncIterable<RowBatch<Row>>,
  rows: CaseRows<Row>,
): Promise<void> {
  let name = '';
  await take(report, options, batches, async (batch) => {
    name = batch.file;
    return { rows: batch.rows.length, fresh: await rows.take(batch.rows), refusals: batch.refusals };
  });
  report.warnings.push(...changesIn(name, rows.casesWithChanges()));
}

function duplicate({ reviews: { file, headings, places } }: Register, line: number): RowRefusal {
  return {
    file,
    line,
    column: headings[places.get('reference') ?? -1] ?? null,
    code: 'case_duplicate',
    message:
      'Enheden har allerede en gennemgang med dette sagsnummer og et andet indhold. Den er ikke ændret.',
    english: 'The unit already has a case review with this number and another content. It was not changed.',
  };
}

function changesIn(file: string, cases: number): ImportWarning[] {
  if (cases === 0) return [];
  const message =
    `${file}: ${cases} af de sager, der stod her i forvejen, har fået nye rækker, mens tidligere rækker ikke længere står ` +
    'i filen. Er en række rettet i regnearket, står den nu både som før og som rettet.';
  const english =
    `${file}: ${cases} of the cases that were here before have got new rows, while earlier rows are no longer in the ` +
    'file. A row that was mended in the spreadsheet is now here both as it was and as it is.';
  return [{ file, column: null, message, english }];
}
