import { makeProvider, WEB_CLIENT } from './provider.ts';
import { publicKeys } from './keys.ts';
import { mount } from './mount.ts';
import { errorPage, peoplePage } from './pages.ts';
import { issueAccessToken } from './access-token.ts';
import { sendPage } from './respond.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DemoAuthority, DemoIdentityProviderOptions, DemoProviderOptions } from './people.ts';

/** Where everything of the demo's sign-in lives. */
const ROOT = '/demo-idp';

/** One OIDC provider for each authority, and what the API and its tests need of them. */
export function startProviders(options: DemoIdentityProviderOptions) {
  const parts = options.authorities.map((authority) => partOf(options, authority));
  let closed = false;

  function handle(req: IncomingMessage, res: ServerResponse): boolean {
    const path = req.url?.split('?', 1)[0] ?? '';
    if (closed || (path !== ROOT && !path.startsWith(`${ROOT}/`))) return false;
    answer(path, req, res).catch((failure: unknown) => {
      options.onFailure?.(failure instanceof Error ? failure.name : 'unknown');
      if (res.headersSent) res.destroy();
      else sendPage(res, 500, errorPage('server_error'));
    });
    return true;
  }

  async function answer(path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (path === ROOT || path === `${ROOT}/`) return sendPage(res, 200, peoplePage(options, backOf(req)));
    const part = parts.find(({ issuer }) => path.startsWith(`${new URL(issuer).pathname}/`));
    if (part === undefined) return sendPage(res, 404, errorPage('not_found'));
    await part.mounted(req, res);
  }

  return {
    /** Given every request of the HTTP server; answers those below `/demo-idp` and returns true for them. */
    handle,
    /** What the API must trust for these tokens to count. */
    issuers: parts.map(({ issuer, jwksUri, authority }) => ({
      authorityId: authority.authorityId,
      issuer,
      cvr: authority.cvr,
      jwksUri,
      webClientId: (options.webRedirectUris ?? []).length > 0 ? WEB_CLIENT : null,
    })),
    /** A `fetch` that answers the issuers' key addresses from memory, for a service without a port. */
    fetchKeys: async (address: string | URL | Request): Promise<Response> => {
      const wanted = address instanceof Request ? address.url : String(address);
      const part = parts.find(({ jwksUri }) => jwksUri === wanted);
      return part === undefined
        ? new Response(null, { status: 404 })
        : Response.json(publicKeys(part.authority.jwks));
    },
    /** An access token for a person, as the token endpoint would give it to curl. */
    accessTokenFor: async (username: string): Promise<string> => {
      const person = options.people.find((candidate) => candidate.username === username);
      const part = parts.find(({ authority }) => authority.authorityId === person?.authorityId);
      const client = await part?.provider.Client.find('curl');
      if (person === undefined || part === undefined || client === undefined)
        throw new Error('unknown demo person');
      return issueAccessToken(part.provider, client, options.audience, person);
    },
    close: (): void => {
      closed = true;
    },
  };
}

/** Where in the service somebody was going; the service itself holds it to its own addresses. */
function backOf(req: IncomingMessage): string | null {
  return URL.parse(req.url ?? '', 'http://demo.invalid')?.searchParams.get('back') ?? null;
}

function partOf(options: DemoIdentityProviderOptions, authority: DemoAuthority) {
  const issuer = `${options.baseUrl}${ROOT}/${authority.slug}`;
  const providerOptions: DemoProviderOptions = {
    authority,
    issuer,
    audience: options.audience,
    people: options.people.filter(({ authorityId }) => authorityId === authority.authorityId),
    webRedirectUris: options.webRedirectUris ?? [],
    webSignedOutUris: options.webSignedOutUris ?? [],
  };
  const provider = makeProvider(providerOptions);
  const report = options.onFailure ?? (() => undefined);
  Object.assign(provider, { onerror: (failure: Error) => report(failure.name) });
  provider.on('server_error', (_ctx, failure) => report(failure.name));
  return {
    authority,
    issuer,
    jwksUri: `${issuer}/jwks`,
    provider,
    mounted: mount(provider, providerOptions),
  };
}
