/**
 * Why a token was refused. For the trail and the metrics only: the client is told the same thing each
 * time, so that nobody learns which of the walls a forged token met.
 */
export type RefusalReason =
  | 'no_token'
  | 'several_headers'
  | 'not_bearer'
  | 'too_long'
  | 'malformed'
  | 'algorithm'
  | 'type'
  | 'header'
  | 'key_id'
  | 'issuer'
  | 'unknown_key'
  | 'keys_unavailable'
  | 'signature_or_claims'
  | 'claims'
  | 'audience'
  | 'lifetime'
  | 'authority'
  | 'assurance';

/** The bearer token is not accepted (answer 401). Carries nothing of the token itself. */
export class TokenRefused extends Error {
  readonly statusCode = 401;
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super('Adgangstokenet er ikke gyldigt. / The access token is not valid.');
    this.name = 'TokenRefused';
    this.reason = reason;
  }
}
