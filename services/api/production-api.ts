import { makeLogger } from '#platform/log.ts';
import { enterProduction } from '#platform/production-process.ts';
import type { checkProductionDatabase } from '#platform/production-database.ts';
import { startApi } from './run.ts';

/** The API as production runs it: own keys, a checked database, and no identity provider but the authorities' own. */
export async function startProductionApi(
  env: NodeJS.ProcessEnv,
  check?: typeof checkProductionDatabase,
): Promise<{ close(): Promise<void> }> {
  const { config, keys, databaseUrl, warnings } = await enterProduction(env, 'app', check);
  const logger = makeLogger(config.logLevel);
  for (const warning of warnings) logger.warn(warning);
  const { publicUrl = '' } = config;
  const web = { publicUrl: () => publicUrl, secure: true };
  const api = await startApi({ databaseUrl, keys, logLevel: config.logLevel, web });
  const port = await api.listen(config.port, config.host);
  logger.info({ port }, 'the API is listening');
  return api;
}
