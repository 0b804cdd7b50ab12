import { IdentityChanged } from '#platform/database.ts';
import { notFound, Refusal, rule, unavailable } from '#platform/errors.ts';
import { TokenRefused } from './token.ts';
import {
  internalFault,
  mediaTypeUnknown,
  requestMalformed,
  requestTooLarge,
  tokenRefused,
} from './refusals.ts';

export const conflict = rule('state.conflict', 409, {
  da: 'Det kan ikke lade sig gøre, sådan som det ser ud nu. Hent det igen, og prøv på ny.',
  en: 'It cannot be done as things stand. Read it again and retry.',
});

/** The refusal that answers an error. The error itself is never shown: its text may repeat what was sent. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TokenRefused) return new Refusal(tokenRefused);
  // Changed twice while one request was tried twice.
  if (error instanceof IdentityChanged) return new Refusal(unavailable);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // A policy said no to a write: the row is not this caller's, and whether it exists is not told.
  if (code === '42501') return new Refusal(notFound);
  if (code === '23505' || code === '23503') return new Refusal(conflict);
  if (/^(40001|40P01|55P03)$/.test(code)) return new Refusal(unavailable);
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal(mediaTypeUnknown);
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new Refusal(requestTooLarge);
  if (typeof status === 'number' && status >= 400 && status < 500) return new Refusal(requestMalformed);
  return new Refusal(internalFault);
}
