import { z } from 'zod';
import { TokenRefused } from './refused.ts';

const LONGEST = 8192;
const THREE_PARTS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const SAFE_KEY_ID = /^[A-Za-z0-9_.:=-]{1,128}$/;
const HARMLESS_HEADERS = new Set(['alg', 'typ', 'kid', 'x5t', 'x5t#S256']);
const ACCESS_TOKEN_TYPES = new Set(['at+jwt', 'application/at+jwt']);

const jsonObject = z.record(z.string(), z.unknown());

/** What a token says of itself before anything of it is believed. */
export type UnverifiedToken = { token: string; keyId: string; issuer: string };

/**
 * The bearer token of a request, from its raw headers (name, value, name, value …: Node's `headers`
 * hides that a header was sent twice). Exactly one Authorization header; a token in the address, a
 * cookie or the body is never looked for.
 */
export function bearerToken(rawHeaders: readonly string[]): string {
  const values = rawHeaders.filter(
    (_, place) => place % 2 === 1 && rawHeaders[place - 1]?.toLowerCase() === 'authorization',
  );
  const [value] = values;
  if (value === undefined) throw new TokenRefused('no_token');
  if (values.length > 1) throw new TokenRefused('several_headers');
  if (!/^bearer /i.test(value)) throw new TokenRefused('not_bearer');
  const token = value.slice('Bearer '.length);
  if (token.length > LONGEST) throw new TokenRefused('too_long');
  return token;
}

/**
 * Checks everything about a token that can be checked without a key, and reads which issuer and key it
 * names. The header is held to an allow-list, which keeps out `jwk`, `jku`, `x5u`, `x5c`, `crit`, `b64`.
 */
export function readUnverified(token: string): UnverifiedToken {
  if (!THREE_PARTS.test(token)) throw new TokenRefused('malformed');
  const [headerPart = '', payloadPart = ''] = token.split('.');
  const header = readPart(headerPart);
  if (header['alg'] !== 'RS256') throw new TokenRefused('algorithm');
  if (typeof header['typ'] !== 'string' || !ACCESS_TOKEN_TYPES.has(header['typ'].toLowerCase()))
    throw new TokenRefused('type');
  if (Object.keys(header).some((name) => !HARMLESS_HEADERS.has(name))) throw new TokenRefused('header');
  const keyId = header['kid'];
  if (typeof keyId !== 'string' || !SAFE_KEY_ID.test(keyId)) throw new TokenRefused('key_id');
  const issuer = readPart(payloadPart)['iss'];
  if (typeof issuer !== 'string') throw new TokenRefused('issuer');
  return { token, keyId, issuer };
}

function readPart(part: string): Record<string, unknown> {
  try {
    return jsonObject.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    throw new TokenRefused('malformed');
  }
}
