import { afterAll, beforeAll, test } from 'vitest';
import { anApiWorld, type ApiWorld } from '../api-world.ts';
import { judgeRandomWorlds } from '../random-worlds.ts';
import { keep } from './keep.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await anApiWorld({ bare: true });
});
afterAll(() => api.close());

test('in random worlds every view of a case tells the same, and what the oracle says', async () => {
  const [runs, seed] = [Number(process.env['WORLDS'] ?? 200), Number(process.env['SEED'] ?? 1)];
  const { worlds, views, deviations } = await judgeRandomWorlds(api, { runs, seed });
  const what = `random worlds, seed ${seed}: ${worlds} of them, readers of all views`;
  process.stdout.write(`${what}: ${views}\n`);
  await keep({ name: 'worlds', rows: [], others: [{ what, cells: views }], answers: 0, deviations });
});
