import { errors } from 'oidc-provider';
import { choosePage, errorPage } from './pages.ts';
import { readForm, sendPage } from './respond.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { DemoProviderOptions } from './people.ts';

/**
 * The page of a sign-in under way: GET shows who there is to choose from, POST signs in as the one
 * chosen. oidc-provider's cookie, bound to this address, says which sign-in it is.
 */
export async function signIn(
  provider: Provider,
  options: DemoProviderOptions,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'POST')
    return sendPage(res, 405, errorPage('method_not_allowed'));
  try {
    await provider.interactionDetails(req, res);
  } catch (failure) {
    if (!(failure instanceof errors.SessionNotFound)) throw failure;
    return sendPage(res, 400, errorPage('session_not_found'));
  }
  const targets = options.webRedirectUris.map((uri) => new URL(uri).origin);
  if (req.method === 'GET') return sendPage(res, 200, choosePage(options.authority, options.people), targets);
  const form = await readForm(req);
  const person = options.people.find(({ username }) => username === form?.get('person'));
  if (person === undefined) return sendPage(res, 400, errorPage('unknown_person'), targets);
  await provider.interactionFinished(req, res, { login: { accountId: person.subject, remember: false } });
}
