import { createHash } from 'node:crypto';
import { z } from 'zod';
import { REDIRECT_URI } from './demo-world.ts';

export const LOA = 'https://data.gov.dk/concept/core/nsis/loa';
export const VERIFIER = 'demo-verifier-demo-verifier-demo-verifier-0123456789';

export const tokenAnswer = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
});

export type Browser = (address: string, init?: RequestInit) => Promise<Response>;

/** A browser of sorts: keeps cookies by name and path, follows nothing. */
export function makeBrowser(): Browser {
  const jar = new Map<string, { value: string; path: string }>();
  return async function visit(address, init = {}) {
    const { pathname } = new URL(address);
    const cookie = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { cookie: cookie.join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? '/';
      jar.set(pair.slice(0, pair.indexOf('=')), { value: pair.slice(pair.indexOf('=') + 1), path });
    }
    return response;
  };
}

export function asPerson(person: string): Record<string, string> {
  return { grant_type: 'urn:al-capone:demo-person', client_id: 'curl', person };
}

/** What curl and a browser do with the demo's identity providers at this address. */
export function makeClient(baseUrl: string) {
  function askForToken(slug: string, fields: Record<string, string>): Promise<Response> {
    return fetch(`${baseUrl}/demo-idp/${slug}/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
  }

  async function tokenOf(slug: string, person: string): Promise<string> {
    return tokenAnswer.parse(await (await askForToken(slug, asPerson(person))).json()).access_token;
  }

  function authorizationUrl(changes: Record<string, string> = {}, without: string[] = []): string {
    const address = new URL(`${baseUrl}/demo-idp/police/auth`);
    address.search = new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      scope: 'openid profile api',
      redirect_uri: REDIRECT_URI,
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    }).toString();
    for (const name of without) address.searchParams.delete(name);
    return address.href;
  }

  function locationOf(response: Response): string {
    return new URL(response.headers.get('location') ?? '', baseUrl).href;
  }

  /** Signs in as a person of the police and returns the code. */
  async function codeFor(visit: Browser, person: string): Promise<string> {
    const started = locationOf(await visit(authorizationUrl()));
    const chosen = await visit(started, { method: 'POST', body: new URLSearchParams({ person }) });
    const code = new URL(locationOf(await visit(locationOf(chosen)))).searchParams.get('code');
    if (code === null) throw new Error('signing in gave no code');
    return code;
  }

  function redeem(code: string, verifier: string): Promise<Response> {
    return askForToken('police', {
      grant_type: 'authorization_code',
      client_id: 'web',
      redirect_uri: REDIRECT_URI,
      code,
      code_verifier: verifier,
    });
  }

  return { askForToken, tokenOf, authorizationUrl, locationOf, codeFor, redeem };
}
