import Fastify from 'fastify';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TokenRefused, tokenPlugin } from '#api/token.ts';
import { startDemoIdentityProviders } from '#identity/demo-identity-provider.ts';
import { asPerson, LOA, makeBrowser, makeClient, tokenAnswer, VERIFIER } from './demo-client.ts';
import {
  AUDIENCE,
  SIGNED_OUT_URI,
  makeAuthorities,
  people,
  REDIRECT_URI,
  startDemoWorld,
} from './demo-world.ts';
import type { TrustedIssuer } from '#api/token.ts';

const [, bifLiaison] = people;
let world: Awaited<ReturnType<typeof startDemoWorld>>;
let client: ReturnType<typeof makeClient>;

beforeAll(async () => {
  world = await startDemoWorld();
  client = makeClient(world.baseUrl);
});
afterAll(() => world.close());

/** An API that trusts these issuers; returns how it answers a token. */
async function makeApi(issuers: TrustedIssuer[]) {
  const api = Fastify();
  await api.register(tokenPlugin, { issuers: async () => issuers, audience: AUDIENCE });
  api.setErrorHandler((failure, _request, reply) =>
    reply.code(failure instanceof TokenRefused ? 401 : 500).send({ code: 'token' }),
  );
  api.get('/me', (request) => api.verifyAccessToken(request));
  return (token: string) => api.inject({ url: '/me', headers: { authorization: `Bearer ${token}` } });
}

describe('the extension grant for curl', () => {
  it('gives a five-minute access token that says person, authority and level', async () => {
    const answer = tokenAnswer.parse(
      await (await client.askForToken('municipality', asPerson('bif-liaison'))).json(),
    );
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 300 });
    const token = answer.access_token;
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: `${world.baseUrl}/demo-idp/municipality`,
      sub: bifLiaison?.subject,
      aud: AUDIENCE,
      client_id: 'curl',
      cvr: '10000002',
      [LOA]: 'Substantial',
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
    expect(JSON.stringify(claims)).not.toContain('Bente');
    const jwks = createRemoteJWKSet(new URL(`${world.baseUrl}/demo-idp/municipality/jwks`));
    await expect(jwtVerify(token, jwks)).resolves.toBeDefined();
  });

  it.each([
    ['an unknown person', 'police', asPerson('nobody'), 'invalid_grant'],
    ['no person', 'police', { grant_type: 'urn:al-capone:demo-person', client_id: 'curl' }, 'invalid_grant'],
    ['a person of another authority', 'police', asPerson('bif-liaison'), 'invalid_grant'],
    ['the web client', 'police', { ...asPerson('police-liaison'), client_id: 'web' }, 'invalid_request'],
    ['an unknown client', 'police', { ...asPerson('police-liaison'), client_id: 'x' }, 'invalid_client'],
    [
      'client credentials',
      'police',
      { grant_type: 'client_credentials', client_id: 'curl' },
      'unsupported_grant_type',
    ],
    [
      'a password',
      'police',
      { ...asPerson('police-liaison'), grant_type: 'password' },
      'unsupported_grant_type',
    ],
  ])('refuses %s', async (_name, slug, fields, error) => {
    const response = await client.askForToken(slug, fields);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ error });
  });
});

