import { demoUnit } from '#demo/people.ts';
import { loadStartingCatalogue } from '#legal-bases/load-catalogue.ts';
import type { Config } from '#platform/config.ts';
import { makeDatabase } from '#platform/deployer.ts';
import { startEmbeddedDatabase } from '#platform/embedded-database.ts';
import { type DemoKeys, readOrCreateDemoKeys, readProductionKeys, type Keys } from '#platform/keys.ts';
import { prepareDatabase, withDeployer } from './prepare-database.ts';

/** A database that is ready to use, with the keys that open it. `release` gives an embedded one back. */
export type Installation<K extends Keys = Keys> = { databaseUrl: string; keys: K; release(): Promise<void> };

/**
 * The installation that the settings point at, for commands. Outside production it is made where it is missing (embedded
 * PostgreSQL in the data folder, or the server of DATABASE_URL), migrated, and given the demo's legal bases.
 * In production it must be there: nothing is migrated.
 */
export async function openInstallation(config: Config): Promise<Installation> {
  if (!config.production) return openDemoInstallation(config);
  const keys = await readProductionKeys(config.keysFile);
  return { databaseUrl: config.databaseUrl ?? '', keys, release: async () => {} };
}

export async function openDemoInstallation(config: Config): Promise<Installation<DemoKeys>> {
  const keys = await readOrCreateDemoKeys(config.keysFile);
  const database = config.databaseUrl
    ? { url: config.databaseUrl, release: async () => {} }
    : await openEmbedded(config.dataDir, keys);
  try {
    await prepareDatabase(database.url, keys);
    await withDeployer(database.url, (deployer) => loadStartingCatalogue(deployer, demoUnit, 'approved'));
  } catch (error) {
    await database.release();
    throw error;
  }
  return { databaseUrl: database.url, keys, release: database.release };
}

const databaseName = 'al_capone';

async function openEmbedded(
  dataDir: string,
  keys: DemoKeys,
): Promise<{ url: string; release(): Promise<void> }> {
  const embedded = await startEmbeddedDatabase({ dataDir, password: keys.superuserPassword });
  try {
    await makeDatabase(embedded.url, databaseName);
  } catch (error) {
    await embedded.release();
    throw error;
  }
  const url = Object.assign(new URL(embedded.url), { pathname: `/${databaseName}` }).toString();
  return { url, release: embedded.release };
}
