import { actingAmbiguous, actingElsewhere, noRole, personUnknown } from '#identity/sign-in.ts';
import type { Endpoint } from '#platform/contract.ts';
import { cursorInvalid } from '#platform/cursor.ts';
import {
  invalidInput,
  notFound,
  type Rule,
  staleVersion,
  trailUnavailable,
  unavailable,
} from '#platform/errors.ts';
import { keyReused } from '#platform/idempotency.ts';
import { conflict } from '../refusal-of.ts';
import {
  internalFault,
  mediaTypeUnknown,
  permissionMissing,
  requestMalformed,
  requestTooLarge,
  tokenRefused,
  versionMissing,
} from '../refusals.ts';

/** Refusals that always come from the door, and so are the same for every endpoint that has them. */
export const commonRules: ReadonlyMap<number, readonly Rule[]> = new Map([
  [401, [tokenRefused]],
  [412, [staleVersion]],
  [413, [requestTooLarge]],
  [415, [mediaTypeUnknown]],
  [428, [versionMissing]],
  [500, [internalFault]],
  [503, [unavailable, trailUnavailable]],
]);

/** Every rule that can refuse a request to this endpoint, by status and id: the contract's own and the door's. */
export function refusalsOf(endpoint: Endpoint): Rule[] {
  const common = (...statuses: number[]) => statuses.flatMap((status) => commonRules.get(status) ?? []);
  const rules = [
    ...endpoint.refusals,
    invalidInput,
    actingAmbiguous,
    personUnknown,
    noRole,
    actingElsewhere,
    ...(endpoint.permission === 'signed_in' ? [] : [permissionMissing]),
    ...('cursor' in (endpoint.query?.shape ?? {}) ? [cursorInvalid] : []),
    ...(endpoint.params ? [notFound] : []),
    ...(endpoint.method === 'GET' ? [] : [requestMalformed, conflict, ...common(413, 415)]),
    ...(endpoint.idempotent ? [keyReused] : []),
    ...(endpoint.ifMatch ? common(412, 428) : []),
    ...common(401, 500, 503),
  ];
  return [...new Set(rules)].toSorted((a, b) => a.status - b.status || (a.id < b.id ? -1 : 1));
}
