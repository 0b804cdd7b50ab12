import { blindIndex, encrypt, sign } from '#platform/crypto.ts';
import { type Keys, need } from '#platform/keys.ts';

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
    fingerprint: (content) => Buffer.from(sign(key, 'register-row:v1', JSON.stringify(content)), 'base64url'),
  };
}
