/** The API in production: `node services/api/main.ts` with DATABASE_URL and KEYS_FILE (services/deploy/README.md). */
import { runProcess } from '#platform/production-process.ts';
import { startProductionApi } from './production-api.ts';

await runProcess(() => startProductionApi(process.env), 10_000);
