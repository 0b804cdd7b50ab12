/** `npm run --silent report -- --unit koebenhavn --period 2016-H1 --format json|csv`: a unit's figures on stdout. */
import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { openInstallation } from '#deploy/open-installation.ts';
import type { SystemCaller } from '#platform/caller.ts';
import { type Config, ConfigError, readConfig } from '#platform/config.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { EmbeddedDatabaseError } from '#platform/embedded-database.ts';
import { Refusal, type Text } from '#platform/errors.ts';
import { KeysError, need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { countFigures } from './count-figures.ts';
import { documentOf } from './document.ts';
import { readOptions, type ReportOptions, unitUnknown, usage } from './report-options.ts';
import { unitIds } from './store.ts';

/** What is printed, or why nothing could be. */
type Outcome = { printed: string } | { faults: readonly Text[] };

async function run(args: readonly string[]): Promise<Outcome> {
  if (args.includes('--help')) return { printed: `${usage.da}\n${usage.en}\n` };
  const read = readOptions(args);
  if ('faults' in read) return { faults: [...read.faults, usage] };
  return withReporter(readConfig(process.env), (database) => report(database, read.options));
}

async function withReporter<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const installation = await openInstallation(config);
  try {
    const password = needPassword(installation.keys, 'reporter');
    const database = openDatabase({
      url: installation.databaseUrl,
      user: loginOf('reporter', password),
      password,
      signingKey: need(installation.keys, 'callerSigning'),
      connections: 1,
    });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await installation.release();
  }
}

function report(database: Database, { unit, period, format }: ReportOptions): Promise<Outcome> {
  const requestId = randomUUID().replaceAll('-', '');
  const caller: SystemCaller = { kind: 'system', system: 'report-command', unitId: unit, requestId };
  const today = toDanishDate(new Date().toISOString());
  return database.as(caller, async (tx) => {
    const ids = { units: [unit], periods: [period.id] };
    const known = await unitIds(tx);
    if (!known.includes(unit)) {
      record(tx, { verb: 'export', deed: 'report-command', outcome: 'refused', ruleId: 'not-found' });
      return { faults: [unitUnknown(known)] };
    }
    const counted = await countFigures(tx, unit, period, today);
    record(tx, { verb: 'export', deed: 'report-command', ids, counts: { reviews: counted.figures.reviews } });
    return { printed: documentOf(counted, format, 'report').content };
  });
}

/** What the operator can do something about; anything else is told by its class, for it may hold anything. */
function faultsOf(error: unknown): readonly Text[] {
  const plain = [ConfigError, KeysError, EmbeddedDatabaseError];
  if (error instanceof Error && plain.some((kind) => error instanceof kind))
    return [{ da: error.message, en: '' }];
  if (error instanceof Refusal) return [error.rule.title];
  const name = error instanceof Error ? error.name : 'Error';
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return [
    {
      da: `Rapporten kunne ikke laves: databasen kan ikke bruges (${name}${code}).`,
      en: `The report could not be made: the database cannot be used (${name}${code}).`,
    },
  ];
}

const outcome = await run(process.argv.slice(2)).catch((error: unknown) => ({ faults: faultsOf(error) }));
if ('printed' in outcome) {
  process.stdout.write(outcome.printed);
} else {
  const lines = outcome.faults.flatMap(({ da, en }) => (en === '' ? [da] : [da, en]));
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}
