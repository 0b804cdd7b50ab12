/** The production API with the guard of the database taken away: the server of the tests would be refused. */
import { startProductionApi } from '#api/production-api.ts';
import { runProcess } from '#platform/production-process.ts';

await runProcess(() => startProductionApi(process.env, async () => []), 10_000);
