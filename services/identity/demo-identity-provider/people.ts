import type { JWK } from 'oidc-provider';

/** An invented person who can sign in. `subject` is the persistent uuid that the tokens carry. */
export type DemoPerson = {
  subject: string;
  username: string;
  name: string;
  authorityId: string;
  title: string;
  /** Whom the person acts for, as it is shown; the authority's name when left out. */
  agency?: string;
};

/** The private signing keys of one authority's demo identity provider. */
export type DemoKeys = { keys: JWK[] };

/** An authority with an identity provider of its own, at `/demo-idp/<slug>`. */
export type DemoAuthority = {
  authorityId: string;
  slug: string;
  name: string;
  cvr: string;
  jwks: DemoKeys;
};

export type DemoIdentityProviderOptions = {
  /** Where the service is reached, without a path: `http://localhost:3000`. */
  baseUrl: string;
  /** The audience of the access tokens: the API's identifier. */
  audience: string;
  authorities: readonly DemoAuthority[];
  people: readonly DemoPerson[];
  /** Where the web client may be sent back to, after signing in and after signing out. */
  webRedirectUris?: readonly string[];
  webSignedOutUris?: readonly string[];
  /** True in production mode, where nothing of this may start. */
  production: boolean;
  /** Told the name of an unexpected failure, never its content. */
  onFailure?: (name: string) => void;
};

/** One authority's part of the options, ready for its provider. */
export type DemoProviderOptions = {
  authority: DemoAuthority;
  issuer: string;
  audience: string;
  people: readonly DemoPerson[];
  webRedirectUris: readonly string[];
  webSignedOutUris: readonly string[];
};
