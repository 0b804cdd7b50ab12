import { createPrivateKey, createSecretKey } from 'node:crypto';
import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeDemoKeys } from '#identity/demo-identity-provider.ts';
import { ASSURANCE_CLAIM } from '#platform/vouching.ts';
import { refusalsOf } from './sign-in-refusals.ts';
import { aBrowser, aSignInWorld, type SignInWorld } from './sign-in-world.ts';

// Who is not signed in, and that it shows: no session, a calm page, and a reason in the trail.
let world: SignInWorld;
let expectRefused: ReturnType<typeof refusalsOf>;
beforeAll(async () => {
  world = await aSignInWorld();
  expectRefused = refusalsOf(world);
});
afterAll(() => world.close());
afterEach(() => world.between());

const browser = () => aBrowser(world.baseUrl);

const changed = (address: string, change: (query: URLSearchParams) => void) => {
  const target = new URL(address);
  change(target.searchParams);
  return target.href;
};

describe('an answer that does not belong to this browser’s sign-in', () => {
  test('in a browser that has begun nothing (somebody else’s sign-in is forced on it)', async () => {
    const answer = await browser().answerFor('bif-liaison');
    const victim = browser();
    await expectRefused(victim, await victim.visit(answer), 400, null);
  });

  test.each([
    ['another state', (query: URLSearchParams) => query.set('state', 'x'.repeat(43)), 'state'],
    ['no state', (query: URLSearchParams) => query.delete('state'), 'state'],
    [
      'the state twice',
      (query: URLSearchParams) => query.append('state', query.get('state') ?? ''),
      'answer',
    ],
    ['no code', (query: URLSearchParams) => query.delete('code'), 'answer'],
    ['a made-up code', (query: URLSearchParams) => query.set('code', 'made-up'), 'code'],
    ['another issuer', (query: URLSearchParams) => query.set('iss', 'https://evil.example'), 'answer'],
    ['no issuer', (query: URLSearchParams) => query.delete('iss'), 'answer'],
  ])('%s', async (_what, change, reason) => {
    const one = browser();
    const answer = changed(await one.answerFor('bif-liaison'), change);
    await expectRefused(one, await one.visit(answer), 400, reason);
  });

  test('the answer of another authority’s issuer', async () => {
    const [one, attacker] = [browser(), browser()];
    const own = new URL(await one.answerFor('bif-liaison'));
    const other = new URL(await attacker.answerFor('politi-liaison'));
    for (const name of ['code', 'iss']) own.searchParams.set(name, other.searchParams.get(name) ?? '');
    await expectRefused(one, await one.visit(own.href), 400, 'answer');
    // Also when the issuer that answers is not named: its code is of no use at the issuer that was asked.
    const again = new URL(await one.answerFor('bif-liaison'));
    const fresh = new URL(await attacker.answerFor('politi-liaison'));
    again.searchParams.set('code', fresh.searchParams.get('code') ?? '');
    await expectRefused(one, await one.visit(again.href), 400, 'code');
  });

  test('the code of another sign-in at the same issuer', async () => {
    const [one, attacker] = [browser(), browser()];
    const own = new URL(await one.answerFor('bif-liaison'));
    const other = new URL(await attacker.answerFor('bif-administrator'));
    own.searchParams.set('code', other.searchParams.get('code') ?? '');
    await expectRefused(one, await one.visit(own.href), 400, 'code');
  });

  test('the same answer again, also with the cookie kept', async () => {
    const one = browser();
    const answer = await one.answerFor('bif-liaison');
    const kept = one.cookie('sign-in') ?? '';
    expect((await one.visit(answer)).status).toBe(303);
    const session = one.cookie('session') ?? '';
    one.jar.delete('session');
    await expectRefused(one, await one.visit(answer), 400, null);
    one.jar.set('sign-in', { value: kept, path: '/' });
    await expectRefused(one, await one.visit(answer), 400, 'code');
    // Whoever is signed in is not signed out by that.
    expect(await world.api.sessions.find(session)).not.toBeNull();
  });

  test('after more than ten minutes, and not before', async () => {
    const [one, other] = [browser(), browser()];
    const [late, inTime] = [await one.answerFor('bif-liaison'), await other.answerFor('bif-liaison')];
    world.later(9.9);
    expect((await other.visit(inTime)).status).toBe(303);
    world.later(0.2);
    await expectRefused(one, await one.visit(late), 400, null);
  });

  test.each([
    [
      'changed',
      (sealed: string) => `${sealed.slice(0, 60)}${sealed[60] === 'A' ? 'B' : 'A'}${sealed.slice(61)}`,
    ],
    ['cut', (sealed: string) => sealed.slice(0, 40)],
    ['made up', () => Buffer.from(JSON.stringify({ state: 'x' })).toString('base64url')],
  ])('with a cookie that was %s', async (_what, change) => {
    const one = browser();
    const answer = await one.answerFor('bif-liaison');
    one.jar.set('sign-in', { value: change(one.cookie('sign-in') ?? ''), path: '/' });
    await expectRefused(one, await one.visit(answer), 400, null);
  });

  test('a refusal of the issuer, whose words are not shown', async () => {
    const one = browser();
    const answer = changed(await one.answerFor('bif-liaison'), (query) => {
      query.delete('code');
      query.set('error', 'access_denied');
      query.set('error_description', 'secret-of-the-issuer');
    });
    await expectRefused(one, await one.visit(answer), 400, 'denied');
  });
});

