import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AskEndpoint, Somebody } from '#platform/ask.ts';
import type { AgencyKind, Purpose, Role } from '#platform/codes.ts';
import type { Served } from '#platform/deed.ts';
import { makeAskAs } from './asking.ts';
import type { Cookies } from './cookies.ts';
import { keepNames } from './names.ts';
import { purposeOf } from './seat.ts';
import type { ActingSeat, Session, Sessions } from './sessions.ts';
import { makeView, type Self, type View } from './view.ts';

type Seat = { unitId: string | null; agencyId: string; agencyKind: AgencyKind; roles: readonly Role[] };
/** Who somebody is and where they may act; `seat` is null while they have to choose. */
export type Present = { personId: string; name: string; seats: readonly Seat[]; seat: Seat | null };

export type VisitOptions = {
  endpoints: readonly Served[];
  ask: AskEndpoint;
  sessions: Sessions;
  whoIs: (who: Somebody, acting: ActingSeat | null, today: string) => Promise<Present>;
  /** Today's civil date in Denmark. */
  today: () => string;
  clock: () => number;
};

/** What a handler of the browser door knows of the one who asks. */
export type Visitor = {
  session: Session;
  view: View;
  /** With several seats and none chosen: everything but the choice has to wait. */
  choosing: boolean;
};

/** Finds out who asks; null when nobody is signed in, or no longer. */
export type Visit = (request: FastifyRequest) => Promise<Visitor | null>;

export function makeVisits(options: VisitOptions, cookies: Cookies): Visit {
  const askAs = makeAskAs(options.endpoints, options.ask);
  const namesFor = keepNames(options.clock);
  return async (request) => {
    const session = await options.sessions.find(cookies.session(request));
    if (!session) return null;
    const today = options.today();
    const present = await options.whoIs(session, session.acting, today);
    const [first] = present.seats;
    const seat = present.seat ?? first;
    if (!seat) return null;
    const person: Self = {
      personId: present.personId,
      name: present.name,
      ...seat,
      otherSeats: present.seats.length > 1,
    };
    const purpose: Purpose = session.purpose ?? purposeOf(person.agencyKind);
    const ask = askAs(session, seat, purpose, request.id);
    const view = makeView({
      ask,
      person,
      purpose,
      today,
      now: new Date(options.clock()).toISOString(),
      path: request.url,
      csrf: session.csrf,
      remember: (chosen) => options.sessions.change(cookies.session(request), chosen),
      newKey: randomUUID,
      language: cookies.language(request),
      names: await namesFor(person, ask),
    });
    return { session, view, choosing: present.seat === null };
  };
}
