import { errors } from 'oidc-provider';
import { choosePage, errorPage } from './pages.ts';
import { readForm, sendPage } from './respond.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { DemoPerson, DemoProviderOptions } from './people.ts';

/**
 * The page of a sign-in under way: GET shows who there is to choose from (or signs in
 * as the one whom `login_hint` names), POST signs in as the one chosen. oidc-provider's cookie, bound to this address, says which sign-in it is.
 */
export async function signIn(
  provider: Provider,
  options: DemoProviderOptions,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'POST')
    return sendPage(res, 405, errorPage('method_not_allowed'));
  const asked = await provider.interactionDetails(req, res).catch((failure: unknown) => {
    if (failure instanceof errors.SessionNotFound) return undefined;
    throw failure;
  });
  if (asked === undefined) return sendPage(res, 400, errorPage('session_not_found'));
  const known = (username: unknown) => options.people.find((person) => person.username === username);
  // Who was chosen on the page of all people needs no page more.
  const hinted = known(asked.params['login_hint']);
  if (hinted !== undefined && req.method === 'GET') return finish(provider, hinted, req, res);
  const targets = options.webRedirectUris.map((uri) => new URL(uri).origin);
  if (req.method === 'GET') return sendPage(res, 200, choosePage(options.authority, options.people), targets);
  const form = await readForm(req);
  const person = known(form?.get('person'));
  if (person === undefined) return sendPage(res, 400, errorPage('unknown_person'), targets);
  await finish(provider, person, req, res);
}

function finish(
  provider: Provider,
  person: DemoPerson,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  return provider.interactionFinished(req, res, { login: { accountId: person.subject, remember: false } });
}
