import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { template } from '../support/global-setup.ts';
import { sabotages } from './sabotages.ts';

/** Breaks the chosen control in the template of this run, which every database of the run is a copy of. */
export default async function setup(project: TestProject): Promise<void> {
  const { SABOTAGE } = project.config.env;
  const sql = sabotages.find(({ name }) => name === SABOTAGE)?.sql;
  if (!sql) return;
  const address = new URL(project.getProvidedContext().databaseUrl);
  const client = new pg.Client({
    connectionString: Object.assign(address, { pathname: `/${template}` }).toString(),
  });
  await client.connect();
  await client.query(sql);
  await client.end();
}
