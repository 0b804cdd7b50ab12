import type Provider from 'oidc-provider';
import type { Client, ResourceServer } from 'oidc-provider';
import type { DemoPerson } from './people.ts';

/** The grant by which `curl` gets a token for an invented person, without a browser. */
export const DEMO_PERSON_GRANT = 'urn:al-capone:demo-person';
export const API_SCOPE = 'api';
export const LIFE_SECONDS = 300;

/** The API as oidc-provider knows it: tokens for it are `at+jwt`, RS256, five minutes. */
export function apiAsResource(audience: string): ResourceServer {
  return {
    scope: API_SCOPE,
    audience,
    accessTokenTTL: LIFE_SECONDS,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  };
}

/** An access token to the API for this person. */
export async function issueAccessToken(
  provider: Provider,
  client: Client,
  audience: string,
  person: DemoPerson,
): Promise<string> {
  const grant = new provider.Grant({ accountId: person.subject, clientId: client.clientId });
  const resourceServer = new provider.ResourceServer(audience, apiAsResource(audience));
  const token = new provider.AccessToken({
    client,
    accountId: person.subject,
    resourceServer,
    scope: API_SCOPE,
    grantId: await grant.save(),
    gty: DEMO_PERSON_GRANT,
  });
  return token.save();
}
