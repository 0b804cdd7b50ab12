import closeWithGrace from 'close-with-grace';
import { type Config, ConfigError, neededByApi, readConfig } from './config.ts';
import {
  type DatabaseRole,
  KeysError,
  needPassword,
  type ProductionKeys,
  readProductionKeys,
} from './keys.ts';
import { describeError } from './log.ts';
import { loginOf } from './migrate.ts';
import { ProductionRefusal } from './production.ts';
import { checkProductionDatabase } from './production-database.ts';

/** A process that has passed the guards of production. */
export type Production = {
  config: Config;
  keys: ProductionKeys;
  databaseUrl: string;
  warnings: readonly string[];
};

/**
 * Reads settings and keys and looks at the database, as production whatever NODE_ENV says.
 * @throws ConfigError, KeysError, ProductionRefusal
 */
export async function enterProduction(
  env: NodeJS.ProcessEnv,
  role: DatabaseRole,
  check: typeof checkProductionDatabase = checkProductionDatabase,
): Promise<Production> {
  const config = readConfig({ ...env, NODE_ENV: 'production' }, role === 'app' ? neededByApi : {});
  const keys = await readProductionKeys(config.keysFile);
  const databaseUrl = config.databaseUrl ?? '';
  const password = needPassword(keys, role);
  const login = { url: databaseUrl, user: loginOf(role, password), password, issuers: role === 'app' };
  return { config, keys, databaseUrl, warnings: await check(login) };
}

/**
 * Runs a process until it is told to stop (exit 0), cannot start or breaks (exit 1). What it says about an error is our own
 * message, or the error's class and place: other messages may repeat data.
 */
export async function runProcess(
  start: () => Promise<{ close(): Promise<void> }>,
  graceMs: number,
): Promise<void> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const logger = {
    error: (message: unknown) => say(typeof message === 'string' ? message : explain(message)),
  };
  try {
    const running = await start();
    closeWithGrace({ delay: graceMs, logger }, async ({ err }) => {
      if (err) say(explain(err));
      await running.close();
    });
  } catch (error) {
    say(explain(error));
    process.exit(1);
  }
}

export function explain(error: unknown): string {
  const ours =
    error instanceof ConfigError || error instanceof KeysError || error instanceof ProductionRefusal;
  return ours ? error.message : JSON.stringify(describeError(error));
}
