/**
 * `npm run migrate`: brings the production database up to date, as the deployer whom DATABASE_URL names, and makes the logins
 * of the keys in KEYS_FILE. Safe to repeat. `npm start` migrates its own database and does not need it.
 */
import { readConfig } from '#platform/config.ts';
import { readProductionKeys } from '#platform/keys.ts';
import { checkServerBeforeMigration } from '#platform/production-database.ts';
import { explain } from '#platform/production-process.ts';
import { prepareDatabase } from './prepare-database.ts';

try {
  const config = readConfig({ ...process.env, NODE_ENV: 'production' });
  const keys = await readProductionKeys(config.keysFile);
  const url = config.databaseUrl ?? '';
  for (const warning of await checkServerBeforeMigration(url)) process.stderr.write(`${warning}\n`);
  const migrations = await prepareDatabase(url, keys);
  const said = migrations.length === 0 ? ['Databasen var ajour / The database was up to date'] : migrations;
  process.stdout.write(`${said.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
