import { createHmac } from 'node:crypto';
import { z } from 'zod';

const secret = z
  .string('mangler eller er ikke tekst / is missing or not text')
  .regex(
    /^[0-9a-f]{64}$/,
    'skal være 64 hexadecimale tegn (0-9, a-f) / must be 64 hexadecimal digits (0-9, a-f)',
  )
  .refine((hex) => !/^(.{2})\1+$/.test(hex), 'er ikke tilfældig / is not random');

const keyId = z
  .string('mangler eller er ikke tekst / is missing or not text')
  .regex(/^[0-9a-f]{8}$/, 'skal være 8 hexadecimale tegn / must be 8 hexadecimal digits');

const password = z
  .string('mangler eller er ikke tekst / is missing or not text')
  .regex(
    /^\S{24,}$/,
    'skal være mindst 24 tegn uden mellemrum / must be at least 24 characters without spaces',
  );

const onlyKnown = 'har en ukendt eller manglende del / has an unknown or missing part';

const citizenEncryption = z
  .strictObject({ current: keyId, keys: z.record(keyId, secret, 'mangler / is missing') }, onlyKnown)
  .refine(
    ({ current, keys }) => keys[current] !== undefined,
    '"current" peger på en nøgle, der ikke er i "keys" / "current" names a key that is not in "keys"',
  );

/** The private key of receipts, and the public keys of those it has followed: what they signed is still checked. */
const receiptSigning = z.strictObject({ key: secret, retired: z.array(secret).default([]) }, onlyKnown);

const passwords = {
  app: password,
  reporter: password,
  scheduler: password,
  register: password,
};

/** What an issuer has given the browser door to prove itself with; a public client has none. */
const clientSecret = z
  .string('er ikke tekst / is not text')
  .regex(/^[\x21-\x7e]{16,200}$/, 'skal være 16-200 synlige tegn / must be 16-200 visible characters');
const webClientSecrets = z
  .record(
    z.url({
      protocol: /^https$/,
      error: 'navnet skal være udstederens https-adresse / the name must be the issuer’s https address',
    }),
    clientSecret,
  )
  .optional();

const parts = {
  callerSigning: secret,
  citizenEncryption,
  blindIndex: z.strictObject({ id: keyId, key: secret }, onlyKnown),
  cursor: secret,
  receiptSigning,
  databasePasswords: z.strictObject(passwords, onlyKnown),
  superuserPassword: password,
};

const reused = 'den samme nøgle er brugt to steder / the same key is used in two places';

const productionShape = z.strictObject(
  {
    demo: z.literal(false, 'skal være false / must be false'),
    ...z.strictObject(parts).partial().shape,
    databasePasswords: z.strictObject(passwords, onlyKnown).partial().optional(),
    webClientSecrets,
  },
  onlyKnown,
);

function allDifferent(keys: z.infer<typeof productionShape>): boolean {
  const material = [
    keys.callerSigning,
    keys.cursor,
    keys.blindIndex?.key,
    keys.receiptSigning?.key,
    ...Object.values(keys.citizenEncryption?.keys ?? {}),
  ].filter((key) => key !== undefined);
  return new Set(material).size === material.length;
}

/** A process in production is given only the keys that it needs, so every part may be absent. */
export const productionKeys = productionShape.refine(allDifferent, reused);

/**
 * The demo's keys are all there, because one process plays every part. A file from before there were receipts has no key for
 * them: it is made of another key of the file, the same each time.
 */
export const demoKeys = z
  .strictObject(
    {
      demo: z.literal(true, 'skal være true / must be true'),
      ...parts,
      receiptSigning: receiptSigning.optional(),
      webClientSecrets,
    },
    onlyKnown,
  )
  .transform(({ receiptSigning: signing, ...keys }) => ({
    ...keys,
    receiptSigning: signing ?? { key: keyFrom(keys.callerSigning, 'receipt-signing:v1'), retired: [] },
  }));

const keyFrom = (key: string, use: string) => createHmac('sha256', key).update(use).digest('hex');

export type DemoKeys = z.infer<typeof demoKeys>;
export type ProductionKeys = z.infer<typeof productionKeys>;

/** Keys as lower-case hexadecimal text; ask for a part with `need` or `needPassword`. */
export type Keys = DemoKeys | ProductionKeys;

export type DatabaseRole = keyof typeof passwords;

const knownNames = new Set([
  ...Object.keys(parts),
  ...Object.keys(passwords),
  'demo',
  'webClientSecrets',
  'current',
  'keys',
  'id',
  'key',
  'retired',
]);

/** The faults of a key file, without anything that could be a key: names that are not ours become '*'. */
export function describeFaults(error: z.ZodError): string[] {
  return error.issues.map((fault) => {
    const place = fault.path.map((part) => (knownNames.has(String(part)) ? String(part) : '*')).join('.');
    const rule =
      fault.code === 'invalid_key'
        ? 'navnet skal være 8 hexadecimale tegn / the name must be 8 hexadecimal digits'
        : fault.message;
    return `${place === '' ? '(filen / the file)' : place}: ${rule}`;
  });
}
