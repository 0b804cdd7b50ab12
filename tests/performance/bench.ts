/**
 * `npm run bench`: what the walls, the import, the figures and the agenda cost, side by side in one run. Ratios, because absolute
 * numbers belong to a machine. `--reviews 20000` makes it shorter, `--seconds 3` too; `--only decisions`, `--only pages`
 * and `--only timing` measure that alone; `--pairs` says of how many pairs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDemoInstallation } from '#deploy/open-installation.ts';
import { readConfig } from '#platform/config.ts';
import { benchAgendas } from './bench-agendas.ts';
import { benchDecisions } from './bench-decisions.ts';
import { benchFigures } from './bench-figures.ts';
import { benchImport } from './bench-import.ts';
import { benchPages } from './bench-pages.ts';
import { benchRequests } from './bench-requests.ts';
import { benchTiming } from './bench-timing.ts';
import { seedUnits } from './seed-units.ts';

const { values } = parseArgs({
  options: {
    reviews: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '5' },
    pairs: { type: 'string', default: '2000' },
    only: { type: 'string' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);
if (values.only !== 'timing') {
  say('# Decisions and previews');
  await benchDecisions({ rounds: Number(values.rounds), say });
  if (values.only === 'decisions') process.exit(0);
  say('\n# Pages of the demo, one request at a time');
  await benchPages({ rounds: Number(values.rounds), say });
  if (values.only === 'pages') process.exit(0);
}

const dataDir = await mkdtemp(join(tmpdir(), 'al-capone-bench-'));
const env = { DATA_DIR: dataDir, LOG_LEVEL: 'error', PORT: '0' };
const installation = await openDemoInstallation(readConfig(env));
const superuser = new pg.Pool({ connectionString: installation.databaseUrl, max: 2 });
superuser.on('error', () => {});

try {
  say('\n# Hidden and missing: told apart by time?');
  await benchTiming({ env, superuser, pairs: Number(values.pairs), say });
  if (values.only !== 'timing') await measureTheRest();
} finally {
  await superuser.end();
  await installation.release();
  await rm(dataDir, { recursive: true, force: true });
}

async function measureTheRest(): Promise<void> {
  const reviews = Number(values.reviews);
  say(`\n# Import of a register (${reviews} reviews)`);
  await benchImport({ env, reviews, superuser, say });
  await superuser.query('vacuum analyze');
  await seedUnits(superuser);
  say('\n# Figures of a half-year, against the same SQL without walls');
  await benchFigures({ installation, superuser, say });
  say('\n# Building an agenda');
  await benchAgendas({ installation, superuser, say });
  say('\n# Requests, against Fastify and pg with the same SQL and no walls (16 connections, medians)');
  await benchRequests({
    env,
    installation,
    superuser,
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    say,
  });
}
