import { blindIndex, encrypt, sign } from '#platform/crypto.ts';
import { type Keys, need } from '#platform/keys.ts';
import type { Vault } from '#platform/vault.ts';

/** What an import does with keys: nothing that it writes can be read or compared without them. */
export type RowKeys = {
  /** Encrypts a text for one column (`table.column`) of one row. */
  seal(text: string, column: string, rowId: string): Buffer;
  /** The keyed index of a civil registration number (10 digits). */
  index(cpr: string): Buffer;
  readonly indexKeyId: string;
  /** A keyed fingerprint of a row's content, 32 bytes: the same for the same content, and useless without the key. */
  fingerprint(content: readonly unknown[]): Buffer;
};

const fingerprintUse = 'register-row:v1';

/** @throws KeysError when this process was not given the keys of persons. */
export function rowKeys(keys: Keys): RowKeys {
  const citizenEncryption = need(keys, 'citizenEncryption');
  // Fingerprints must last as long as the indexes do, so they are made with the same key, for another use.
  const { id, key } = need(keys, 'blindIndex');
  return {
    seal(text, column, rowId) {
      const [table = '', name = ''] = column.split('.');
      return encrypt(citizenEncryption, text, { table, column: name, rowId });
    },
    index: (cpr) => blindIndex(key, cpr),
    indexKeyId: id,
    fingerprint: (content) => Buffer.from(sign(key, fingerprintUse, JSON.stringify(content)), 'base64url'),
  };
}

/** The same keys, of a process that serves requests. */
export function rowKeysOf(vault: Vault): RowKeys {
  return {
    seal: vault.seal,
    index: (cpr) => vault.index(cpr).value,
    indexKeyId: vault.indexKeyId,
    fingerprint: (content) => vault.fingerprint(JSON.stringify(content), fingerprintUse),
  };
}
