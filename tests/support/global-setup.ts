import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { putAgreements, withoutAgreement } from '#agreements/store.ts';
import { demoAuthorities } from '#demo/people.ts';
import { loadDemo } from '#demo/load-demo.ts';
import { prepareDatabase, withDeployer } from '#deploy/prepare-database.ts';
import { type DemoKeys, makeDemoKeys, startDemoIdentityProviders } from '#identity/demo-identity-provider.ts';
import { startEmbeddedDatabase } from '#platform/embedded-database.ts';
import { type DemoKeys as ServiceKeys, readOrCreateDemoKeys } from '#platform/keys.ts';
import { authorities } from '#units/reference-data.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the test server; each test file clones `template` from it. */
    databaseUrl: string;
    keys: ServiceKeys;
    demoIdentityKeys: Record<string, DemoKeys>;
  }
}

export const template = 'al_capone_template';
export const testBaseUrl = 'http://localhost:3000';

/** The demo's issuers with the keys of this run. */
export async function testIdentityProviders(
  keys: Record<string, DemoKeys>,
  audience: string,
  people: Parameters<typeof startDemoIdentityProviders>[0]['people'],
) {
  const cvrOf = new Map(authorities.map(({ id, cvr }) => [id, cvr]));
  return startDemoIdentityProviders({
    baseUrl: testBaseUrl,
    audience,
    production: false,
    people,
    webRedirectUris: [`${testBaseUrl}/sign-in/return`],
    webSignedOutUris: [`${testBaseUrl}/signed-out`],
    authorities: demoAuthorities.map((authority) => ({
      ...authority,
      cvr: cvrOf.get(authority.authorityId) ?? '',
      jwks: keys[authority.authorityId] ?? { keys: [] },
    })),
  });
}

/** One PostgreSQL for the run, with a migrated template that holds the demo's people and no cases. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'al-capone-test-'));
  const keys = await readOrCreateDemoKeys(join(dataDir, 'keys.json'));
  const embedded = process.env['TEST_DATABASE_URL']
    ? null
    : await startEmbeddedDatabase({ dataDir, password: keys.superuserPassword });
  const databaseUrl = embedded?.url ?? process.env['TEST_DATABASE_URL'] ?? '';
  const identityKeys = Object.fromEntries(
    await Promise.all(
      demoAuthorities.map(async ({ authorityId }) => [authorityId, await makeDemoKeys()] as const),
    ),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // What a power cut would lose is thrown away after the run anyway; tests of durability start databases of their own.
  if (embedded) {
    for (const setting of ['fsync', 'full_page_writes', 'autovacuum', 'jit'])
      await client.query(`alter system set ${setting} = off`);
    await client.query('select pg_reload_conf()');
  }
  await client.query(`drop database if exists ${template} with (force)`);
  await client.query(`create database ${template}`);
  const url = Object.assign(new URL(databaseUrl), { pathname: `/${template}` }).toString();
  await prepareDatabase(url, keys);
  // Every agency has one in force, whatever day a test takes for today.
  const lasting = { scope: 'Prøve.', signedOn: '2000-01-01', validFrom: '2000-01-01', validTo: '2999-12-31' };
  await withDeployer(url, (deployer) =>
    deployer.asGuard(async (db) => {
      const missing = await withoutAgreement(db, '2026-01-01');
      await putAgreements(
        db,
        missing.map((one) => ({ ...one, ...lasting })),
      );
    }),
  );
  const providers = await testIdentityProviders(identityKeys, 'https://api.al-capone.example', []);
  await withDeployer(url, (deployer) =>
    loadDemo(
      deployer,
      providers.issuers.map(({ issuer, authorityId, cvr, jwksUri, webClientId }) => ({
        issuer,
        authority_id: authorityId,
        cvr,
        jwks_uri: jwksUri,
        web_client_id: webClientId,
      })),
    ),
  );
  await client.end();
  project.provide('databaseUrl', databaseUrl);
  project.provide('keys', keys);
  project.provide('demoIdentityKeys', identityKeys);
  return async () => {
    await embedded?.release();
    await rm(dataDir, { recursive: true, force: true });
  };
}
