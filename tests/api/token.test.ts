import { connect } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeTokenApi, REFUSAL } from './token-api.ts';
import {
  AUDIENCE,
  byHand,
  byMunicipality,
  claims,
  encode,
  goodClaims,
  goodHeader,
  LOA,
  NOW,
  pairs,
  police,
  sign,
  signedWithPublicKey,
  swapPayload,
} from './token-forge.ts';

let api: Awaited<ReturnType<typeof makeTokenApi>>;
beforeEach(async () => {
  api = await makeTokenApi();
});

const jwk = { ...pairs.stranger.publicKey.export({ format: 'jwk' }) };
const byStranger = (header: Record<string, unknown>) => sign(goodClaims, header, pairs.stranger.privateKey);
const reheaded = async (header: string) => `${header}.${(await sign()).split('.').slice(1).join('.')}`;

/** What is wrong with the token, the token, and the reason that the trail is to get. */
const dangerous: [string, () => string | Promise<string>, string][] = [
  ['alg none', () => byHand({ ...goodHeader, alg: 'none' }), 'algorithm'],
  ['alg None', () => byHand({ ...goodHeader, alg: 'None' }), 'algorithm'],
  ['alg nOnE', () => byHand({ ...goodHeader, alg: 'nOnE' }), 'algorithm'],
  ['alg none and no signature', () => byHand({ ...goodHeader, alg: 'none' }, goodClaims, ''), 'malformed'],
  ['RS256 and no signature', () => byHand(goodHeader, goodClaims, ''), 'malformed'],
  ['HS256 with the public key', () => signedWithPublicKey(), 'algorithm'],
  ['HS256 with the public key after white space', () => signedWithPublicKey(' \n'), 'algorithm'],
  ['PS256 with the RS256 key', () => sign(goodClaims, { alg: 'PS256' }), 'algorithm'],
  ['RS512', () => sign(goodClaims, { alg: 'RS512' }), 'algorithm'],
  [
    'ES256',
    () => sign(goodClaims, { alg: 'ES256', kid: 'elliptic-1' }, pairs.elliptic.privateKey),
    'algorithm',
  ],
  ['no alg', () => byHand({ typ: 'at+jwt', kid: 'police-1' }), 'algorithm'],
  ['the wrong key', () => byStranger({}), 'signature_or_claims'],
  [
    'the key of another issuer',
    () => sign(goodClaims, {}, pairs.municipality.privateKey),
    'signature_or_claims',
  ],
  [
    'the key id of another issuer',
    () => sign(goodClaims, { kid: 'municipality-1' }, pairs.municipality.privateKey),
    'unknown_key',
  ],
  ['a key of 1024 bits', () => byHand({ ...goodHeader, kid: 'short-1' }), 'unknown_key'],
  [
    'a changed claim',
    async () => swapPayload(await sign(), claims({ sub: '0b6a3f0e-0c53-4a53-9d0c-6a6c1f0f7a99' })),
    'signature_or_claims',
  ],
  ['an embedded jwk', () => byStranger({ jwk }), 'header'],
  ['a jku', () => byStranger({ jku: 'https://evil.example/keys' }), 'header'],
  ['an x5u', () => byStranger({ x5u: 'https://evil.example/cert' }), 'header'],
  ['an x5c', () => byStranger({ x5c: ['MIIB'] }), 'header'],
  ['a crit', async () => reheaded(encode({ ...goodHeader, crit: ['exp'] })), 'header'],
  ['a b64', async () => reheaded(encode({ ...goodHeader, b64: false })), 'header'],
  ['a kid that climbs', () => sign(goodClaims, { kid: '../../../etc/passwd' }), 'key_id'],
  ['a kid of SQL', () => sign(goodClaims, { kid: "x' or '1'='1" }), 'key_id'],
  ['an unknown kid', () => sign(goodClaims, { kid: 'police-2' }), 'unknown_key'],
  ['a kid of 10 kB', () => sign(goodClaims, { kid: 'k'.repeat(1000) }), 'key_id'],
  ['a kid that is a number', async () => reheaded(encode({ ...goodHeader, kid: 1 })), 'key_id'],
  ['no kid', () => sign(goodClaims, { kid: undefined }), 'key_id'],
  ['a kid from the prototype', () => sign(goodClaims, { kid: '__proto__' }), 'unknown_key'],
  ['an unknown issuer', () => sign(claims({ iss: 'https://idp.evil.example' })), 'issuer'],
  ['the issuer with a slash', () => sign(claims({ iss: `${police.issuer}/` })), 'issuer'],
  ['an array of issuers', () => sign(claims({ iss: [police.issuer] })), 'issuer'],
  ['no issuer', () => sign(claims({ iss: undefined })), 'issuer'],
  ['another audience', () => sign(claims({ aud: 'https://other-api.example' })), 'signature_or_claims'],
  ['an array of audiences', () => sign(claims({ aud: [AUDIENCE] })), 'audience'],
  ['an audience among others', () => sign(claims({ aud: ['https://other.example', AUDIENCE] })), 'audience'],
  ['no audience', () => sign(claims({ aud: undefined })), 'signature_or_claims'],
  ['no exp', () => sign(claims({ exp: undefined })), 'signature_or_claims'],
  ['an exp of text', () => sign(claims({ exp: String(NOW + 60) })), 'signature_or_claims'],
  ['an exp of 1e20', () => sign(claims({ exp: 1e20 })), 'claims'],
  ['a negative exp', () => sign(claims({ exp: -1 })), 'signature_or_claims'],
  ['an exp with decimals', () => sign(claims({ exp: NOW + 60.5 })), 'claims'],
  ['an exp before iat', () => sign(claims({ iat: NOW + 4, exp: NOW + 3 })), 'lifetime'],
  [
    'expired by a second beyond the skew',
    () => sign(claims({ iat: NOW - 60, exp: NOW - 6 })),
    'signature_or_claims',
  ],
  ['a life of an hour', () => sign(claims({ exp: NOW + 3590 })), 'lifetime'],
  ['a life of a second too long', () => sign(claims({ iat: NOW, exp: NOW + 301 })), 'lifetime'],
  ['older than five minutes', () => sign(claims({ iat: NOW - 301, exp: NOW - 1 })), 'signature_or_claims'],
  ['no iat', () => sign(claims({ iat: undefined })), 'signature_or_claims'],
  ['an iat in the future', () => sign(claims({ iat: NOW + 6, exp: NOW + 60 })), 'lifetime'],
  ['an nbf in the future', () => sign(claims({ nbf: NOW + 6 })), 'signature_or_claims'],
  ['no subject', () => sign(claims({ sub: undefined })), 'signature_or_claims'],
  ['a subject that is no uuid', () => sign(claims({ sub: 'police-liaison' })), 'claims'],
  ['no jti', () => sign(claims({ jti: undefined })), 'signature_or_claims'],
  ['no client', () => sign(claims({ client_id: undefined })), 'signature_or_claims'],
  ['an ID token', () => sign(claims({ aud: 'web', nonce: 'n' }), { typ: 'JWT' }), 'type'],
  ['an ID token for our audience', () => sign(claims({ nonce: 'n' }), { typ: 'JWT' }), 'type'],
  ['no typ', () => sign(goodClaims, { typ: undefined }), 'type'],
  ['a refresh token', () => sign(goodClaims, { typ: 'rt+jwt' }), 'type'],
  ['an opaque refresh token', () => 'kq8sJrXvJmZx8rjq0lQ0n1yFhY1x1qBv3mB2s', 'malformed'],
  ['a logout token', () => sign(goodClaims, { typ: 'logout+jwt' }), 'type'],
  [
    'a token of another environment',
    () => sign(claims({ iss: 'https://idp.test.politi.example' })),
    'issuer',
  ],
  [
    'a municipality with the CVR number of the police',
    () => byMunicipality({ cvr: police.cvr }),
    'authority',
  ],
  [
    'a municipality with the issuer of the police',
    () => byMunicipality({ iss: police.issuer }),
    'unknown_key',
  ],
  ['no CVR number', () => sign(claims({ cvr: undefined })), 'signature_or_claims'],
  ['a CVR number that is a number', () => sign(claims({ cvr: Number(police.cvr) })), 'claims'],
  ['NSIS Low', () => sign(claims({ [LOA]: 'Low' })), 'assurance'],
  ['NSIS in another letter case', () => sign(claims({ [LOA]: 'substantial' })), 'assurance'],
  ['no NSIS level', () => sign(claims({ [LOA]: undefined })), 'signature_or_claims'],
  ['two parts', async () => (await sign()).split('.').slice(0, 2).join('.'), 'malformed'],
  ['four parts', async () => `${await sign()}.c2ln`, 'malformed'],
  ['five parts, as if encrypted', () => 'a.b.c.d.e', 'malformed'],
  ['padding', async () => `${await sign()}==`, 'malformed'],
  ['white space inside', async () => (await sign()).replace('.', '. '), 'malformed'],
  ['a header that is no JSON', () => reheaded('bm90LWpzb24'), 'malformed'],
  ['a header that is a list', () => reheaded(encode([goodHeader])), 'malformed'],
  ['a payload that is a list', () => byHand(goodHeader, [goodClaims]), 'malformed'],
  ['a payload that is null', () => byHand(goodHeader, null), 'malformed'],
  ['9 kB', () => sign(claims({ more: 'x'.repeat(9000) })), 'too_long'],
  ['1 MB', () => byHand(goodHeader, { ...goodClaims, more: 'x'.repeat(1_000_000) }), 'too_long'],
];

