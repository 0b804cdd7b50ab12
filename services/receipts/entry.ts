import { createHash } from 'node:crypto';
import { z } from 'zod';
import { disclosureForms, purposes } from '#platform/codes.ts';
import { canonicalJson } from '#platform/canonical-json.ts';

export const entryFormat = 'al-capone-receipt/1';

/** The hash before the first entry. */
export const nothingBefore = '0'.repeat(64);

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().positive();
const common = {
  format: z.literal(entryFormat),
  unitId: z.string(),
  fromAgencyId: z.string(),
  toAgencyId: z.string(),
  number: count,
  previous: hash,
  key: z.string().regex(/^[0-9a-f]{16}$/),
  at: z.iso.datetime(),
  disclosureId: z.uuid(),
  findingId: z.uuid(),
  version: count,
  reviewId: z.uuid(),
};
const later = { ...common, ofNumber: count };
const byPerson = { by: z.uuid() };

/**
 * One entry of an agency's register. `issued` is the hand-over itself; the others tell what became of it. An entry holds ids,
 * codes and hashes: what was said is told by its hash alone.
 */
export const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('issued'),
    ...common,
    ...byPerson,
    legalBasis: z.string(),
    purpose: z.enum(purposes),
    form: z.enum(disclosureForms),
    useRestriction: z.string().nullable(),
    contentHash: hash,
    decisionId: z.uuid().nullable(),
  }),
  z.strictObject({ kind: z.literal('opened'), ...later }),
  z.strictObject({ kind: z.literal('revoked'), ...later, ...byPerson }),
  z.strictObject({ kind: z.literal('superseded'), ...later, ...byPerson, newVersion: count }),
  z.strictObject({ kind: z.literal('withdrawn'), ...later, ...byPerson }),
]);
export type Entry = z.infer<typeof entrySchema>;

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;
/** What an entry tells, before it has a place in the register. */
export type Told = Without<Entry, 'format' | 'number' | 'previous' | 'key'>;

/** The exact bytes of an entry: what is hashed, signed and kept. */
export const bytesOf = (entry: Entry): Buffer => Buffer.from(canonicalJson(entry), 'utf8');

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
