import { createHmac, hash, randomBytes } from 'node:crypto';
import type { Somebody } from '#platform/ask.ts';
import type { Purpose } from '#platform/codes.ts';
import type { Database } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import {
  changeSession,
  endSession,
  findSession,
  openSession,
  sessionStands,
  type SessionRow,
} from './store.ts';

/** Where somebody with several seats has chosen to act; the choice is held against the roles at every request. */
export type ActingSeat = { unitId: string | null; agencyId: string };

/** Somebody who is signed in with a browser. */
export type Session = Somebody & {
  /** Null until the person has chosen; with one seat there is nothing to choose. */
  acting: ActingSeat | null;
  purpose: Purpose | null;
  /** What every form of this session carries; the same for as long as the session lasts. */
  csrf: string;
  /** Instant of sign-in. */
  since: string;
};

export type SessionOptions = {
  database: Database;
  vault: Pick<Vault, 'signCursor' | 'readCursor'>;
  /** Milliseconds since 1970; handed in so that tests can set the clock. */
  clock: () => number;
};

/**
 * Sessions of browsers, kept in the database: 30 minutes unused, 8 hours in all. The browser has 256 random bits, the
 * database their hash. A session ends with sign-out and with the person's revocation.
 */
export function makeSessions({ database, vault, clock }: SessionOptions) {
  const now = () => new Date(clock()).toISOString();

  return {
    /** Opens a session and returns the cookie's value; null when the person is not registered, or is revoked. */
    async open(person: Somebody): Promise<string | null> {
      const cookie = randomBytes(32).toString('base64url');
      const place = placeOf(cookie);
      const at = now();
      const { issuer, subject, authorityId } = person;
      const proof = vault.signCursor(
        said({ issuer, subject, authority_id: authorityId, created_at: at }),
        place.use,
      );
      const opened = await openSession(database, { hash: place.hash, issuer, subject, proof, now: at });
      return opened ? cookie : null;
    },

    /** Who is signed in with this cookie; null when nobody is, or no longer. Counts as use of the session. */
    async find(cookie: string): Promise<Session | null> {
      if (!isCookie(cookie)) return null;
      const place = placeOf(cookie);
      const row = await findSession(database, place.hash, now());
      if (row === null) return null;
      if (vault.readCursor(row.proof, place.use) !== said(row)) {
        await endSession(database, place.hash);
        return null;
      }
      return sessionFrom(row, cookie);
    },

    /** Whether the session may still be used. Asking does not count as use: a page left open keeps nobody signed in. */
    async stands(cookie: string): Promise<boolean> {
      return isCookie(cookie) && sessionStands(database, placeOf(cookie).hash, now());
    },

    /** Remembers what the person chose; what is left out stays. False when the session is over. */
    async change(cookie: string, chosen: { acting?: ActingSeat; purpose?: Purpose }): Promise<boolean> {
      if (!isCookie(cookie)) return false;
      return changeSession(database, {
        hash: placeOf(cookie).hash,
        unitId: chosen.acting?.unitId ?? null,
        agencyId: chosen.acting?.agencyId ?? null,
        purpose: chosen.purpose ?? null,
        now: now(),
      });
    },

    /** Ends the session; returns whose it was, or null when there was none. */
    async end(cookie: string): Promise<Somebody | null> {
      if (!isCookie(cookie)) return null;
      const row = await endSession(database, placeOf(cookie).hash);
      return row && { issuer: row.issuer, subject: row.subject, authorityId: row.authority_id };
    },
  };
}
export type Sessions = ReturnType<typeof makeSessions>;

/** The token that this session's forms carry: nobody can say it without the cookie, and the cookie cannot be read from it. */
function csrfOf(cookie: string): string {
  return createHmac('sha256', cookie).update('csrf:v1').digest('base64url');
}

const isCookie = (value: string) => /^[A-Za-z0-9_-]{43}$/.test(value);

/** The session's place in the database, and what binds its proof to this cookie alone. */
function placeOf(cookie: string): { hash: Buffer; use: string } {
  const digest = hash('sha256', cookie, 'buffer');
  return { hash: digest, use: `web-session:v1:${digest.toString('hex')}` };
}

/** What the proof vouches for: who signed in, and when. */
function said(row: Pick<SessionRow, 'issuer' | 'subject' | 'authority_id' | 'created_at'>): string {
  return JSON.stringify([row.issuer, row.subject, row.authority_id, row.created_at]);
}

function sessionFrom(row: SessionRow, cookie: string): Session {
  const { issuer, subject, authority_id: authorityId, unit_id: unitId, agency_id: agencyId, purpose } = row;
  const acting = agencyId === null ? null : { unitId, agencyId };
  return { issuer, subject, authorityId, acting, purpose, csrf: csrfOf(cookie), since: row.created_at };
}
