import { createServer } from 'node:http';
import { makeDemoKeys, startDemoIdentityProviders } from '#identity/demo-identity-provider.ts';
import type { DemoAuthority, DemoPerson } from '#identity/demo-identity-provider.ts';

export const AUDIENCE = 'https://api.al-capone.example';
export const REDIRECT_URI = 'http://localhost:3000/login/callback';

export const SIGNED_OUT_URI = 'http://localhost:3000/signed-out';

export const people: DemoPerson[] = [
  {
    subject: '0b6a3f0e-0c53-4a53-9d0c-6a6c1f0f7a01',
    username: 'police-liaison',
    name: 'Palle <b>Prøve</b> & Søn',
    authorityId: 'koebenhavns-politi',
    title: 'Kontaktperson',
  },
  {
    subject: '0b6a3f0e-0c53-4a53-9d0c-6a6c1f0f7a02',
    username: 'bif-liaison',
    name: 'Bente Beskæftigelse',
    authorityId: 'koebenhavns-kommune',
    title: 'Kontaktperson, BIF',
  },
  {
    subject: '0b6a3f0e-0c53-4a53-9d0c-6a6c1f0f7a03',
    username: 'police-chair',
    name: 'Merete Mødeleder',
    authorityId: 'koebenhavns-politi',
    title: 'Mødeleder',
  },
];

export async function makeAuthorities(): Promise<DemoAuthority[]> {
  const [police, municipality] = await Promise.all([makeDemoKeys(), makeDemoKeys()]);
  return [
    {
      authorityId: 'koebenhavns-politi',
      slug: 'police',
      name: 'Københavns Politi',
      cvr: '10000001',
      jwks: police,
    },
    {
      authorityId: 'koebenhavns-kommune',
      slug: 'municipality',
      name: 'Københavns Kommune',
      cvr: '10000002',
      jwks: municipality,
    },
  ];
}

/** A server with the demo's identity providers and nothing else, on a port of its own. */
export async function startDemoWorld(given?: DemoAuthority[]) {
  const failures: string[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const baseUrl = `http://127.0.0.1:${port}`;
  const idp = await startDemoIdentityProviders({
    baseUrl,
    audience: AUDIENCE,
    authorities: given ?? (await makeAuthorities()),
    people,
    webRedirectUris: [REDIRECT_URI],
    webSignedOutUris: [SIGNED_OUT_URI],
    production: false,
    onFailure: (name) => failures.push(name),
  });
  server.on('request', (req, res) => {
    if (!idp.handle(req, res)) res.writeHead(404).end('not taken');
  });
  async function close(): Promise<void> {
    idp.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return { baseUrl, idp, failures, close };
}
