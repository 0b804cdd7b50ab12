import { record } from '#audit/record.ts';
import { callerFrom, type Identities, type Identity, personUnknown, seatsOf } from '#identity/sign-in.ts';
import type { Somebody } from '#platform/ask.ts';
import type { PersonCaller, SystemCaller } from '#platform/caller.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import type { Database } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import type { SignInTrail } from '#web/sign-in/make-sign-in.ts';

/** Refused sign-ins cost the trail no more than this many entries under way; what is left out is counted. */
const mostUnderWay = 4;

type Options = {
  database: Database;
  identities: Identities;
  clock: () => number;
  /** Told of an entry that could not be written. */
  onFailure: (error: unknown) => void;
};

/**
 * The trail of the browser door's sign-ins and sign-outs. What somebody did stands in every unit and agency that they may
 * act for, so that the auditor of each sees it; what nobody in particular did stands in none.
 */
export function makeSignInTrail({ database, identities, clock, onFailure }: Options): SignInTrail & {
  /** Ends when what is under way is written. */
  settled(): Promise<void>;
} {
  const underWay = new Set<Promise<void>>();
  let leftOut = 0;

  const ours = (trace: string): SystemCaller => ({
    kind: 'system',
    system: 'api',
    unitId: null,
    requestId: trace,
  });

  function callersOf(person: Identity, trace: string): (PersonCaller | SystemCaller)[] {
    const seats = seatsOf(person, toDanishDate(new Date(clock()).toISOString()));
    if (seats.length === 0 || person.state === 'revoked') return [ours(trace)];
    return seats.map((seat) => callerFrom(person, seat, trace, null));
  }

  async function note(person: Identity, trace: string, verb: 'sign_in' | 'sign_out'): Promise<void> {
    const entry = {
      verb,
      deed: verb === 'sign_in' ? 'signIn' : 'signOut',
      ids: { persons: [person.personId] },
    };
    for (const caller of callersOf(person, trace)) await database.as(caller, async (tx) => record(tx, entry));
  }

  /** The person as registered now, not as remembered. */
  async function asRegistered({ issuer, subject }: Somebody): Promise<Identity> {
    identities.forget(issuer, subject);
    return identities.find(issuer, subject);
  }

  function later(writing: () => Promise<void>): void {
    const written = writing()
      .catch(onFailure)
      .finally(() => underWay.delete(written));
    underWay.add(written);
  }

  function refuse(
    trace: string,
    why: { reason: string } | { ruleId: string },
    ids: Record<string, string[]>,
  ): void {
    if (underWay.size >= mostUnderWay) {
      leftOut += 1;
      return;
    }
    const counts = leftOut > 0 ? { counts: { leftOut } } : {};
    leftOut = 0;
    const entry = { verb: 'sign_in', deed: 'signIn', outcome: 'refused', ids, ...why, ...counts } as const;
    later(() => database.as(ours(trace), async (tx) => record(tx, entry)));
  }

  return {
    async signedIn(who, trace) {
      const person = await asRegistered(who).catch((error: unknown) => {
        if (error instanceof Refusal && error.rule === personUnknown)
          refuse(trace, { ruleId: personUnknown.id }, {});
        throw error;
      });
      if (person.state === 'revoked') {
        // Told what a stranger is told.
        refuse(trace, { ruleId: personUnknown.id }, { persons: [person.personId] });
        throw new Refusal(personUnknown, { contact: 'administrator' });
      }
      await note(person, trace, 'sign_in');
    },
    async signedOut(who, trace) {
      // Whoever leaves is let go, also when it cannot be written.
      await asRegistered(who)
        .then((person) => note(person, trace, 'sign_out'))
        .catch(onFailure);
    },
    refused: (reason, trace) => {
      if (reason !== 'not_begun') refuse(trace, { reason }, {});
    },
    settled: async () => void (await Promise.all(underWay)),
  };
}
