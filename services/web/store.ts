import { z } from 'zod';
import { type Purpose, purposes } from '#platform/codes.ts';
import type { Database } from '#platform/database.ts';

const row = z.object({
  issuer: z.string(),
  subject: z.string(),
  authority_id: z.string(),
  proof: z.string(),
  unit_id: z.string().nullable(),
  agency_id: z.string().nullable(),
  purpose: z.enum(purposes).nullable(),
  created_at: z.string(),
});
export type SessionRow = z.infer<typeof row>;

export type NewSession = { hash: Buffer; issuer: string; subject: string; proof: string; now: string };
export type Chosen = {
  hash: Buffer;
  unitId: string | null;
  agencyId: string | null;
  purpose: Purpose | null;
  now: string;
};

const one = (rows: unknown[]) => (rows.length === 0 ? null : row.parse(rows[0]));
const done = (rows: unknown[]) => z.tuple([z.object({ done: z.boolean() })]).parse(rows)[0].done;

/** False when the person is not registered, or is revoked. */
export async function openSession(database: Database, session: NewSession): Promise<boolean> {
  const { hash, issuer, subject, proof, now } = session;
  const text = 'select app.open_web_session($1, $2, $3, $4, $5) as done';
  const values = [hash, issuer, subject, proof, now];
  return done(await database.unannounced({ name: 'open-session', text, values }));
}

/** The session while it may be used; what has run out is taken away. */
export async function findSession(database: Database, hash: Buffer, now: string): Promise<SessionRow | null> {
  const text = 'select * from app.find_web_session($1, $2)';
  return one(await database.unannounced({ name: 'find-session', text, values: [hash, now] }));
}

/** Whether the session may be used; asking is no use of it. */
export async function sessionStands(database: Database, hash: Buffer, now: string): Promise<boolean> {
  const text = 'select app.web_session_stands($1, $2) as done';
  return done(await database.unannounced({ name: 'session-stands', text, values: [hash, now] }));
}

/** False when there is no such session any more. */
export async function changeSession(database: Database, chosen: Chosen): Promise<boolean> {
  const { hash, unitId, agencyId, purpose, now } = chosen;
  const text = 'select app.change_web_session($1, $2, $3, $4, $5) as done';
  const values = [hash, unitId, agencyId, purpose, now];
  return done(await database.unannounced({ name: 'change-session', text, values }));
}

/** What the session was; null when there was none. */
export async function endSession(database: Database, hash: Buffer): Promise<SessionRow | null> {
  const text = 'select * from app.end_web_session($1)';
  return one(await database.unannounced({ name: 'end-session', text, values: [hash] }));
}
