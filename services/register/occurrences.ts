import type { RowKeys } from './row-keys.ts';

/**
 * Fingerprints of rows that have no number of their own. Two equal rows of a case are two rows, so the second carries
 * its place among its equals; a file that is read again gives the same fingerprints again.
 */
export class Occurrences {
  readonly #keys: RowKeys;
  readonly #seen = new Map<string, number>();

  constructor(keys: RowKeys) {
    this.#keys = keys;
  }

  fingerprint(content: readonly unknown[]): Buffer {
    const first = this.#keys.fingerprint(content);
    const name = first.toString('latin1', 0, 16);
    const before = this.#seen.get(name) ?? 0;
    this.#seen.set(name, before + 1);
    return before === 0 ? first : this.#keys.fingerprint([...content, before]);
  }
}
