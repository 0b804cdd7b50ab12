/** The scheduler in production: `node services/scheduler/main.ts` with DATABASE_URL and KEYS_FILE (services/deploy/README.md). */
import { makeLogger } from '#platform/log.ts';
import { enterProduction, runProcess } from '#platform/production-process.ts';
import { startScheduler } from './run.ts';

const patienceMs = 10_000;

await runProcess(async () => {
  const { config, keys, databaseUrl, warnings } = await enterProduction(process.env, 'scheduler');
  const logger = makeLogger(config.logLevel);
  for (const warning of warnings) logger.warn(warning);
  return startScheduler({ databaseUrl, keys, logLevel: config.logLevel, patienceMs });
}, patienceMs + 2_000);