describe('a page elsewhere', () => {
  it('gets no token with a script, not even from where the web client lives', async () => {
    const response = await fetch(`${world.baseUrl}/demo-idp/police/token`, {
      method: 'POST',
      headers: { origin: new URL(REDIRECT_URI).origin },
      body: new URLSearchParams({ grant_type: 'authorization_code', client_id: 'web', code: 'x' }),
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('discovery and keys', () => {
  it('describes each authority below its own path', async () => {
    const issuer = `${world.baseUrl}/demo-idp/police`;
    const response = await fetch(`${issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer,
      jwks_uri: `${issuer}/jwks`,
      token_endpoint: `${issuer}/token`,
      authorization_endpoint: `${issuer}/auth`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
  });

  it('shows public keys only, the same by HTTP and from memory', async () => {
    const [issuer] = world.idp.issuers;
    const byHttp: unknown = await (await fetch(issuer?.jwksUri ?? '')).json();
    const fromMemory: unknown = await (await world.idp.fetchKeys(issuer?.jwksUri ?? '')).json();
    expect(JSON.stringify(byHttp)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
    expect(fromMemory).toEqual(byHttp);
    expect((await world.idp.fetchKeys('https://elsewhere.example/jwks')).status).toBe(404);
  });
});

describe('the list of persons', () => {
  it('names everybody by authority, escaped, under a strict policy', async () => {
    const response = await fetch(`${world.baseUrl}/demo-idp/`);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('Københavns Kommune');
    expect(html).toContain('<code>bif-liaison</code>');
    expect(html).not.toContain('<b>');
    expect(html).toContain('Log ind som Bente Beskæftigelse');
    expect(html).toContain('curl -d grant_type=');
  });

  it('leads each person’s sign-in on to where one was going, whatever that is called', async () => {
    const back = '"><script>x</script>';
    const list = await (await fetch(`${world.baseUrl}/demo-idp/?${new URLSearchParams({ back })}`)).text();
    expect(list).not.toContain('<script>');
    const links = [...list.matchAll(/href="([^"]+)"/g)].map(([, link = '']) =>
      link.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    );
    const query = new URLSearchParams({ login_hint: 'police-liaison', back }).toString();
    expect(links).toContain(`/sign-in/koebenhavns-politi?${query}`);
    expect(links).toHaveLength(people.length);
  });

  it('takes what is below its path and nothing else', async () => {
    expect((await fetch(`${world.baseUrl}/demo-idp/nowhere/token`)).status).toBe(404);
    expect(await (await fetch(`${world.baseUrl}/demo-idp-other`)).text()).toBe('not taken');
    expect(await (await fetch(`${world.baseUrl}/v1/units`)).text()).toBe('not taken');
  });
});

describe('signing out', () => {
  const end = (query: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${world.baseUrl}/demo-idp/police/session/end?${new URLSearchParams(query)}`, {
      redirect: 'manual',
      ...init,
    });

  it('leads back to the address that the client has registered, with its state', async () => {
    const discovered = await (
      await fetch(`${world.baseUrl}/demo-idp/police/.well-known/openid-configuration`)
    ).json();
    expect(discovered).toMatchObject({
      end_session_endpoint: `${world.baseUrl}/demo-idp/police/session/end`,
    });
    const answer = await end({ client_id: 'web', post_logout_redirect_uri: SIGNED_OUT_URI, state: 's' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${SIGNED_OUT_URI}?state=s`]);
  });

  it.each([
    ['a foreign address', { client_id: 'web', post_logout_redirect_uri: 'https://evil.example/' }],
    [
      'one that only begins like its own',
      { client_id: 'web', post_logout_redirect_uri: `${SIGNED_OUT_URI}.evil` },
    ],
    ['a client without any', { client_id: 'curl', post_logout_redirect_uri: SIGNED_OUT_URI }],
    ['an unknown client', { client_id: 'nobody', post_logout_redirect_uri: SIGNED_OUT_URI }],
    ['no client', { post_logout_redirect_uri: SIGNED_OUT_URI }],
    ['no address', { client_id: 'web' }],
  ])('leads nowhere else: %s', async (_what, query) => {
    const answer = await end(query);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect((await end(query, { method: 'POST' })).status).toBe(405);
  });
});

describe('with the API', () => {
  it('is believed for its own authority', async () => {
    const ask = await makeApi(world.idp.issuers);
    const byGrant = await ask(await client.tokenOf('municipality', 'bif-liaison'));
    expect(byGrant.json()).toMatchObject({
      authorityId: 'koebenhavns-kommune',
      subject: bifLiaison?.subject,
    });
    const direct = await ask(await world.idp.accessTokenFor('police-liaison'));
    expect(direct.json()).toMatchObject({
      authorityId: 'koebenhavns-politi',
      loa: 'Substantial',
      clientId: 'curl',
    });
  });

  it('is refused when the municipality speaks with the CVR number of the police', async () => {
    const [police, municipality] = world.idp.issuers;
    if (police === undefined || municipality === undefined) throw new Error('two issuers were started');
    const ask = await makeApi([
      police,
      { ...municipality, cvr: police.cvr, authorityId: police.authorityId },
    ]);
    expect((await ask(await client.tokenOf('municipality', 'bif-liaison'))).statusCode).toBe(401);
    expect((await ask(await client.tokenOf('police', 'police-liaison'))).statusCode).toBe(200);
  });

  it('is refused when its issuer is not trusted or its keys are those of another', async () => {
    const [police, municipality] = world.idp.issuers;
    if (police === undefined || municipality === undefined) throw new Error('two issuers were started');
    const token = await client.tokenOf('municipality', 'bif-liaison');
    expect((await (await makeApi([police]))(token)).statusCode).toBe(401);
    const swapped = await makeApi([{ ...municipality, jwksUri: police.jwksUri }]);
    expect((await swapped(token)).statusCode).toBe(401);
  });
});

describe('starting and ending', () => {
  it('refuses production', async () => {
    const start = startDemoIdentityProviders({
      baseUrl: 'https://al-capone.example',
      audience: AUDIENCE,
      authorities: [],
      people: [],
      production: true,
    });
    await expect(start).rejects.toThrow(/produktion.*production/);
  });

  it('has the keys it was given, so that tokens outlive a restart', async () => {
    const given = await makeAuthorities();
    const before = await startDemoWorld(given);
    const after = await startDemoWorld(given);
    const keysOf = async ({ idp }: typeof world) =>
      (await idp.fetchKeys(idp.issuers[0]?.jwksUri ?? '')).json();
    expect(await keysOf(after)).toEqual(await keysOf(before));
    expect(await keysOf(after)).not.toEqual(await keysOf(world));
    await Promise.all([before.close(), after.close()]);
  });

  it('takes nothing once closed', async () => {
    const other = await startDemoWorld();
    expect((await fetch(`${other.baseUrl}/demo-idp/`)).status).toBe(200);
    other.idp.close();
    expect((await fetch(`${other.baseUrl}/demo-idp/`)).status).toBe(404);
    await other.close();
  });

  it('writes nothing to the console, whether all goes well or not', async () => {
    const written: unknown[] = [];
    for (const name of ['log', 'info', 'warn', 'error'] as const)
      vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void written.push(words));
    const other = await startDemoWorld();
    const theirs = makeClient(other.baseUrl);
    await theirs.redeem(await theirs.codeFor(makeBrowser(), 'police-liaison'), VERIFIER);
    await theirs.tokenOf('police', 'police-liaison');
    await theirs.askForToken('police', asPerson('nobody'));
    await fetch(`${other.baseUrl}/demo-idp/police/auth?client_id=nobody`, {
      headers: { accept: 'text/html' },
    });
    await fetch(`${other.baseUrl}/demo-idp/police/nowhere`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    await other.close();
    vi.restoreAllMocks();
    expect(written).toEqual([]);
    expect([...other.failures, ...world.failures]).toEqual([]);
  });
});
