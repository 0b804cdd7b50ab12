import { z } from 'zod';
import type { Acting } from '#platform/ask.ts';
import type { PersonCaller } from '#platform/caller.ts';
import { type AgencyKind, agencyKinds, type Purpose, type Role, roles } from '#platform/codes.ts';
import type { Database } from '#platform/database.ts';
import { Refusal, rule } from '#platform/errors.ts';

const identity = z.object({
  personId: z.uuid(),
  name: z.string(),
  state: z.enum(['active', 'revoked']),
  version: z.number().int(),
  authorityId: z.string(),
  assignments: z.array(
    z.object({
      role: z.enum(roles),
      unitId: z.string().nullable(),
      agencyId: z.string(),
      agencyKind: z.enum(agencyKinds),
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
});
export type Identity = z.infer<typeof identity>;

/** One pair that a person can act for, with the roles that hold there on the day. */
export type Seat = { unitId: string | null; agencyId: string; agencyKind: AgencyKind; roles: Role[] };

export const personUnknown = rule('person.unknown', 403, {
  da: 'Du er logget ind, men er ikke oprettet i tjenesten.',
  en: 'You are signed in, but you are not registered in the service.',
});
export const noRole = rule('person.no-role', 403, {
  da: 'Du har ingen rolle, der gælder i dag.',
  en: 'You have no role that is valid today.',
});
export const actingAmbiguous = rule('acting.ambiguous', 400, {
  da: 'Du har roller flere steder. Angiv, hvor du handler, i Acting-Unit og Acting-Agency.',
  en: 'You have roles in several places. Say where you act in Acting-Unit and Acting-Agency.',
});
export const actingElsewhere = rule('acting.not-yours', 403, {
  da: 'Du har ingen rolle i den enhed og myndighed, du angiver.',
  en: 'You have no role in the unit and agency that you name.',
});

/**
 * Remembers who a token's subject is, so that most requests need no question of their own. What is remembered is checked
 * against the person's version inside each deed's transaction; `forget` makes the next request ask again.
 */
export function makeIdentities(database: Database) {
  const known = new Map<string, Identity>();
  const keyOf = (issuer: string, subject: string) => `${issuer} ${subject}`;
  return {
    async find(issuer: string, subject: string): Promise<Identity> {
      const key = keyOf(issuer, subject);
      const remembered = known.get(key);
      if (remembered) return remembered;
      const found = identity.nullable().parse(await database.findIdentity(issuer, subject));
      if (!found) throw new Refusal(personUnknown, { contact: 'administrator' });
      if (known.size > 5_000) known.clear();
      known.set(key, found);
      return found;
    },
    forget(issuer: string, subject: string): void {
      known.delete(keyOf(issuer, subject));
    },
  };
}
export type Identities = ReturnType<typeof makeIdentities>;

/** The pairs (unit, agency) that the person has a role in on `today`, a civil date. */
export function seatsOf(person: Identity, today: string): Seat[] {
  const seats = new Map<string, Seat>();
  for (const given of person.assignments) {
    if (given.validFrom > today || (given.validTo !== null && given.validTo < today)) continue;
    const key = `${given.unitId ?? ''}/${given.agencyId}`;
    const seat = seats.get(key) ?? {
      unitId: given.unitId,
      agencyId: given.agencyId,
      agencyKind: given.agencyKind,
      roles: [],
    };
    seat.roles.push(given.role);
    seats.set(key, seat);
  }
  return [...seats.values()];
}

/** The seat that a request acts from. Refuses `person.no-role`, `acting.ambiguous`, `acting.not-yours`. */
export function chooseSeat(seats: readonly Seat[], acting: Acting): Seat {
  if (seats.length === 0) throw new Refusal(noRole, { contact: 'administrator' });
  const fitting = seats.filter(
    (seat) =>
      (acting.unitId === undefined || seat.unitId === acting.unitId) &&
      (acting.agencyId === undefined || seat.agencyId === acting.agencyId),
  );
  const [only, another] = fitting;
  if (!only) throw new Refusal(actingElsewhere, { contact: 'administrator' });
  if (another) {
    const choices = fitting.map(({ unitId, agencyId }) => ({ unitId, agencyId }));
    throw new Refusal(actingAmbiguous, { members: { choices } });
  }
  return only;
}

/** The caller that the deed and the database get to know. */
export function callerFrom(
  person: Identity,
  seat: Seat,
  requestId: string,
  purpose: Purpose | null,
): PersonCaller {
  return {
    kind: 'person',
    personId: person.personId,
    identityVersion: person.version,
    authorityId: person.authorityId,
    ...seat,
    purpose,
    requestId,
  };
}
