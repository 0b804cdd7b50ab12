/** `npm run --silent register:import -- <folder>`: reads a unit's register into the database; see the README of this room. */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openInstallation } from '#deploy/open-installation.ts';
import { readConfig } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { type Keys, need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { stopped, usage } from './import-error.ts';
import { reasonOf } from './import-failure.ts';
import { piecesOf } from './import-output.ts';
import { progressOn } from './import-progress.ts';
import { batchesInHand, importRegister, type ImportReport } from './import-register.ts';
import { openRegister, type Register } from './read-register.ts';
import { rowKeys } from './row-keys.ts';

type Asked = { folder: string; unitId: string; dryRun: boolean };

const allGood = 0;
const nothingDone = 1;
const rowsRefused = 2;

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(stopped()));

try {
  const report = await run(asked(process.argv.slice(2)));
  for (const piece of piecesOf(report)) process.stdout.write(piece);
  process.exitCode = report.refused.length === 0 ? allGood : rowsRefused;
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = nothingDone;
}

function asked(words: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        unit: { type: 'string', default: 'koebenhavn' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw usage();
    return { folder, unitId: values.unit, dryRun: values['dry-run'] };
  } catch {
    throw usage();
  }
}

/** The files are looked at first: without them there is no reason to wake the database. */
async function run({ folder, unitId, dryRun }: Asked): Promise<ImportReport> {
  const config = readConfig(process.env);
  const register = await openRegister(folder);
  stop.signal.throwIfAborted();
  const installation = await openInstallation(config);
  try {
    return await importInto(installation, register, { unitId, dryRun });
  } finally {
    await installation.release();
  }
}

async function importInto(
  { databaseUrl, keys }: { databaseUrl: string; keys: Keys },
  register: Register,
  { unitId, dryRun }: Omit<Asked, 'folder'>,
): Promise<ImportReport> {
  const password = needPassword(keys, 'register');
  const database = openDatabase({
    url: databaseUrl,
    user: loginOf('register', password),
    password,
    signingKey: need(keys, 'callerSigning'),
    connections: batchesInHand,
  });
  try {
    return await importRegister({
      database,
      keys: rowKeys(keys),
      unitId,
      requestId: randomUUID(),
      dryRun,
      register,
      signal: stop.signal,
      onProgress: progressOn(process.stderr),
    });
  } finally {
    await database.close();
  }
}
