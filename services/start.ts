/**
 * `npm start`: everything in one process for trying it out – database, API, scheduler and the demo's sign-in.
 * Production runs services/api/main.ts and services/scheduler/main.ts instead.
 */
import closeWithGrace from 'close-with-grace';
import { audience, startApi } from '#api/run.ts';
import { readOrCreateIdentityKeys } from '#demo/identity-keys.ts';
import { loadDemo } from '#demo/load-demo.ts';
import { demoAuthorities, demoPeople } from '#demo/people.ts';
import { openDemoInstallation } from '#deploy/open-installation.ts';
import { withDeployer } from '#deploy/prepare-database.ts';
import { startDemoIdentityProviders } from '#identity/demo-identity-provider.ts';
import { readConfig } from '#platform/config.ts';
import { authorities } from '#units/reference-data.ts';

type Providers = Awaited<ReturnType<typeof startDemoIdentityProviders>>;

const config = readConfig(process.env);
const installation = await openDemoInstallation(config);
const identityKeys = await readOrCreateIdentityKeys(config.dataDir);
const providers: { current?: Providers } = {};

const api = await startApi({
  databaseUrl: installation.databaseUrl,
  keys: installation.keys,
  logLevel: config.logLevel,
  demoIdentityProvider: (request, response) => providers.current?.handle(request, response) ?? false,
  fetchKeys: (address) =>
    providers.current?.fetchKeys(address) ?? Promise.resolve(new Response(null, { status: 503 })),
});
const port = await api.listen(config.port, config.host);
const baseUrl = config.publicUrl ?? `http://localhost:${port}`;
const cvrOf = new Map(authorities.map(({ id, cvr }) => [id, cvr]));
const idp = await startDemoIdentityProviders({
  baseUrl,
  audience,
  production: config.production,
  people: demoPeople,
  authorities: demoAuthorities.map((authority) => ({
    ...authority,
    cvr: cvrOf.get(authority.authorityId) ?? '',
    jwks: identityKeys[authority.authorityId] ?? { keys: [] },
  })),
});
providers.current = idp;
await withDeployer(installation.databaseUrl, (deployer) =>
  loadDemo(
    deployer,
    idp.issuers.map(({ issuer, authorityId, cvr, jwksUri }) => ({
      issuer,
      authority_id: authorityId,
      cvr,
      jwks_uri: jwksUri,
    })),
  ),
);

process.stdout.write(`Al Capone-enhedernes samarbejdstjeneste kører (demo, opfundne personer).
  API             ${baseUrl}/v1
  Dokumentation   ${baseUrl}/docs
  Log ind (demo)  ${baseUrl}/demo-idp/
Stop med Ctrl-C.
`);

// The terminal and npm both pass Ctrl-C on, so the second signal is the same one.
closeWithGrace({ delay: 900, onSecondSignal: () => {} }, async ({ err }) => {
  if (err) process.stderr.write(`${err.name}\n`);
  await api.close();
  idp.close();
  await installation.release();
});
