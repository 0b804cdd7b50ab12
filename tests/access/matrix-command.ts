/**
 * `npm run access:matrix`: who is answered what, over everything that can be asked. Writes a table into `--out` (./access-matrix)
 * and ends with one line of JSON; the exit code is not 0 when anything deviates or leaks.
 *   --only routes,methods,pages,sql,worlds,mutants   some of the parts (all but mutants by default)
 *   --mutants all|12      every weakened wall must be seen by the SQL matrix
 *   --worlds 200 --seed 1 random worlds
 *   --sabotage <control>  breaks one control in this run's own database or process; the run has to turn red. `list` names them
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { type Part, totalsOf } from './matrix-row.ts';
import { tableOf } from './matrix-table.ts';
import { sabotages } from './sabotages.ts';
import { sabotagePlugin } from './sabotage-plugin.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'access-matrix' },
    only: { type: 'string' },
    mutants: { type: 'string', default: '0' },
    worlds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    sabotage: { type: 'string' },
    'until-red': { type: 'boolean', default: false },
  },
});

const say = (text: string) => process.stdout.write(`${text}\n`);
if (values.sabotage === 'list') {
  for (const { name, control } of sabotages) say(`${name.padEnd(28)} ${control}`);
  process.exit(0);
}
const sabotage = sabotages.find(({ name }) => name === values.sabotage);
if (values.sabotage !== undefined && !sabotage)
  throw new Error(`there is no control called ${values.sabotage}: --sabotage=list names them`);

const every = ['routes', 'methods', 'pages', 'sql', 'worlds'];
const chosen = values.only?.split(',') ?? (values.mutants === 'all' ? ['mutants', 'pages'] : every);
const root = resolve(import.meta.dirname, '../..');
const parts = await mkdtemp(join(tmpdir(), 'al-capone-access-'));
const started = new Date();

const vitest = await startVitest(
  [],
  {
    root,
    config: false,
    // What a sabotage has changed is never kept for another run, nor taken from one.
    fsModuleCache: sabotage === undefined,
    watch: false,
    include: chosen.map((name) => `tests/access/exhaustive/${name}.full.ts`),
    environment: 'node',
    globalSetup: ['tests/support/global-setup.ts', 'tests/access/sabotage-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    reporters: ['default'],
    env: {
      TZ: 'Europe/Copenhagen',
      ACCESS_PARTS: parts,
      MUTANTS: values.mutants,
      WORLDS: values.worlds,
      SEED: values.seed,
      UNTIL_RED: values['until-red'] ? 'yes' : 'no',
      ...(sabotage ? { SABOTAGE: sabotage.name } : {}),
    },
  },
  sabotage?.source ? { plugins: [sabotagePlugin(sabotage.source, root)] } : {},
);
const failed = vitest.state.getCountOfFailedTests() + vitest.state.getUnhandledErrors().length;
await vitest.close();

const found: Part[] = [];
for (const file of (await readdir(parts)).toSorted())
  found.push(JSON.parse(await readFile(join(parts, file), 'utf8')));
await rm(parts, { recursive: true, force: true });
const silent = chosen.filter((name) => !found.some((part) => part.name === name));
const { deviations: wrong, leaks: told } = totalsOf(found);
if (silent.length > 0 || (failed > 0 && wrong + told === 0))
  found.push({
    name: 'run',
    rows: [],
    others: [],
    answers: 0,
    deviations: [`not judged to the end: ${silent.join()}`],
  });
const totals = totalsOf(found);
await mkdir(values.out, { recursive: true });
const at = started.toISOString();
const file = join(values.out, `access-matrix-${at.slice(0, 19).replaceAll(':', '')}Z.md`);
await writeFile(file, tableOf(found, totals, at));
for (const part of found)
  for (const text of part.deviations.slice(0, 40)) say(`${part.name}: ${text.slice(0, 300)}`);
say(file);
process.exitCode = totals.deviations + totals.leaks > 0 ? 1 : 0;
say(JSON.stringify(totals));
