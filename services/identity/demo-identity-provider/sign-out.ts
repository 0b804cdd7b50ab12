import { errorPage } from './pages.ts';
import { sendPage } from './respond.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';

/**
 * The end of a session at the issuer (RP-initiated logout). Each sign-in here asks anew who it is, so that no session has to
 * be ended and nobody asked: the browser goes back to an address that its client has registered, or is told that it is done.
 */
export async function signOut(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'GET') return sendPage(res, 405, errorPage('method_not_allowed'));
  const asked = URL.parse(req.url ?? '', provider.issuer)?.searchParams;
  const [clientId, back] = [asked?.get('client_id'), asked?.get('post_logout_redirect_uri')];
  const client = clientId ? await provider.Client.find(clientId) : undefined;
  if (client === undefined || !back || client.postLogoutRedirectUris?.includes(back) !== true)
    return sendPage(res, 400, errorPage('invalid_request'));
  const address = new URL(back);
  const state = asked?.get('state');
  if (state) address.searchParams.set('state', state);
  res.writeHead(303, { location: address.href, 'cache-control': 'no-store' }).end();
}
