import type { CustomFetch } from 'openid-client';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { audience, startApi } from '#api/run.ts';
import { demoAuthorities, demoPeople } from '#demo/people.ts';
import { startDemoIdentityProviders } from '#identity/demo-identity-provider.ts';
import { authorities } from '#units/reference-data.ts';
import { cloneTemplate } from '../support/clone-template.ts';
import { testBaseUrl } from '../support/global-setup.ts';

type Providers = Awaited<ReturnType<typeof startDemoIdentityProviders>>;
/** Stands between the service and its issuers: what it answers is what the service hears. */
export type Between = (...asked: Parameters<CustomFetch>) => Promise<Response>;

const plainly: Between = (address, { body, ...init }) =>
  fetch(address, { ...init, body: body instanceof URLSearchParams ? body.toString() : null });

/** The service with its pages and the demo's identity providers, on a port of its own, as people reach them. */
export async function aSignInWorld() {
  const { url, drop } = await cloneTemplate(inject('databaseUrl'));
  const superuser = new pg.Pool({ connectionString: url, max: 2 });
  superuser.on('error', () => {});
  const held: { providers?: Providers; between: Between; ahead: number; baseUrl: string } = {
    between: plainly,
    ahead: 0,
    baseUrl: '',
  };
  const api = await startApi({
    databaseUrl: url,
    keys: inject('keys'),
    logLevel: 'silent',
    connections: 4,
    clock: () => Date.now() + held.ahead,
    demoIdentityProvider: (request, response) => held.providers?.handle(request, response) ?? false,
    web: {
      publicUrl: () => held.baseUrl,
      secure: false,
      demoSignInPath: '/demo-idp/',
      fetch: (...asked) => held.between(...asked),
    },
  });
  held.baseUrl = `http://127.0.0.1:${await api.listen(0, '127.0.0.1')}`;
  const { baseUrl } = held;
  const cvrOf = new Map(authorities.map(({ id, cvr }) => [id, cvr]));
  held.providers = await startDemoIdentityProviders({
    baseUrl,
    audience,
    production: false,
    people: demoPeople,
    webRedirectUris: [`${baseUrl}/sign-in/return`],
    webSignedOutUris: [`${baseUrl}/signed-out`],
    authorities: demoAuthorities.map((authority) => ({
      ...authority,
      cvr: cvrOf.get(authority.authorityId) ?? '',
      jwks: inject('demoIdentityKeys')[authority.authorityId] ?? { keys: [] },
    })),
  });
  // The template knows the issuers by another address.
  await superuser.query(
    `update app.identity_issuer set issuer = replace(issuer, $1, $2), jwks_uri = replace(jwks_uri, $1, $2)`,
    [testBaseUrl, baseUrl],
  );

  return {
    api,
    baseUrl,
    superuser,
    plainly,
    /** Puts somebody between the service and its issuers; without an argument nobody. */
    between: (one: Between = plainly) => void (held.between = one),
    /** Moves the service's clock on; the issuers' stands still. */
    later: (minutes: number) => void (held.ahead += minutes * 60_000),
    async trail() {
      const { rows } = await superuser.query(
        `select verb, outcome, agency_id, convert_from(canon, 'UTF8')::jsonb -> 'event' as event
         from audit.event where verb in ('sign_in', 'sign_out') order by id`,
      );
      return rows;
    },
    async close() {
      await api.close();
      await superuser.end();
      held.providers?.close();
      await drop();
    },
  };
}
export type SignInWorld = Awaited<ReturnType<typeof aSignInWorld>>;

/** A browser of sorts: keeps cookies by name and path, and follows redirects only when told to. */
export function aBrowser(baseUrl: string) {
  const jar = new Map<string, { value: string; path: string }>();
  const lines: string[] = [];

  async function visit(address: string, init: RequestInit = {}): Promise<Response> {
    const target = new URL(address, baseUrl);
    const cookies = [...jar]
      .filter(([, { path }]) => target.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const headers = new Headers(init.headers);
    headers.set('cookie', cookies.join('; '));
    const answer = await fetch(target, { ...init, redirect: 'manual', headers });
    for (const line of answer.headers.getSetCookie()) {
      lines.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') jar.delete(name);
      else jar.set(name, { value, path });
    }
    return answer;
  }

  /** Follows redirects until an address that `stop` matches is next; returns that address, not yet visited. */
  async function until(address: string, stop: RegExp): Promise<string> {
    let next = new URL(address, baseUrl).href;
    for (let step = 0; step < 12; step += 1) {
      if (stop.test(next)) return next;
      const answer = await visit(next);
      const location = answer.headers.get('location');
      if (location === null) expect.fail(`${new URL(next).pathname} leads nowhere: ${answer.status}`);
      next = new URL(location, next).href;
    }
    return expect.fail('redirects without an end');
  }

  const authorityOf = (username: string) =>
    demoPeople.find((person) => person.username === username)?.authorityId ?? '';

  return {
    jar,
    /** Every Set-Cookie that came. */
    lines,
    visit,
    until,
    cookie: (name: string) => jar.get(name)?.value,
    /** The address that the issuer sends the browser back to, with code and state; not yet visited. */
    answerFor: (username: string, back = '/') =>
      until(
        `/sign-in/${authorityOf(username)}?${new URLSearchParams({ login_hint: username, back }).toString()}`,
        /\/sign-in\/return\?/,
      ),
    async signIn(username: string, back = '/'): Promise<Response> {
      return visit(await this.answerFor(username, back));
    },
    /** The token that this session's forms carry, as a page shows it. */
    async csrf(path = '/'): Promise<string> {
      const page = await (await visit(path)).text();
      return /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail('the page has no form');
    },
  };
}
