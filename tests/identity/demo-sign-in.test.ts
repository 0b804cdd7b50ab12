import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOA, makeBrowser, makeClient, tokenAnswer, VERIFIER } from './demo-client.ts';
import { AUDIENCE, people, REDIRECT_URI, startDemoWorld } from './demo-world.ts';

const [policeLiaison] = people;
let world: Awaited<ReturnType<typeof startDemoWorld>>;
let client: ReturnType<typeof makeClient>;

beforeAll(async () => {
  world = await startDemoWorld();
  client = makeClient(world.baseUrl);
});
afterAll(() => world.close());

describe('signing in with a browser', () => {
  it('leads from the choice of a person to tokens, with code and PKCE', async () => {
    const visit = makeBrowser();
    const started = await visit(client.authorizationUrl());
    expect(started.status).toBe(303);
    expect(started.headers.getSetCookie().every((line) => line.includes('path=/demo-idp/police'))).toBe(true);
    const page = await visit(client.locationOf(started));
    const html = await page.text();
    expect(html).toContain('Vælg den opdigtede person');
    expect(html).toContain('Palle &#60;b&#62;Prøve');
    expect(html).not.toContain('<b>');
    expect(html).not.toContain('bif-liaison');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' http://localhost:3000;",
    );
    expect(page.headers.get('cache-control')).toBe('no-store');
    const chosen = await visit(client.locationOf(started), {
      method: 'POST',
      body: new URLSearchParams({ person: 'police-liaison' }),
    });
    const back = new URL(client.locationOf(await visit(client.locationOf(chosen))));
    expect(back.origin + back.pathname).toBe(REDIRECT_URI);
    expect(back.searchParams.get('state')).toBe('state-1');
    const code = back.searchParams.get('code') ?? '';
    const answer = tokenAnswer.parse(await (await client.redeem(code, VERIFIER)).json());
    expect(decodeProtectedHeader(answer.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
    expect(decodeJwt(answer.access_token)).toMatchObject({
      sub: policeLiaison?.subject,
      aud: AUDIENCE,
      cvr: '10000001',
      client_id: 'web',
    });
    expect(decodeJwt(answer.id_token ?? '')).toMatchObject({
      nonce: 'nonce-1',
      aud: 'web',
      cvr: '10000001',
      [LOA]: 'Substantial',
    });
    const renewed = await client.askForToken('police', {
      grant_type: 'refresh_token',
      client_id: 'web',
      refresh_token: answer.refresh_token ?? '',
    });
    expect(renewed.status).toBe(200);
    expect((await client.redeem(code, VERIFIER)).status).toBe(400);
  });

  it('asks nothing when it is told who is coming, and takes nobody of another authority', async () => {
    const visit = makeBrowser();
    const hinted = client.locationOf(await visit(client.authorizationUrl({ login_hint: 'police-chair' })));
    const chosen = await visit(hinted);
    expect(chosen.status).toBe(303);
    const back = new URL(client.locationOf(await visit(client.locationOf(chosen))));
    const { access_token: token } = tokenAnswer.parse(
      await (await client.redeem(back.searchParams.get('code') ?? '', VERIFIER)).json(),
    );
    expect(decodeJwt(token).sub).toBe(people.find(({ username }) => username === 'police-chair')?.subject);
    for (const login_hint of ['bif-liaison', 'nobody', '']) {
      const page = await visit(client.locationOf(await visit(client.authorizationUrl({ login_hint }))));
      expect([page.status, await page.text()]).toEqual([
        200,
        expect.stringContaining('Vælg den opdigtede person'),
      ]);
    }
  });

  it('asks who it is each time, so that one can change from person to person', async () => {
    const visit = makeBrowser();
    for (const person of ['police-liaison', 'police-chair']) {
      const { access_token: token } = tokenAnswer.parse(
        await (await client.redeem(await client.codeFor(visit, person), VERIFIER)).json(),
      );
      expect(decodeJwt(token).sub).toBe(people.find(({ username }) => username === person)?.subject);
    }
  });

  it('refuses the wrong verifier, a plain challenge, no challenge and a foreign address to return to', async () => {
    const visit = makeBrowser();
    expect((await client.redeem(await client.codeFor(visit, 'police-liaison'), `${VERIFIER}x`)).status).toBe(
      400,
    );
    const weak = [
      client.authorizationUrl({ code_challenge_method: 'plain' }),
      client.authorizationUrl({}, ['code_challenge', 'code_challenge_method']),
    ];
    for (const address of weak)
      expect(client.locationOf(await visit(address))).toContain('error=invalid_request');
    const foreign = await visit(client.authorizationUrl({ redirect_uri: 'https://elsewhere.example/' }));
    expect(foreign.status).toBe(400);
    expect(foreign.headers.get('location')).toBeNull();
    const elsewhere = await visit(client.authorizationUrl({ resource: 'https://other-api.example' }));
    expect(client.locationOf(elsewhere)).toContain('error=invalid_target');
  });

  it('refuses a person of another authority, a form that is too long and a sign-in it does not know', async () => {
    const visit = makeBrowser();
    const started = client.locationOf(await visit(client.authorizationUrl()));
    for (const form of [{ person: 'bif-liaison' }, { person: 'police-liaison', more: 'x'.repeat(5000) }]) {
      const refused = await visit(started, { method: 'POST', body: new URLSearchParams(form) });
      expect(refused.status).toBe(400);
    }
    expect((await makeBrowser()(started)).status).toBe(400);
    expect((await visit(started, { method: 'PUT' })).status).toBe(405);
  });
});

describe('a sign-in gone wrong', () => {
  it('is not an unexpected failure of the provider', () => {
    expect(world.failures).toEqual([]);
  });
});
