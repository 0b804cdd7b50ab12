import type { Signer } from '#platform/signing.ts';
import { bytesOf, type Entry, entryFormat, nothingBefore, sha256, type Told } from './entry.ts';

/** The newest entry of a register; number 0 of an empty one. */
export type Head = { number: number; hash: string };
export const emptyRegister: Head = { number: 0, hash: nothingBefore };

export type SignedEntry = { entry: Entry; canon: Buffer; hash: string; signature: Buffer };

/** The entries that follow `head`, numbered without a gap, each bound to the one before and signed. */
export function chainOn(head: Head, told: readonly Told[], signer: Signer): SignedEntry[] {
  let { number, hash: previous } = head;
  return told.map((one) => {
    number += 1;
    const entry: Entry = { ...one, format: entryFormat, number, previous, key: signer.publicKey.id };
    const canon = bytesOf(entry);
    const hash = sha256(canon);
    previous = hash;
    return { entry, canon, hash, signature: signer.sign(canon) };
  });
}
