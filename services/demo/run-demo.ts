import { audience, startApi } from '#api/run.ts';
import { openDemoInstallation } from '#deploy/open-installation.ts';
import { withDeployer } from '#deploy/prepare-database.ts';
import { startDemoIdentityProviders } from '#identity/demo-identity-provider.ts';
import type { Config } from '#platform/config.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { refuseInProduction } from '#platform/production.ts';
import { startScheduler } from '#scheduler/run.ts';
import { agencies, authorities } from '#units/reference-data.ts';
import { readOrCreateIdentityKeys } from './identity-keys.ts';
import { loadDemo } from './load-demo.ts';
import { loadLivingExample } from './living-example.ts';
import { demoAuthorities, demoPeople } from './people.ts';

type Providers = Awaited<ReturnType<typeof startDemoIdentityProviders>>;
export type Demo = { baseUrl: string; close(): Promise<void> };

/** Everything in one process: database, API, scheduler, and the demo's sign-in on the API's port. Refuses production. */
export async function runDemo(config: Config): Promise<Demo> {
  refuseInProduction(config);
  const installation = await openDemoInstallation(config);
  const identityKeys = await readOrCreateIdentityKeys(config.dataDir);
  const providers: { current?: Providers } = {};
  const address = { baseUrl: config.publicUrl ?? '' };
  const api = await startApi({
    databaseUrl: installation.databaseUrl,
    keys: installation.keys,
    logLevel: config.logLevel,
    // The addresses hold the port, which is known only when the API listens.
    web: {
      publicUrl: () => address.baseUrl,
      secure: config.publicUrl?.startsWith('https:') ?? false,
      demoSignInPath: '/demo-idp/',
    },
    demoIdentityProvider: (request, response) => providers.current?.handle(request, response) ?? false,
    fetchKeys: (keys) => providers.current?.fetchKeys(keys) ?? Promise.reject(new Error('not ready')),
  });
  const port = await api.listen(config.port, config.host);
  address.baseUrl = config.publicUrl ?? `http://localhost:${port}`;
  const { baseUrl } = address;
  const idp = await startIdentityProviders(config, baseUrl, identityKeys);
  await withDeployer(installation.databaseUrl, (deployer) =>
    loadDemo(
      deployer,
      idp.issuers.map(({ issuer, authorityId, cvr, jwksUri, webClientId }) => ({
        issuer,
        authority_id: authorityId,
        cvr,
        jwks_uri: jwksUri,
        web_client_id: webClientId,
      })),
    ),
  );
  providers.current = idp;
  const issuerOf = new Map(idp.issuers.map(({ authorityId, issuer }) => [authorityId, issuer]));
  await loadLivingExample(api, issuerOf, toDanishDate(new Date().toISOString()));
  const scheduler = await startScheduler({
    databaseUrl: installation.databaseUrl,
    keys: installation.keys,
    logLevel: config.logLevel,
    patienceMs: 500,
  });
  return {
    baseUrl,
    async close() {
      await Promise.all([api.close(), scheduler.close()]);
      idp.close();
      await installation.release();
    },
  };
}

function startIdentityProviders(
  config: Config,
  baseUrl: string,
  identityKeys: Awaited<ReturnType<typeof readOrCreateIdentityKeys>>,
): Promise<Providers> {
  const cvrOf = new Map(authorities.map(({ id, cvr }) => [id, cvr]));
  const agencyName = new Map(agencies.map(({ id, displayName }) => [id, displayName]));
  return startDemoIdentityProviders({
    baseUrl,
    audience,
    production: config.production,
    people: demoPeople.map((person) => ({ ...person, agency: agencyName.get(person.agencyId) ?? '' })),
    webRedirectUris: [`${baseUrl}/sign-in/return`],
    webSignedOutUris: [`${baseUrl}/signed-out`],
    authorities: demoAuthorities.map((authority) => ({
      ...authority,
      cvr: cvrOf.get(authority.authorityId) ?? '',
      jwks: identityKeys[authority.authorityId] ?? { keys: [] },
    })),
  });
}
