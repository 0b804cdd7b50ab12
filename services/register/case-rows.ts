import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import { deed, type ImportRun } from './import-run.ts';
import { Occurrences } from './occurrences.ts';
import { fingerprintsOf } from './store.ts';

/** A row with the review that it belongs to. */
export type Placed<R> = { row: R; reviewId: string; hash: Buffer };

type Kind<R> = {
  table: 'finding' | 'follow_up_action';
  /** Everything that makes the row what it is. */
  contentOf(row: R): readonly unknown[];
  insert(tx: Transaction, rows: readonly Placed<R>[]): Promise<void>;
};
type Tally = { before: number; met: number; added: number };

/** Takes the rows of one file that belong to cases, a batch at a time; a row that its case already has is left alone. */
export class CaseRows<R extends { reference: string }> {
  readonly #run: ImportRun;
  readonly #kind: Kind<R>;
  readonly #occurrences: Occurrences;
  /** Of the cases that are older than this import. */
  readonly #tallies = new Map<string, Tally>();

  constructor(run: ImportRun, kind: Kind<R>) {
    this.#run = run;
    this.#kind = kind;
    this.#occurrences = new Occurrences(run.keys);
  }

  /** Puts in what is new and gives how much that is. At most some hundred rows: the trail names their reviews. */
  async take(rows: readonly R[]): Promise<number> {
    const { dryRun } = this.#run;
    const placed: Placed<R>[] = [];
    let ofNewCases = 0;
    for (const row of rows) {
      const reviewId = this.#run.reviewIds.get(row.reference);
      const hash = this.#occurrences.fingerprint([
        this.#kind.table,
        this.#run.unitId,
        ...this.#kind.contentOf(row),
      ]);
      if (reviewId) placed.push({ row, reviewId, hash });
      else if (reviewId === null) ofNewCases += 1;
      else throw new Error('a row of a case that nobody has entered');
    }
    const reviews = [...new Set(placed.map(({ reviewId }) => reviewId))];
    const fresh = await this.#run.inTransaction(async (tx) => {
      const known = await fingerprintsOf(tx, this.#kind.table, this.#run.unitId, reviews);
      for (const reviewId of reviews) this.#remember(reviewId, known.get(reviewId)?.length ?? 0);
      const added = placed.filter(
        ({ reviewId, hash }) => !known.get(reviewId)?.some((row) => row.source_hash?.equals(hash)),
      );
      if (added.length > 0 && !dryRun) await this.#kind.insert(tx, added);
      record(tx, {
        verb: added.length > 0 && !dryRun ? 'collect' : 'consult',
        deed,
        ids: { reviews },
        counts: { [this.#kind.table]: dryRun ? 0 : added.length },
      });
      return new Set(added);
    });
    for (const row of placed) this.#count(row.reviewId, fresh.has(row) ? 'added' : 'met');
    return fresh.size + ofNewCases;
  }

  /** Cases with rows that are new and others that the file no longer has: such a row was probably corrected by hand. */
  casesWithChanges(): number {
    return [...this.#tallies.values()].filter(({ before, met, added }) => added > 0 && met < before).length;
  }

  #remember(reviewId: string, before: number): void {
    if (!this.#run.madeHere.has(reviewId) && !this.#tallies.has(reviewId))
      this.#tallies.set(reviewId, { before, met: 0, added: 0 });
  }

  #count(reviewId: string, what: 'met' | 'added'): void {
    const tally = this.#tallies.get(reviewId);
    if (tally) tally[what] += 1;
  }
}
