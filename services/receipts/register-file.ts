import { z } from 'zod';
import { canonicalJson } from '#platform/canonical-json.ts';
import type { PublicKey, Signer } from '#platform/signing.ts';
import { sha256 } from './entry.ts';

const fileFormat = 'al-capone-receipt-register/1';
const sealFormat = 'al-capone-receipt-seal/1';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const keyId = z.string().regex(/^[0-9a-f]{16}$/);
const signature = z.string().regex(/^[0-9a-f]{128}$/);

/** The file's first line: whose register it is, and the public keys of its signatures. */
export const firstLine = z.strictObject({
  format: z.literal(fileFormat),
  unitId: z.string(),
  agencyId: z.string(),
  exportedAt: z.iso.datetime(),
  keys: z.array(z.strictObject({ id: keyId, pem: z.string() })),
});
/** One line for each entry. The entry stands in its own canonical form, so that its bytes are those that were signed. */
export const entryLine = z.strictObject({ entry: z.unknown(), hash, signature });
const seal = z.strictObject({
  format: z.literal(sealFormat),
  entries: z.number().int().nonnegative(),
  sha256: hash,
  key: keyId,
});
/** The last line: signs everything before it, so that not a byte of the file can be another. */
export const lastLine = z.strictObject({ seal, signature });
export type Seal = z.infer<typeof seal>;

export const sealBytes = (sealed: Seal): Buffer => Buffer.from(canonicalJson(sealed), 'utf8');

export type KeptEntry = { canon: Buffer; hash: Buffer; signature: Buffer };
type Source = { unitId: string; agencyId: string; exportedAt: string; keys: readonly PublicKey[] };

/** One entry as a line of a file. */
const lineOf = (one: KeptEntry): string =>
  `{"entry":${one.canon.toString('utf8')},"hash":"${one.hash.toString('hex')}","signature":"${one.signature.toString('hex')}"}\n`;

/** One receipt and what became of it, as a file of its own: the recipient's copy, which stands in no register of its own. */
export const receiptFile = (entries: readonly KeptEntry[]): string => entries.map(lineOf).join('');

/** An agency's whole register as one file: JSON lines, oldest entry first, sealed at the end. */
export function fileOf(source: Source, entries: readonly KeptEntry[], signer: Signer): string {
  const { unitId, agencyId, exportedAt } = source;
  const keys = source.keys.map(({ id, pem }) => ({ id, pem }));
  const head = canonicalJson({ format: fileFormat, unitId, agencyId, exportedAt, keys });
  const content = `${head}\n${receiptFile(entries)}`;
  const sealed: Seal = {
    format: sealFormat,
    entries: entries.length,
    sha256: sha256(Buffer.from(content, 'utf8')),
    key: signer.publicKey.id,
  };
  const last = canonicalJson({ seal: sealed, signature: signer.sign(sealBytes(sealed)).toString('hex') });
  return `${content}${last}\n`;
}
