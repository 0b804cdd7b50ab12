import type { FastifyRequest } from 'fastify';
import { callerFrom, chooseSeat, type Identities, type Identity, seatsOf } from '#identity/sign-in.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Endpoint } from '#platform/contract.ts';
import { IdentityChanged } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { mayDo } from '#platform/permissions.ts';
import { header, purposeOf } from './headers.ts';
import type { Known } from './refusal-trail.ts';
import { permissionMissing, tokenRefused } from './refusals.ts';
import type { VerifiedToken } from './token.ts';

type Asked = { request: FastifyRequest; endpoint: Endpoint; token: VerifiedToken; today: string };

/**
 * Who acts, from which seat, with the permission that the endpoint asks for. No one is refused for what is remembered
 * alone: a refusal is held against the identity as it is now. Refuses what sign-in refuses, `token.refused`,
 * `permission.missing`; throws IdentityChanged when what was remembered no longer holds.
 */
export async function admit(identities: Identities, asked: Asked, known: Known): Promise<PersonCaller> {
  const { issuer, subject } = asked.token;
  const person = await identities.find(issuer, subject);
  known.personId = person.personId;
  try {
    return seatedCaller(person, asked, known);
  } catch (refusal) {
    identities.forget(issuer, subject);
    const current = await identities.find(issuer, subject);
    if (current.version !== person.version) throw new IdentityChanged();
    throw refusal;
  }
}

function seatedCaller(
  person: Identity,
  { request, endpoint, token, today }: Asked,
  known: Known,
): PersonCaller {
  if (person.state === 'revoked' || person.authorityId !== token.authorityId) throw new Refusal(tokenRefused);
  const acting = { unitId: header(request, 'acting-unit'), agencyId: header(request, 'acting-agency') };
  const seat = chooseSeat(seatsOf(person, today), acting);
  const caller = callerFrom(person, seat, request.id, purposeOf(request));
  known.caller = caller;
  if (endpoint.permission !== 'signed_in' && !mayDo(caller.roles, endpoint.permission)) {
    const members = { permission: endpoint.permission };
    throw new Refusal(permissionMissing, { contact: 'administrator', members });
  }
  return caller;
}
