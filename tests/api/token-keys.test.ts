import { beforeEach, describe, expect, it } from 'vitest';
import { makeTokenApi, REFUSAL } from './token-api.ts';
import {
  byHand,
  byMunicipality,
  claims,
  goodClaims,
  goodHeader,
  jwksOf,
  LOA,
  municipality,
  NOW,
  pairs,
  police,
  sign,
} from './token-forge.ts';

let api: Awaited<ReturnType<typeof makeTokenApi>>;
beforeEach(async () => {
  api = await makeTokenApi();
});

describe('good tokens', () => {
  it('say who is calling', async () => {
    expect((await api.ask(await sign())).json()).toEqual({
      issuer: police.issuer,
      subject: goodClaims['sub'],
      authorityId: 'koebenhavns-politi',
      jti: 'jti-1',
      clientId: 'web',
      expiresAt: new Date((NOW + 290) * 1000).toISOString(),
      loa: 'Substantial',
    });
    const other = await api.ask(await byMunicipality({ [LOA]: 'High' }));
    expect(other.json()).toMatchObject({ authorityId: 'koebenhavns-kommune', loa: 'High' });
  });

  it.each([
    ['a clock five seconds ahead', { iat: NOW + 5, exp: NOW + 305 }],
    ['a clock four seconds behind', { iat: NOW - 60, exp: NOW - 4 }],
    ['an nbf of now', { nbf: NOW }],
    ['roles and other claims that are not asked for', { roles: ['admin'], scope: 'api' }],
  ])('are accepted with %s', async (_name, changes) => {
    expect((await api.ask(await sign(claims(changes)))).statusCode).toBe(200);
  });

  it('are accepted with the long form of typ', async () => {
    expect((await api.ask(await sign(goodClaims, { typ: 'application/at+jwt' }))).statusCode).toBe(200);
  });

  it('are verified once and remembered until they expire, not longer', async () => {
    const token = await sign();
    expect((await api.ask(token)).statusCode).toBe(200);
    expect((await api.ask(token)).statusCode).toBe(200);
    api.state.now = (NOW + 289) * 1000;
    expect((await api.ask(token)).statusCode).toBe(200);
    api.state.now = (NOW + 291) * 1000;
    expect((await api.ask(token)).statusCode).toBe(401);
  });

  it('stop within ten seconds of the issuer being taken off the list, remembered or not', async () => {
    const token = await sign();
    expect((await api.ask(token)).statusCode).toBe(200);
    api.state.issuers = [municipality];
    api.state.now += 10_000;
    expect((await api.ask(token)).statusCode).toBe(401);
    api.state.issuers = [{ ...police, cvr: '10000009' }];
    api.state.now += 10_000;
    expect((await api.ask(token)).statusCode).toBe(401);
  });
});

describe('the issuer’s keys', () => {
  it('come from the configured address and are fetched once', async () => {
    await Promise.all([api.ask(await sign()), api.ask(await sign(claims({ jti: 'jti-2' })))]);
    expect(api.state.fetches).toEqual([police.jwksUri]);
  });

  it('are fetched anew at most once in 30 seconds, however many unknown key ids come', async () => {
    await api.ask(await sign());
    for (let second = 0; second < 60; second += 1) {
      api.state.now = (NOW + second) * 1000;
      const tokens = Array.from({ length: 17 }, (_, n) =>
        byHand({ ...goodHeader, kid: `unknown-${second}-${n}` }),
      );
      await Promise.all(tokens.map((token) => api.ask(token)));
    }
    expect(api.state.reasons).toHaveLength(1020);
    expect(api.state.fetches.length).toBeLessThanOrEqual(1 + 60 / 30);
  });

  it('may change: a new key is accepted within 30 seconds, one taken back stops after five minutes', async () => {
    await api.ask(await sign());
    api.state.answers[police.jwksUri] = await jwksOf({ 'police-2': pairs.next });
    const signed = () =>
      sign(
        claims({ iat: api.state.now / 1000, exp: api.state.now / 1000 + 300 }),
        { kid: 'police-2' },
        pairs.next.privateKey,
      );
    api.state.now = (NOW + 30) * 1000;
    expect((await api.ask(await signed())).statusCode).toBe(200);
    api.state.now = (NOW + 331) * 1000;
    const old = await sign(claims({ iat: NOW + 331, exp: NOW + 400 }));
    expect((await api.ask(old)).statusCode).toBe(401);
    expect(api.state.reasons).toEqual(['unknown_key']);
  });

  it('taken back are noticed after five minutes also when no new key id comes', async () => {
    await api.ask(await sign());
    api.state.answers[police.jwksUri] = await jwksOf({ 'police-2': pairs.next });
    api.state.now = (NOW + 301) * 1000;
    expect((await api.ask(await sign(claims({ iat: NOW + 301, exp: NOW + 400 })))).statusCode).toBe(401);
  });

  it('known work on while the issuer is away for ten minutes, and it is asked each 30 seconds at most', async () => {
    await api.ask(await sign());
    api.state.down = true;
    for (let second = 0; second <= 600; second += 10) {
      api.state.now = (NOW + second) * 1000;
      const token = await sign(claims({ iat: NOW + second, exp: NOW + second + 300, jti: `jti-${second}` }));
      expect((await api.ask(token)).statusCode).toBe(200);
    }
    expect(api.state.fetches.length).toBeLessThanOrEqual(1 + 600 / 30);
  });

  it('not known while the issuer is away: 401, never 500, and good again soon after it is back', async () => {
    api.state.down = true;
    expect((await api.ask(await sign())).json()).toEqual(REFUSAL);
    expect(api.state.reasons).toEqual(['keys_unavailable']);
    api.state.down = false;
    api.state.now += 2000;
    expect((await api.ask(await sign())).statusCode).toBe(200);
  });

  it.each([
    ['no JSON', 'not json'],
    ['no keys', '{"keys":[]}'],
    [
      'keys of no use',
      '{"keys":[{"kty":"oct","k":"AA","kid":"police-1"},{"kty":"RSA","kid":"police-1","n":"","e":""}]}',
    ],
    ['too much', JSON.stringify({ keys: [{ kty: 'RSA', kid: 'x'.repeat(100_000) }] })],
  ])('are not believed when the answer is %s', async (_name, answer) => {
    api.state.answers[police.jwksUri] = answer;
    const response = await api.ask(await sign());
    expect(response.statusCode).toBe(401);
    expect(response.json()).toEqual(REFUSAL);
  });
});
