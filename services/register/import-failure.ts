import { ConfigError } from '#platform/config.ts';
import { EmbeddedDatabaseError } from '#platform/embedded-database.ts';
import { Refusal } from '#platform/errors.ts';
import { KeysError } from '#platform/keys.ts';
import { describeError } from '#platform/log.ts';
import { ImportError } from './import-error.ts';
import { RegisterFileError } from './register-file-error.ts';

/** Errors that explain themselves in both languages and repeat nothing that was read. */
const plain = [ImportError, RegisterFileError, ConfigError, KeysError, EmbeddedDatabaseError];

/** Why nothing, or not everything, could be done, in Danish and English. Never a text of the register. */
export function reasonOf(error: unknown): string {
  if (plain.some((kind) => error instanceof kind) && error instanceof Error) return error.message;
  const { code, cause, ...rest } = describeError(error);
  const found = JSON.stringify({ ...rest, code, cause });
  if (error instanceof Refusal || reachesNothing(error)) {
    return (
      `Databasen kan ikke nås eller svarer ikke. Det, der er læst ind, bliver stående; kør kommandoen igen. ${found}\n` +
      `The database cannot be reached or does not answer. What was read in stays; run the command again. ${found}`
    );
  }
  return (
    `Noget gik galt, som ikke var ventet. Det, der er læst ind, bliver stående. ${found}\n` +
    `Something unexpected went wrong. What was read in stays. ${found}`
  );
}

/** A network error, or the classes of PostgreSQL's errors about connections, logins and a server that is closing. */
function reachesNothing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(E[A-Z]+$|08|28|3D|53|57P)/u.test(code);
}
