import { z } from 'zod';
import { type Assurance, ASSURANCE_CLAIM, vouchedFor } from '#platform/vouching.ts';
import { TokenRefused } from './refused.ts';
import type { TrustedIssuer } from './issuers.ts';

export const REQUIRED_CLAIMS = [
  'exp',
  'iat',
  'sub',
  'aud',
  'iss',
  'jti',
  'cvr',
  'client_id',
  ASSURANCE_CLAIM,
];

/** Longest life of a token and most that the issuer's clock may differ from ours, in seconds. */
export const LONGEST_LIFE = 300;
export const CLOCK_SKEW = 5;

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.guid(),
  aud: z.unknown(),
  iat: z.int().positive(),
  exp: z.int().positive(),
  nbf: z.int().optional(),
  jti: z.string().min(1).max(256),
  client_id: z.string().min(1).max(256),
  cvr: z.string().regex(/^\d{8}$/),
  [ASSURANCE_CLAIM]: z.string(),
});

/** Who a verified token speaks for. `expiresAt` is an instant in UTC. */
export type VerifiedToken = {
  issuer: string;
  subject: string;
  authorityId: string;
  jti: string;
  clientId: string;
  expiresAt: string;
  loa: Assurance;
};

/**
 * Holds the claims of a token whose signature is good against what its issuer may say: its own CVR
 * number, our audience as one string, at most five minutes of life, NSIS Substantial or High.
 */
export function readClaims(payload: unknown, issuer: TrustedIssuer, audience: string, now: number) {
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) throw new TokenRefused('claims');
  const claims = parsed.data;
  const second = now / 1000;
  if (claims.iss !== issuer.issuer) throw new TokenRefused('issuer');
  if (claims.aud !== audience) throw new TokenRefused('audience');
  const life = claims.exp - claims.iat;
  if (life <= 0 || life > LONGEST_LIFE) throw new TokenRefused('lifetime');
  if (claims.iat > second + CLOCK_SKEW || claims.exp < second - CLOCK_SKEW)
    throw new TokenRefused('lifetime');
  if (claims.nbf !== undefined && claims.nbf > second + CLOCK_SKEW) throw new TokenRefused('lifetime');
  const vouched = vouchedFor(claims, issuer);
  if (vouched.fault !== null) throw new TokenRefused(vouched.fault);
  const expires = Math.min(claims.exp + CLOCK_SKEW, claims.iat + LONGEST_LIFE) * 1000;
  const verified: VerifiedToken = {
    issuer: issuer.issuer,
    subject: claims.sub,
    authorityId: issuer.authorityId,
    jti: claims.jti,
    clientId: claims.client_id,
    expiresAt: new Date(claims.exp * 1000).toISOString(),
    loa: vouched.loa,
  };
  return { verified, expires };
}
