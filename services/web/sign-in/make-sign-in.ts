import type { Somebody } from '#platform/ask.ts';
import type { Vault } from '#platform/vault.ts';
import { type IssuerOptions, type Issuers, keepIssuers } from './issuers.ts';
import { makeUnderWay } from './under-way.ts';
import type { Reason } from './refused.ts';

/** Remembers who signed in and out, and what was refused. */
export type SignInTrail = {
  /** Notes that somebody signed in; refuses `person.unknown` for who is not registered or is revoked. */
  signedIn(who: Somebody, trace: string): Promise<void>;
  signedOut(who: Somebody, trace: string): Promise<void>;
  /** Keeps nobody waiting. */
  refused(reason: Reason, trace: string): void;
};

export type SignInOptions = Omit<IssuerOptions, 'demo'> & {
  vault: Pick<Vault, 'seal' | 'open'>;
  trail: SignInTrail;
  /** Where people reach the service, without a path; the demo knows its port only when it listens. */
  publicUrl: () => string;
  /** Whether people reach the service by https. */
  secure: boolean;
  /** In the demo: the page where one chooses an invented person, e.g. `/demo-idp/`. */
  demoSignInPath?: string | undefined;
};

/** What the routes of signing in need, and where a form may lead in the end. */
export type SignIn = Pick<SignInOptions, 'trail' | 'publicUrl' | 'demoSignInPath'> & {
  issuers: Issuers;
  underWay: ReturnType<typeof makeUnderWay>;
  /** Origins for the pages' `form-action`: signing out leads to the issuer. */
  formTargets(): Promise<readonly string[]>;
};

/** Signing in by OpenID Connect: authorization code with PKCE, state and nonce. */
export function makeSignIn(options: SignInOptions): SignIn {
  const issuers = keepIssuers({ ...options, demo: options.demoSignInPath !== undefined });
  return {
    ...options,
    issuers,
    underWay: makeUnderWay(options.vault, options.secure, options.clock),
    formTargets: issuers.origins,
  };
}
