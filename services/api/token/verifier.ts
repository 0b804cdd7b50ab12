import { hash } from 'node:crypto';
import type { JWT } from '@fastify/jwt';
import { CLOCK_SKEW, LONGEST_LIFE, readClaims, REQUIRED_CLAIMS } from './claims.ts';
import { keepIssuers } from './issuers.ts';
import { makeKeySet } from './key-set.ts';
import { TokenRefused } from './refused.ts';
import { bearerToken, readUnverified } from './shape.ts';
import type { VerifiedToken } from './claims.ts';
import type { TrustedIssuer } from './issuers.ts';
import type { KeySet } from './key-set.ts';
import type { UnverifiedToken } from './shape.ts';

const MOST_REMEMBERED = 10_000;

export type TokenVerifierOptions = {
  /** The trusted issuers, as the database has them now. */
  issuers: () => Promise<readonly TrustedIssuer[]>;
  /** The one audience that tokens for this API carry. */
  audience: string;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
  fetch?: typeof fetch;
};

type Remembered = { verified: VerifiedToken; issuer: TrustedIssuer; expires: number };

/**
 * Makes the function that turns a request's raw headers into who is calling, or throws `TokenRefused`.
 * @fastify/jwt (`jwt`) verifies signature and claims, once for each token; the answer is remembered under
 * the token's SHA-256 until the token expires or its issuer is no longer trusted as it was. Whether the
 * person may still act is not decided here but in the transaction of the deed.
 */
export function makeTokenVerifier(options: TokenVerifierOptions & { jwt: Pick<JWT, 'verify'> }) {
  const now = options.now ?? Date.now;
  const trustedIssuers = keepIssuers(options.issuers, now);
  const keySets = new Map<string, KeySet>();
  const remembered = new Map<string, Remembered>();

  function keySetOf(jwksUri: string): KeySet {
    const known = keySets.get(jwksUri);
    if (known !== undefined) return known;
    const made = makeKeySet({ jwksUri, fetch: options.fetch ?? fetch, now });
    keySets.set(jwksUri, made);
    return made;
  }

  function verifySigned(unverified: UnverifiedToken, issuer: TrustedIssuer, key: string): unknown {
    try {
      return options.jwt.verify<object>(unverified.token, {
        key,
        algorithms: ['RS256'],
        allowedIss: issuer.issuer,
        allowedAud: options.audience,
        requiredClaims: REQUIRED_CLAIMS,
        maxAge: LONGEST_LIFE,
        checkTyp: 'at+jwt',
        clockTolerance: CLOCK_SKEW * 1000,
        clockTimestamp: now(),
      });
    } catch {
      throw new TokenRefused('signature_or_claims');
    }
  }

  async function verifyAnew(token: string, issuers: ReadonlyMap<string, TrustedIssuer>): Promise<Remembered> {
    const unverified = readUnverified(token);
    const issuer = issuers.get(unverified.issuer);
    if (issuer === undefined) throw new TokenRefused('issuer');
    const key = await keySetOf(issuer.jwksUri)(unverified.keyId);
    const payload = verifySigned(unverified, issuer, key);
    const { verified, expires } = readClaims(payload, issuer, options.audience, now());
    return { verified: Object.freeze(verified), expires, issuer };
  }

  return async function verifyAccessToken(rawHeaders: readonly string[]): Promise<VerifiedToken> {
    const token = bearerToken(rawHeaders);
    const place = hash('sha256', token, 'base64url');
    const found = trustedIssuers();
    const issuers = found instanceof Promise ? await found : found;
    const before = remembered.get(place);
    if (before !== undefined && before.expires >= now() && sameIssuer(before.issuer, issuers))
      return before.verified;
    remembered.delete(place);
    const verified = await verifyAnew(token, issuers);
    remember(remembered, place, verified);
    return verified.verified;
  };
}

function sameIssuer(then: TrustedIssuer, issuers: ReadonlyMap<string, TrustedIssuer>): boolean {
  const today = issuers.get(then.issuer);
  return today?.cvr === then.cvr && today.authorityId === then.authorityId && today.jwksUri === then.jwksUri;
}

function remember(remembered: Map<string, Remembered>, place: string, token: Remembered): void {
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(place, token);
}
