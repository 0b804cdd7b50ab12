import { blindIndex, decrypt, encrypt, sign, verify } from './crypto.ts';
import type { Keys } from './keys.ts';
import { makeSigner, type PublicKey, publicKeyOf, type Signer } from './signing.ts';

/** Protects what must not be readable in the database, and signs what leaves and comes back. */
export type Vault = {
  /** Encrypts a text for one column of one row; `table.column`, e.g. `finding_version.text_ct`. */
  seal(text: string, column: string, rowId: string): Buffer;
  /** The same for bytes, such as a file. */
  sealBytes(content: Uint8Array, column: string, rowId: string): Buffer;
  openBytes(sealed: Buffer, column: string, rowId: string): Buffer;
  /** Opens what `seal` made for the same place; throws CryptoError for anything else. */
  open(sealed: Buffer, column: string, rowId: string): string;
  openOptional(sealed: Buffer | null, column: string, rowId: string): string | null;
  /** The keyed index of a civil registration number (10 digits), 32 bytes, and the id of its key. */
  index(cpr: string): { value: Buffer; keyId: string };
  /** The id of the key that `index` uses. */
  readonly indexKeyId: string;
  /** A keyed fingerprint of a content, 32 bytes: lasts as long as the indexes do, and is no index of anything else. */
  fingerprint(content: string, use: string): Buffer;
  /** What the trail keeps of a search: the same for the same term, no other index, and useless without the key. */
  searchTerm(term: string): string;
  /** An opaque token of `payload` that only this service can make, bound to `context`. */
  signCursor(payload: string, context: string): string;
  /** The payload, or null when the token is not ours, was changed, or belongs to another context. */
  readCursor(token: string, context: string): string | null;
  /** Signs receipts; and the public keys that they are checked with, the current one first. */
  readonly receiptSigner: Signer;
  readonly receiptKeys: readonly PublicKey[];
};

type VaultKeys = {
  [part in 'citizenEncryption' | 'blindIndex' | 'cursor' | 'receiptSigning']: NonNullable<Keys[part]>;
};

export function makeVault(keys: VaultKeys): Vault {
  const place = (column: string, rowId: string) => {
    const [table = '', name = ''] = column.split('.');
    return { table, column: name, rowId };
  };
  const openBytes = (sealed: Buffer, column: string, rowId: string) =>
    decrypt(keys.citizenEncryption, sealed, place(column, rowId));
  const open = (sealed: Buffer, column: string, rowId: string) =>
    openBytes(sealed, column, rowId).toString('utf8');
  const receiptSigner = makeSigner(keys.receiptSigning.key);
  return {
    seal: (text, column, rowId) => encrypt(keys.citizenEncryption, text, place(column, rowId)),
    sealBytes: (content, column, rowId) => encrypt(keys.citizenEncryption, content, place(column, rowId)),
    openBytes,
    open,
    openOptional: (sealed, column, rowId) => (sealed === null ? null : open(sealed, column, rowId)),
    index: (cpr) => ({ value: blindIndex(keys.blindIndex.key, cpr), keyId: keys.blindIndex.id }),
    indexKeyId: keys.blindIndex.id,
    // Fingerprints must last as long as the indexes do, so they are made with the same key, for another use.
    fingerprint: (content, use) => Buffer.from(sign(keys.blindIndex.key, use, content), 'base64url'),
    searchTerm: (term) => sign(keys.cursor, 'search-term:v1', term).slice(0, 22),
    signCursor: (payload, context) =>
      `${Buffer.from(payload).toString('base64url')}.${sign(keys.cursor, context, payload)}`,
    readCursor(token, context) {
      const [body = '', signature = ''] = token.split('.');
      const payload = Buffer.from(body, 'base64url').toString();
      return verify(keys.cursor, context, payload, signature) ? payload : null;
    },
    receiptSigner,
    receiptKeys: [receiptSigner.publicKey, ...keys.receiptSigning.retired.map(publicKeyOf)],
  };
}
