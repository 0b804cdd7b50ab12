import {
  callerFrom,
  chooseSeat,
  type Identities,
  type Identity,
  type Seat,
  seatsOf,
} from '#identity/sign-in.ts';
import type { Asking, Somebody } from '#platform/ask.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Endpoint } from '#platform/contract.ts';
import { IdentityChanged } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { mayDo } from '#platform/permissions.ts';
import type { Known } from './refusal-trail.ts';
import { permissionMissing, tokenRefused } from './refusals.ts';

type Asked = { asking: Asking; endpoint: Endpoint; who: Somebody; today: string };

/**
 * Who acts, from which seat, with the permission that the endpoint asks for. No one is refused for what is remembered
 * alone: a refusal is held against the identity as it is now. Refuses what sign-in refuses, `token.refused`,
 * `permission.missing`; throws IdentityChanged when what was remembered no longer holds.
 */
export async function admit(identities: Identities, asked: Asked, known: Known): Promise<PersonCaller> {
  const { issuer, subject } = asked.who;
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

function seatedCaller(person: Identity, { asking, endpoint, who, today }: Asked, known: Known): PersonCaller {
  refuseStranger(person, who);
  const seat = chooseSeat(seatsOf(person, today), asking.acting);
  const caller = callerFrom(person, seat, asking.trace, asking.purpose);
  known.caller = caller;
  if (endpoint.permission !== 'signed_in' && !mayDo(caller.roles, endpoint.permission)) {
    const members = { permission: endpoint.permission };
    throw new Refusal(permissionMissing, { contact: 'administrator', members });
  }
  return caller;
}

function refuseStranger(person: Identity, who: Somebody): void {
  if (person.state === 'revoked' || person.authorityId !== who.authorityId) throw new Refusal(tokenRefused);
}

/** Who somebody is, where they may act today, and the seat they act from: null while they have to choose one. */
export type Present = { personId: string; name: string; seats: Seat[]; seat: Seat | null };

/** For a page's frame, as things are now and not as remembered; each deed asks anew. Refuses what sign-in refuses. */
export async function whoIs(
  identities: Identities,
  who: Somebody,
  acting: { unitId: string | null; agencyId: string } | null,
  today: string,
): Promise<Present> {
  identities.forget(who.issuer, who.subject);
  const person = await identities.find(who.issuer, who.subject);
  refuseStranger(person, who);
  const seats = seatsOf(person, today);
  if (seats.length === 0) chooseSeat(seats, { unitId: undefined, agencyId: undefined });
  const [only, another] = seats;
  const chosen = seats.find((one) => one.unitId === acting?.unitId && one.agencyId === acting.agencyId);
  const seat = (another ? chosen : only) ?? null;
  return { personId: person.personId, name: person.name, seats, seat };
}
