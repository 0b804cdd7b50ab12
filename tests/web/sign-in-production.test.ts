import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Api, startApi } from '#api/run.ts';
import { cloneTemplate } from '../support/clone-template.ts';

// As production has it: issuers with TLS, cookies for https alone, no invented people. The issuers answer from memory.
let api: Api;
let superuser: pg.Client;
let drop: () => Promise<void>;
let ahead = 0;
const asked: { address: string; authorization: string | null; body: string }[] = [];
const publicUrl = 'https://capone.example';
const secret = 'a secret of Skatteforvaltningen';
const tax = 'https://login.skat.example';

beforeAll(async () => {
  const database = await cloneTemplate(inject('databaseUrl'));
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  await superuser.query(
    `update app.identity_issuer set issuer = $1, jwks_uri = $1 || '/jwks' where authority_id = 'skatteforvaltningen'`,
    [tax],
  );
  api = await startApi({
    databaseUrl: database.url,
    keys: { ...inject('keys'), webClientSecrets: { [tax]: secret } },
    logLevel: 'silent',
    connections: 2,
    clock: () => Date.now() + ahead,
    web: {
      publicUrl: () => publicUrl,
      secure: true,
      fetch: async (address, init) => {
        const body = init.body instanceof URLSearchParams ? init.body.toString() : '';
        asked.push({ address, authorization: new Headers(init.headers).get('authorization'), body });
        if (!address.endsWith('/.well-known/openid-configuration'))
          return new Response(null, { status: 404 });
        const issuer = address.replace('/.well-known/openid-configuration', '');
        return Response.json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          end_session_endpoint: 'https://sign-out.skat.example/end',
        });
      },
    },
  });
  await api.server.ready();
  drop = database.drop;
});
afterAll(async () => {
  await api.close();
  await superuser.end();
  await drop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  api.server.inject({ method: 'GET', url: path, headers: { host: 'capone.example', ...headers } });

describe('with several authorities', () => {
  test('a form may lead to the issuers, where signing out ends', async () => {
    const policy = async () => String((await get('/signed-out')).headers['content-security-policy']);
    expect(await policy()).toMatch(/form-action 'self' [^;]*https:\/\/login\.skat\.example/);
    // Learnt from the issuer itself, whether anybody has signed in since the service started or not.
    await expect.poll(policy).toMatch(/form-action [^;]*https:\/\/sign-out\.skat\.example/);
  });

  test('the page of signing in lists them and no others', async () => {
    await superuser.query(
      `update app.identity_issuer set web_client_id = null where authority_id = 'rigspolitiet'`,
    );
    ahead += 11_000;
    const page = await get('/sign-in?back=/meetings');
    expect(page.statusCode).toBe(200);
    const links = [...page.body.matchAll(/href="(\/sign-in\/[^"]+)"/g)].map(([, link]) => link);
    expect(links).toEqual([
      '/sign-in/koebenhavns-kommune?back=%2Fmeetings',
      '/sign-in/koebenhavns-politi?back=%2Fmeetings',
      '/sign-in/skatteforvaltningen?back=%2Fmeetings',
    ]);
    expect(page.body).not.toContain('demo');
  });

  test('cookies are for https and this host alone, and an address does not say who is coming', async () => {
    const begun = await get('/sign-in/skatteforvaltningen?login_hint=somebody');
    expect(begun.statusCode).toBe(303);
    const address = new URL(String(begun.headers.location));
    expect(address.origin + address.pathname).toBe(`${tax}/authorize`);
    expect(address.searchParams.get('redirect_uri')).toBe(`${publicUrl}/sign-in/return`);
    expect(address.searchParams.has('login_hint')).toBe(false);
    const [cookie] = begun.cookies;
    expect(cookie).toMatchObject({
      name: '__Host-sign-in',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    });
    expect(cookie).not.toHaveProperty('domain');
    // What the cookie holds cannot be read without the service's key.
    const held = Buffer.from(cookie?.value ?? '', 'base64url').toString('latin1');
    for (const name of ['state', 'nonce']) expect(held).not.toContain(address.searchParams.get(name));
  });

  test('a client with a secret proves itself when it asks for the tokens', async () => {
    const begun = await get('/sign-in/skatteforvaltningen');
    const state = new URL(String(begun.headers.location)).searchParams.get('state') ?? '';
    const cookie = begun.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const refused = await get(`/sign-in/return?code=the-code&state=${state}`, { cookie });
    expect(refused.statusCode).toBe(503);
    const last = asked.at(-1);
    expect(last?.address).toBe(`${tax}/token`);
    const [kind, value = ''] = last?.authorization?.split(' ') ?? [];
    const given = decodeURIComponent(Buffer.from(value, 'base64').toString().replaceAll('+', ' '));
    expect([kind, given]).toEqual(['Basic', `web:${secret}`]);
    expect(last?.body).toMatch(/code_verifier=[\w-]{43}/);
  });

  test('an issuer without TLS is not asked', async () => {
    expect((await get('/sign-in/koebenhavns-politi')).statusCode).toBe(503);
    expect(asked.filter(({ address }) => !address.startsWith('https:'))).toEqual([]);
  });
});

test('with one authority its sign-in begins at once', async () => {
  await superuser.query(
    `update app.identity_issuer set web_client_id = null where authority_id <> 'skatteforvaltningen'`,
  );
  // The list is remembered for ten seconds.
  ahead += 11_000;
  const begun = await get('/sign-in');
  expect([begun.statusCode, begun.headers.location]).toEqual([303, '/sign-in/skatteforvaltningen']);
});

test('with none, whoever comes is told whom to ask', async () => {
  await superuser.query('update app.identity_issuer set web_client_id = null');
  ahead += 11_000;
  const page = await get('/sign-in');
  expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('Ingen myndighed')]);
});
