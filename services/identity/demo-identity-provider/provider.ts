import { randomBytes } from 'node:crypto';
import OidcProvider, { errors, interactionPolicy } from 'oidc-provider';
import {
  API_SCOPE,
  apiAsResource,
  DEMO_PERSON_GRANT,
  issueAccessToken,
  LIFE_SECONDS,
} from './access-token.ts';
import { makeMemory } from './memory.ts';
import { errorPage } from './pages.ts';
import { secureHeaders } from './respond.ts';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { DemoProviderOptions } from './people.ts';

const ASSURANCE_CLAIM = 'https://data.gov.dk/concept/core/nsis/loa';
/** What the demo's issuers call the browser door. */
export const WEB_CLIENT = 'web';
const HOUR = 3600;

/** The OIDC provider of one authority. Serves paths below its issuer's path; see `mount.ts`. */
export function makeProvider(options: DemoProviderOptions): OidcProvider {
  const provider = new OidcProvider(options.issuer, configure(options));
  provider.registerGrantType<{ person?: string }>(
    DEMO_PERSON_GRANT,
    async (ctx) => {
      const person = options.people.find(({ username }) => username === ctx.oidc.params.person);
      if (person === undefined) throw new errors.InvalidGrant('unknown demo person');
      const token = await issueAccessToken(provider, ctx.oidc.client, options.audience, person);
      ctx.body = { access_token: token, expires_in: LIFE_SECONDS, token_type: 'Bearer', scope: API_SCOPE };
    },
    ['person'],
  );
  return provider;
}

function configure(options: DemoProviderOptions): Configuration {
  const { authority, audience } = options;
  const mount = new URL(options.issuer).pathname;
  return {
    adapter: makeMemory(),
    jwks: authority.jwks,
    clients: clientsOf(options),
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'cvr', ASSURANCE_CLAIM] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      // Answered in sign-out.ts: no session is kept here that would have to be ended.
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, indicator) => {
          if (indicator !== audience) throw new errors.InvalidTarget();
          return apiAsResource(audience);
        },
      },
    },
    extraTokenClaims: () => ({ cvr: authority.cvr, [ASSURANCE_CLAIM]: 'Substantial' }),
    findAccount: (_ctx, subject) => findAccount(options, subject),
    loadExistingGrant: (ctx) => grantEverything(ctx, audience),
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    interactions: {
      policy: withoutConsent(),
      url: (_ctx, interaction) => `${mount}/interaction/${interaction.uid}`,
    },
    renderError: (ctx, out) => {
      secureHeaders(ctx.res, []);
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description);
    },
    cookies: cookiesOf(authority.slug, mount),
    ttl: {
      AccessToken: LIFE_SECONDS,
      AuthorizationCode: 60,
      Grant: 8 * HOUR,
      IdToken: LIFE_SECONDS,
      Interaction: HOUR,
      RefreshToken: 8 * HOUR,
      Session: 8 * HOUR,
    },
  };
}

function clientsOf({
  webRedirectUris,
  webSignedOutUris,
}: DemoProviderOptions): NonNullable<Configuration['clients']> {
  const curl = {
    client_id: 'curl',
    token_endpoint_auth_method: 'none' as const,
    grant_types: [DEMO_PERSON_GRANT],
    response_types: [],
    redirect_uris: [],
  };
  if (webRedirectUris.length === 0) return [curl];
  return [
    curl,
    {
      client_id: WEB_CLIENT,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...webRedirectUris],
      post_logout_redirect_uris: [...webSignedOutUris],
      application_type: 'web',
    },
  ];
}

function findAccount({ people, authority }: DemoProviderOptions, subject: string) {
  const person = people.find((candidate) => candidate.subject === subject);
  if (person === undefined) return undefined;
  const claims = {
    sub: person.subject,
    name: person.name,
    preferred_username: person.username,
    cvr: authority.cvr,
    [ASSURANCE_CLAIM]: 'Substantial',
  };
  return { accountId: person.subject, claims: () => claims };
}

async function grantEverything(ctx: KoaContextWithOIDC, audience: string) {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(audience, API_SCOPE);
  await grant.save();
  return grant;
}

/** Nobody is asked whether the service may know who signs in to it: see `grantEverything`. */
function withoutConsent() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** Cookies know no ports and the service has its own: names and paths of this provider alone. */
function cookiesOf(slug: string, path: string): NonNullable<Configuration['cookies']> {
  return {
    keys: [randomBytes(32).toString('base64url')],
    names: {
      session: `demo_idp_${slug}_session`,
      interaction: `demo_idp_${slug}_interaction`,
      resume: `demo_idp_${slug}_resume`,
    },
    long: { httpOnly: true, sameSite: 'lax', path },
    short: { httpOnly: true, sameSite: 'lax' },
  };
}
