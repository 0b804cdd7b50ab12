import { loadFollowUpTypes } from '#follow-ups/load-types.ts';
import { type Deployer, openDeployer } from '#platform/deployer.ts';
import type { Keys } from '#platform/keys.ts';
import { migrate } from '#platform/migrate.ts';
import { loadReferenceData } from '#units/load-reference-data.ts';

/** Migrates a database and loads what every unit needs. Safe to repeat. Returns the migrations that were new. */
export async function prepareDatabase(url: string, keys: Keys): Promise<string[]> {
  const migrations = await migrate({ url, keys });
  await withDeployer(url, async (deployer) => {
    await loadReferenceData(deployer);
    await loadFollowUpTypes(deployer);
  });
  return migrations;
}

export async function withDeployer<T>(url: string, work: (deployer: Deployer) => Promise<T>): Promise<T> {
  const deployer = openDeployer(url);
  try {
    return await work(deployer);
  } finally {
    await deployer.close();
  }
}
