import * as oidc from 'openid-client';
import type { Somebody } from '#platform/ask.ts';
import { vouchedFor } from '#platform/vouching.ts';
import type { WebIssuer } from './issuers.ts';
import { type Reason, SignInRefused } from './refused.ts';
import type { UnderWay } from './under-way.ts';

/** Begins a sign-in at one issuer: what this browser has to remember, and where it goes. */
export async function begin(
  client: oidc.Configuration,
  given: { issuer: WebIssuer; returnTo: string; back: string; loginHint?: string | undefined },
): Promise<{ begun: UnderWay; address: string }> {
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const address = oidc.buildAuthorizationUrl(client, {
    redirect_uri: given.returnTo,
    response_type: 'code',
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(given.loginHint === undefined ? {} : { login_hint: given.loginHint }),
  });
  const begun = { issuer: given.issuer.issuer, state, nonce, verifier, back: given.back };
  return { begun, address: address.href };
}

/**
 * Turns what the issuer sent the browser back with into who signed in. Issuer, state, code, PKCE, nonce, and the ID
 * token's signature, audience and time are held against what was begun. Throws SignInRefused.
 */
export async function finish(
  client: oidc.Configuration,
  issuer: WebIssuer,
  begun: UnderWay,
  answer: URL,
): Promise<Somebody> {
  if (answer.searchParams.get('state') !== begun.state) throw new SignInRefused('state');
  const claims = await exchange(client, begun, answer);
  const vouched = vouchedFor(claims, issuer);
  if (vouched.fault !== null) throw new SignInRefused(vouched.fault);
  return { issuer: issuer.issuer, subject: claims.sub, authorityId: issuer.authorityId };
}

async function exchange(client: oidc.Configuration, begun: UnderWay, answer: URL): Promise<oidc.IDToken> {
  try {
    const tokens = await oidc.authorizationCodeGrant(client, answer, {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new SignInRefused('id_token');
    return claims;
  } catch (cause) {
    if (cause instanceof SignInRefused) throw cause;
    throw Object.assign(new SignInRefused(reasonOf(cause)), { cause });
  }
}

const reasons: Readonly<Record<string, Reason>> = {
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'id_token',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'id_token',
  OAUTH_KEY_SELECTION_FAILED: 'id_token',
  OAUTH_PARSE_ERROR: 'id_token',
  OAUTH_RESPONSE_IS_NOT_JSON: 'issuer_away',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'issuer_away',
  OAUTH_TIMEOUT: 'issuer_away',
};

function reasonOf(error: unknown): Reason {
  if (error instanceof oidc.AuthorizationResponseError) return 'denied';
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.WWWAuthenticateChallengeError)
    return 'code';
  if (error instanceof oidc.ClientError && error.code !== undefined) return reasons[error.code] ?? 'answer';
  // fetch() throws a TypeError of its own when the issuer is not reached at all.
  return 'issuer_away';
}

/**
 * Where the issuer ends its own session; undefined when it offers no such place. The browser door's id tells it who asks:
 * an ID token would do that too, but no token goes to the browser.
 */
export function endSessionAddress(client: oidc.Configuration, afterwards: string): string | undefined {
  const { end_session_endpoint: address } = client.serverMetadata();
  if (address === undefined) return undefined;
  const { client_id: clientId } = client.clientMetadata();
  return oidc.buildEndSessionUrl(client, { client_id: clientId, post_logout_redirect_uri: afterwards }).href;
}
