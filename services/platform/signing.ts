import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A public key that signatures are checked with: its id is the beginning of the SHA-256 of its DER form. */
export type PublicKey = { readonly id: string; readonly pem: string };

/** Signs with Ed25519 (RFC 8032). The private key stays inside. */
export type Signer = { readonly publicKey: PublicKey; sign(bytes: Uint8Array): Buffer };

// What stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410).
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicHead = Buffer.from('302a300506032b6570032100', 'hex');

/** A signer of 32 random bytes as hex, which are the private key. */
export function makeSigner(seed: string): Signer {
  const der = Buffer.concat([privateHead, Buffer.from(seed, 'hex')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { publicKey: describe(createPublicKey(key)), sign: (bytes) => sign(null, bytes, key) };
}

/** A public key of its 32 bytes as hex. */
export const publicKeyOf = (hex: string): PublicKey => describe(spki(Buffer.from(hex, 'hex')));

/** A public key read from PEM; null when it is none, or of another kind than Ed25519. */
export function readPublicKey(pem: string): PublicKey | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? describe(key) : null;
  } catch {
    return null;
  }
}

/** Whether the key signed exactly these bytes. */
export function isSignedBy({ pem }: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, createPublicKey(pem), signature);
}

const spki = (raw: Buffer) =>
  createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });

function describe(key: KeyObject): PublicKey {
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex').slice(0, 16),
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
