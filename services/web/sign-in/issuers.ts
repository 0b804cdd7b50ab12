import * as oidc from 'openid-client';
import { SignInRefused } from './refused.ts';

/** An authority whose people may sign in to the browser door. */
export type WebIssuer = {
  issuer: string;
  authorityId: string;
  authorityName: string;
  cvr: string;
  jwksUri: string;
  /** What the issuer calls the browser door. */
  clientId: string;
};

export type IssuerOptions = {
  issuers: () => Promise<readonly WebIssuer[]>;
  /** Secrets by issuer; without one the browser door is a public client with PKCE. */
  clientSecrets: Readonly<Record<string, string>>;
  /** The demo's issuers are in this very process, without TLS. */
  demo: boolean;
  clock: () => number;
  fetch?: oidc.CustomFetch | undefined;
};

const ISSUERS_KEPT = 10_000;
const DISCOVERY_KEPT = 3_600_000;
const TRIED_AGAIN = 60_000;
const ANSWER_WITHIN_SECONDS = 5;
const CLOCK_TOLERANCE = 5;

/** The issuers that people sign in at, and what each says of itself, asked for once an hour. */
export function keepIssuers(options: IssuerOptions) {
  const { clock, fetch: given } = options;
  let known: { list: readonly WebIssuer[]; until: number } | undefined;
  const discovered = new Map<string, { found: Promise<oidc.Configuration>; until: number }>();
  const endSessions = new Map<string, string>();
  const tried = new Map<string, number>();

  async function list(): Promise<readonly WebIssuer[]> {
    if (known === undefined || known.until <= clock())
      known = { list: await options.issuers(), until: clock() + ISSUERS_KEPT };
    return known.list;
  }

  async function discover(issuer: WebIssuer): Promise<oidc.Configuration> {
    const secret = options.clientSecrets[issuer.issuer];
    const found = await oidc.discovery(
      new URL(issuer.issuer),
      issuer.clientId,
      { id_token_signed_response_alg: 'RS256', [oidc.clockTolerance]: CLOCK_TOLERANCE },
      secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret),
      {
        timeout: ANSWER_WITHIN_SECONDS,
        // The ID token's signature is checked although it comes straight from the issuer.
        execute: [oidc.enableNonRepudiationChecks, ...(options.demo ? [oidc.allowInsecureRequests] : [])],
        ...(given ? { [oidc.customFetch]: given } : {}),
      },
    );
    const said = found.serverMetadata();
    // Keys are believed from the one address that was set up, by both doors.
    if (said.jwks_uri !== issuer.jwksUri) throw new Error('the issuer names other keys than those set up');
    if (said.end_session_endpoint !== undefined) endSessions.set(issuer.issuer, said.end_session_endpoint);
    return found;
  }

  /** The client of one issuer. Refuses `sign-in.issuer-away`. */
  async function clientOf(issuer: WebIssuer): Promise<oidc.Configuration> {
    const key = JSON.stringify([issuer.issuer, issuer.clientId, issuer.jwksUri]);
    const before = discovered.get(key);
    const entry =
      before !== undefined && before.until > clock()
        ? before
        : { found: discover(issuer), until: clock() + DISCOVERY_KEPT };
    discovered.set(key, entry);
    try {
      return await entry.found;
    } catch (cause) {
      discovered.delete(key);
      throw Object.assign(new SignInRefused('issuer_away'), { cause });
    }
  }

  /** Asks an issuer once where it signs out, without keeping anybody waiting; when it is away, again in a minute. */
  function learn(issuer: WebIssuer): void {
    if (options.demo || endSessions.has(issuer.issuer) || (tried.get(issuer.issuer) ?? 0) > clock()) return;
    tried.set(issuer.issuer, clock() + TRIED_AGAIN);
    clientOf(issuer).catch(() => {});
  }

  return {
    list,
    clientOf,
    /** Where signing out leads: every issuer, and where its sign-out is when that is elsewhere. */
    async origins(): Promise<readonly string[]> {
      const issuers = await list();
      for (const issuer of issuers) learn(issuer);
      const addresses = issuers.flatMap(({ issuer }) => [issuer, endSessions.get(issuer) ?? issuer]);
      return [...new Set(addresses.map((address) => new URL(address).origin))];
    },
  };
}
export type Issuers = ReturnType<typeof keepIssuers>;
