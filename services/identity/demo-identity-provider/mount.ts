import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { DemoProviderOptions } from './people.ts';

/** Answers one request below the provider's path. */
export type Mounted = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/**
 * Puts a provider below its issuer's path. oidc-provider finds the path by comparing `originalUrl` (with
 * it) and `url` (without it), as Express sets them. The session of an earlier sign-in is not shown to it, so
 * that one is asked who it is each time and can change from person to person.
 */
export function mount(provider: Provider, options: DemoProviderOptions): Mounted {
  const path = new URL(options.issuer).pathname;
  const answer = provider.callback();
  return async function mounted(req, res) {
    const fullUrl = req.url ?? '/';
    if (fullUrl.startsWith(`${path}/interaction/`)) return signIn(provider, options, req, res);
    if (fullUrl.split('?', 1)[0] === `${path}/session/end`) return signOut(provider, req, res);
    req.headers.cookie = withoutSession(req.headers.cookie ?? '', provider.cookieName('session'));
    await answer(Object.assign(req, { originalUrl: fullUrl, url: fullUrl.slice(path.length) }), res);
  };
}

function withoutSession(cookies: string, session: string): string {
  return cookies
    .split(';')
    .filter((cookie) => !cookie.trimStart().startsWith(session))
    .join(';');
}
