import { generateKeyPair, hash } from 'node:crypto';
import { promisify } from 'node:util';
import type { DemoKeys } from './people.ts';

const makeKeyPair = promisify(generateKeyPair);

/**
 * A new RS256 key for one authority's demo identity provider, as a private JWK Set. Keep it beside the
 * data, so that tokens and sign-ins go on working after a restart.
 */
export async function makeDemoKeys(): Promise<DemoKeys> {
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const kid = hash('sha256', `${jwk.e ?? ''}.${jwk.n ?? ''}`, 'base64url');
  return { keys: [{ ...jwk, kty: 'RSA', kid, use: 'sig', alg: 'RS256' }] };
}

/** The public half of the keys, as `/jwks` shows them. */
export function publicKeys(jwks: DemoKeys) {
  return { keys: jwks.keys.map(({ kty, kid, use, alg, n, e }) => ({ kty, kid, use, alg, n, e })) };
}
