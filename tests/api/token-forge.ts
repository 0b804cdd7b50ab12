import { createHmac, generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import type { TrustedIssuer } from '#api/token.ts';

export const AUDIENCE = 'https://api.al-capone.example';
export const LOA = 'https://data.gov.dk/concept/core/nsis/loa';
/** The moment at which all these tokens are looked at, in seconds. */
export const NOW = 1_790_000_000;

export const police: TrustedIssuer = {
  issuer: 'https://idp.politi.example',
  cvr: '10000001',
  jwksUri: 'https://idp.politi.example/keys',
  authorityId: 'koebenhavns-politi',
};
export const municipality: TrustedIssuer = {
  issuer: 'https://idp.kk.example',
  cvr: '10000002',
  jwksUri: 'https://idp.kk.example/keys',
  authorityId: 'koebenhavns-kommune',
};

type Pair = { privateKey: KeyObject; publicKey: KeyObject };

const rsa = (modulusLength = 2048): Pair => generateKeyPairSync('rsa', { modulusLength });
export const pairs = {
  police: rsa(),
  municipality: rsa(),
  next: rsa(),
  stranger: rsa(),
  short: rsa(1024),
  elliptic: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

export type Claims = Record<string, unknown>;
export type Header = Record<string, unknown> & { alg?: string };

export const goodClaims: Claims = {
  iss: police.issuer,
  sub: '0b6a3f0e-0c53-4a53-9d0c-6a6c1f0f7a01',
  aud: AUDIENCE,
  iat: NOW - 10,
  exp: NOW + 290,
  jti: 'jti-1',
  client_id: 'web',
  cvr: police.cvr,
  [LOA]: 'Substantial',
};
export const goodHeader: Header = { alg: 'RS256', typ: 'at+jwt', kid: 'police-1' };

/** Good claims with changes; `undefined` takes a claim away. */
export function claims(changes: Claims = {}): Claims {
  return { ...goodClaims, ...changes };
}

/** A token signed for real by jose. */
export function sign(payload: Claims = goodClaims, header: Header = {}, key = pairs.police.privateKey) {
  return new SignJWT(payload)
    .setProtectedHeader({ ...goodHeader, ...header, alg: header.alg ?? 'RS256' })
    .sign(key);
}

export function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A token put together by hand, with any header and any signature. */
export function byHand(header: Header, payload: unknown = goodClaims, signature = 'c2ln'): string {
  return `${encode(header)}.${encode(payload)}.${signature}`;
}

/** The old trick: HS256 with the public key as if it were a shared secret. */
export function signedWithPublicKey(before = ''): string {
  const pem = before + pairs.police.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const input = `${encode({ ...goodHeader, alg: 'HS256' })}.${encode(goodClaims)}`;
  return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
}

/** What an issuer's key address answers. */
export async function jwksOf(keys: Record<string, Pair>): Promise<string> {
  const list = Object.entries(keys).map(async ([kid, { publicKey }]) => ({
    ...(await exportJWK(publicKey)),
    kid,
    use: 'sig',
  }));
  return JSON.stringify({ keys: await Promise.all(list) });
}

/** A good token of the municipality, with changes. */
export function byMunicipality(changes: Claims = {}): Promise<string> {
  const own = { iss: municipality.issuer, cvr: municipality.cvr };
  return sign(claims({ ...own, ...changes }), { kid: 'municipality-1' }, pairs.municipality.privateKey);
}

/** The payload of a signed token exchanged for another. */
export function swapPayload(token: string, payload: unknown): string {
  const [header = '', , signature = ''] = token.split('.');
  return [header, encode(payload), signature].join('.');
}