const own = () => inject('demoIdentityKeys')['koebenhavns-kommune']?.keys[0] ?? expect.fail('no key');
const signed = async (claims: object, key = own()) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: String(own()['kid']) })
    .sign(createPrivateKey({ key: JSON.parse(JSON.stringify(key)), format: 'jwk' }));

/** Puts another ID token where the issuer's own was; it is told what that one said. */
function withIdToken(make: (claims: JWTPayload) => Promise<string | undefined> | string) {
  world.between(async (address, init) => {
    const answer = await world.plainly(address, init);
    if (!address.endsWith('/token')) return answer;
    const { id_token, ...rest } = JSON.parse(await answer.text());
    return Response.json({ ...rest, id_token: await make(decodeJwt(id_token)) });
  });
}

describe('an ID token that is not the one asked for', () => {
  test('but the issuer’s own, signed by the same key, is taken', async () => {
    withIdToken((claims) => signed(claims));
    expect((await browser().signIn('bif-liaison')).status).toBe(303);
  });

  const second = () => Math.floor(Date.now() / 1000);
  const forged: [string, (claims: JWTPayload) => Promise<string | undefined> | string, number, string][] = [
    ['another nonce', (claims) => signed({ ...claims, nonce: 'x' }), 400, 'id_token'],
    ['no nonce', (claims) => signed({ ...claims, nonce: undefined }), 400, 'answer'],
    ['another audience', (claims) => signed({ ...claims, aud: 'curl' }), 400, 'id_token'],
    ['several audiences', (claims) => signed({ ...claims, aud: ['web', 'curl'] }), 400, 'id_token'],
    ['another issuer', (claims) => signed({ ...claims, iss: 'https://evil.example' }), 400, 'id_token'],
    ['run out', (claims) => signed({ ...claims, exp: second() - 60 }), 400, 'id_token'],
    ['from the future', (claims) => signed({ ...claims, nbf: second() + 600 }), 400, 'id_token'],
    ['no subject', (claims) => signed({ ...claims, sub: undefined }), 400, 'answer'],
    ['another key', async (claims) => signed(claims, (await makeDemoKeys()).keys[0]), 400, 'answer'],
    ['no signature', (claims) => new UnsecuredJWT(claims).encode(), 400, 'answer'],
    [
      'a signature by a shared secret',
      (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(createSecretKey(Buffer.from(JSON.stringify(own())))),
      400,
      'answer',
    ],
    ['none at all', async () => undefined, 400, 'answer'],
    ['no token', async () => 'nothing', 400, 'answer'],
    [
      'the CVR number of another authority',
      (claims) => signed({ ...claims, cvr: '17143611' }),
      403,
      'authority',
    ],
    ['no CVR number', (claims) => signed({ ...claims, cvr: undefined }), 403, 'authority'],
    [
      'a low level of assurance',
      (claims) => signed({ ...claims, [ASSURANCE_CLAIM]: 'Low' }),
      403,
      'assurance',
    ],
    [
      'no level of assurance',
      (claims) => signed({ ...claims, [ASSURANCE_CLAIM]: undefined }),
      403,
      'assurance',
    ],
  ];
  test.each(forged)('%s', async (_what, make, status, reason) => {
    withIdToken(make);
    const one = browser();
    await expectRefused(one, await one.signIn('bif-liaison'), status, reason);
  });
});