describe('dangerous tokens', () => {
  it('are more than the forty asked for', () => {
    expect(dangerous.length).toBeGreaterThanOrEqual(40);
  });

  it.each(dangerous)('refuses %s', async (_name, make, reason) => {
    const response = await api.ask(await make());
    expect(response.statusCode).toBe(401);
    expect(response.json()).toEqual(REFUSAL);
    expect(api.state.reasons).toEqual([reason]);
  });

  it('refuses them also when a good token has been remembered', async () => {
    const token = await sign();
    expect((await api.ask(token)).statusCode).toBe(200);
    const tokens = await Promise.all(dangerous.map(async ([, make]) => make()));
    const statuses = await Promise.all(tokens.map(async (each) => (await api.ask(each)).statusCode));
    expect(statuses).toEqual(tokens.map(() => 401));
  });
});

describe('where the token stands', () => {
  it('refuses a token in the address, in a cookie, in the body and under another scheme', async () => {
    const token = await sign();
    const responses = [
      await api.app.inject({ url: `/me?access_token=${token}` }),
      await api.app.inject({ url: '/me', headers: { cookie: `token=${token}; access_token=${token}` } }),
      await api.app.inject({ url: '/me', headers: { 'x-access-token': token } }),
      await api.app.inject({ url: '/me', headers: { authorization: token } }),
      await api.app.inject({ url: '/me', headers: { authorization: `Basic ${token}` } }),
      await api.app.inject({ url: '/me', headers: { authorization: `DPoP ${token}` } }),
      await api.app.inject({ url: '/me', headers: { authorization: `Bearer  ${token}` } }),
      await api.app.inject({ url: '/me', headers: { authorization: 'Bearer ' } }),
      await api.app.inject({ url: '/me' }),
    ];
    for (const response of responses) {
      expect(response.statusCode).toBe(401);
      expect(response.json()).toEqual(REFUSAL);
    }
  });

  it('refuses two headers, over a real connection, whichever of them is good', async () => {
    const token = await sign();
    const address = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }));
    const good = `Authorization: Bearer ${token}\r\n`;
    const bad = 'authorization: Bearer x\r\n';
    expect(await statusOf(address, good)).toBe(200);
    expect(await statusOf(address, good + bad)).toBe(401);
    expect(await statusOf(address, bad + good)).toBe(401);
    expect(await statusOf(address, good + good)).toBe(401);
    await api.app.close();
  });

  it('refuses through the plugin’s own request.jwtVerify(), which has no key', async () => {
    const headers = { authorization: `Bearer ${await sign()}` };
    expect((await api.app.inject({ url: '/stray', headers })).statusCode).toBe(401);
  });
});

function statusOf(address: URL, headers: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(address.port), address.hostname, () => {
      socket.write(`GET /me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);
    });
    let answer = '';
    socket.on('data', (piece: Buffer) => (answer += piece.toString()));
    socket.on('end', () => resolve(Number(answer.split(' ')[1])));
    socket.on('error', reject);
  });
}
