import type { z } from 'zod';
import type { receiptEntry } from './contract.ts';
import { type Entry, entrySchema } from './entry.ts';
import type { KeptReceipt } from './store.ts';

/** An entry as the API shows it. */
export type ReceiptView = z.input<typeof receiptEntry>;

/** The entry that these exact bytes are. Throws when they are none. */
export const entryOf = (canon: Buffer): Entry => entrySchema.parse(JSON.parse(canon.toString('utf8')));

const empty = {
  ofNumber: null,
  newVersion: null,
  by: null,
  legalBasis: null,
  purpose: null,
  form: null,
  useRestriction: null,
  contentHash: null,
  decisionId: null,
};

export function receiptView({ canon, hash, signature }: KeptReceipt): ReceiptView {
  return {
    ...empty,
    ...entryOf(canon),
    hash: hash.toString('hex'),
    signature: signature.toString('hex'),
    canon: canon.toString('utf8'),
  };
}

const once = (ids: readonly (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
export const peopleIn = (items: readonly ReceiptView[]) => once(items.map(({ by }) => by));
export const reviewsIn = (items: readonly ReceiptView[]) => once(items.map(({ reviewId }) => reviewId));
