type CaseState = 'known' | 'held' | 'refused';

/**
 * Which cases the findings and actions may speak of. Reading the reviews fills it: `held` is a row of this run that
 * holds good, `refused` a case of which no row holds good, `known` a case that was in the database before. Whoever
 * stores the reviews calls `refuse` for a row that it cannot take, before the findings are read.
 */
export class CaseBook {
  readonly #cases = new Map<string, CaseState>();

  constructor(known: Iterable<string> = []) {
    for (const reference of known) this.#cases.set(reference, 'known');
  }

  stateOf(reference: string): CaseState | undefined {
    return this.#cases.get(reference);
  }

  hold(reference: string): void {
    this.#cases.set(reference, 'held');
  }

  /** Nothing that belongs to the case is read from now on. */
  refuse(reference: string): void {
    this.#cases.set(reference, 'refused');
  }
}
