import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aBrowser, aSignInWorld, type SignInWorld } from './sign-in-world.ts';

// The whole way through a real issuer on a real port: what a browser sees, and what it never sees.
let world: SignInWorld;
beforeAll(async () => {
  world = await aSignInWorld();
});
afterAll(() => world.close());
afterEach(() => world.between());

const browser = () => aBrowser(world.baseUrl);

describe('signing in', () => {
  test('leads from the list of people through the issuer to where one was going', async () => {
    const one = browser();
    const asked = await one.visit('/?state=admitted');
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      '/sign-in?back=%2F%3Fstate%3Dadmitted',
    ]);
    const people = await one.until(asked.headers.get('location') ?? '', /\/demo-idp\//);
    const list = await (await one.visit(people)).text();
    const link = /href="([^"]+)">Log ind som Lis Eksempelholm</.exec(list)?.[1] ?? expect.fail('no Lis');
    const address = link.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    const back = await one.visit(await one.until(address, /\/sign-in\/return\?/));
    expect([back.status, back.headers.get('location')]).toEqual([303, '/?state=admitted']);
    const start = await one.visit('/');
    expect(start.status).toBe(200);
    expect(await start.text()).toContain('Lis Eksempelholm');
  });

  test('keeps every token and every id of the person away from the browser', async () => {
    const one = browser();
    const seen: string[] = [];
    const tokens: string[] = [];
    world.between(async (...asked) => {
      const answer = await world.plainly(...asked);
      const text = await answer.clone().text();
      tokens.push(...(text.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []));
      return answer;
    });
    const answer = await one.answerFor('skat-chair');
    const landed = await one.visit(answer);
    const start = await one.visit('/');
    seen.push(
      answer,
      ...one.lines,
      JSON.stringify([...landed.headers, ...start.headers]),
      await start.text(),
    );
    expect(tokens.length).toBeGreaterThan(0);
    const { rows } = await world.superuser.query(
      `select subject from app.person where name = 'Mads Prøvestrup'`,
    );
    for (const secret of [...tokens, rows[0].subject, 'eyJ'])
      expect(seen.filter((text) => text.includes(secret))).toEqual([]);
  });

  test('asks with code, PKCE, state and nonce, new ones each time', async () => {
    const asked = await Promise.all(
      [browser(), browser()].map(
        async (one) => new URL(await one.until('/sign-in/skatteforvaltningen', /\/auth\?/)),
      ),
    );
    const [first, second] = asked.map(({ searchParams }) => Object.fromEntries(searchParams));
    expect(first).toEqual({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: `${world.baseUrl}/sign-in/return`,
      scope: 'openid profile',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(first?.[name]).not.toBe(second?.[name]);
  });

  test('sets cookies that scripts and other sites cannot use, and takes the first one away again', async () => {
    const one = browser();
    await one.signIn('bif-liaison');
    const named = (name: string) => one.lines.filter((line) => line.startsWith(`${name}=`));
    for (const line of [...named('sign-in'), ...named('session')]) {
      expect(line).toMatch(/; Path=\//);
      expect(line).toMatch(/; HttpOnly/);
      expect(line).toMatch(/; SameSite=Lax/);
      expect(line).not.toMatch(/Domain=/);
    }
    expect(named('sign-in')[0]).toMatch(/Max-Age=600/);
    expect(one.cookie('sign-in')).toBeUndefined();
    expect(one.cookie('session')).toMatch(/^[\w-]{43}$/);
  });

  test('gives a new session each time and ends the one before', async () => {
    const one = browser();
    // What somebody else has put into the browser, to use it afterwards.
    one.jar.set('session', { value: 'F'.repeat(43), path: '/' });
    await one.signIn('bif-liaison');
    const first = one.cookie('session') ?? '';
    expect(first).not.toBe('F'.repeat(43));
    await one.signIn('bif-chair');
    const second = one.cookie('session') ?? '';
    expect(second).not.toBe(first);
    expect(await world.api.sessions.find(first)).toBeNull();
    expect(await world.api.sessions.find(second)).not.toBeNull();
  });

  test('stands in the trail of each unit and agency that the person may act for', async () => {
    const before = (await world.trail()).length;
    await browser().signIn('sof-liaison');
    const entries = (await world.trail()).slice(before);
    expect(entries).toEqual([
      {
        verb: 'sign_in',
        outcome: 'done',
        agency_id: 'kk-sof',
        event: { deed: 'signIn', ids: { persons: [expect.any(String)] } },
      },
    ]);
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/\t/evil.example', 'evil', ''])(
    'never leads elsewhere: %j',
    async (back) => {
      const landed = await browser().signIn('bif-liaison', back);
      expect([landed.status, landed.headers.get('location')]).toEqual([303, '/']);
    },
  );
});

describe('a session in the browser door', () => {
  test('is over after half an hour without use, and says so to a form', async () => {
    const one = browser();
    await one.signIn('bif-liaison');
    world.later(31);
    const page = await one.visit('/');
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?back=%2F']);
  });

  test('ends when the person is revoked', async () => {
    const one = browser();
    await one.signIn('bk-liaison');
    expect((await one.visit('/')).status).toBe(200);
    await world.superuser.query(`update app.person set state = 'revoked' where name = 'Lis Testrup'`);
    expect((await one.visit('/')).status).toBe(303);
    await world.superuser.query(`update app.person set state = 'active' where name = 'Lis Testrup'`);
    expect((await one.visit('/')).status).toBe(303);
  });
});

describe('signing out', () => {
  test('ends the session here and at the issuer, and says so', async () => {
    const one = browser();
    await one.signIn('politi-chair');
    const cookie = one.cookie('session') ?? '';
    const before = (await world.trail()).length;
    const form = new URLSearchParams({ _csrf: await one.csrf() });
    const left = await one.visit('/sign-out', { method: 'POST', body: form });
    expect(left.status).toBe(303);
    const issuer = new URL(left.headers.get('location') ?? '');
    expect(issuer.pathname).toBe('/demo-idp/koebenhavns-politi/session/end');
    expect(Object.fromEntries(issuer.searchParams)).toEqual({
      client_id: 'web',
      post_logout_redirect_uri: `${world.baseUrl}/signed-out`,
    });
    const end = await one.until(issuer.href, /\/signed-out$/);
    const page = await one.visit(end);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Du er logget ud')]);
    expect(one.cookie('session')).toBeUndefined();
    expect(await world.api.sessions.find(cookie)).toBeNull();
    expect((await world.trail()).slice(before)).toMatchObject([
      { verb: 'sign_out', outcome: 'done', agency_id: 'koebenhavns-politi', event: { deed: 'signOut' } },
    ]);
    // The cookie, kept by somebody, is of no use.
    one.jar.set('session', { value: cookie, path: '/' });
    expect((await one.visit('/')).status).toBe(303);
  });

  test('is not done by a form of another site or of another session', async () => {
    const [one, other] = [browser(), browser()];
    await one.signIn('politi-chair');
    await other.signIn('politi-liaison');
    const own = await one.csrf();
    const attempts: [string, Record<string, string>, number][] = [
      ['', {}, 409],
      [await other.csrf(), {}, 409],
      [own, { origin: 'https://evil.example' }, 403],
      [own, { 'sec-fetch-site': 'cross-site' }, 403],
    ];
    for (const [csrf, headers, status] of attempts) {
      const body = new URLSearchParams(csrf === '' ? {} : { _csrf: csrf });
      const refused = await one.visit('/sign-out', { method: 'POST', body, headers });
      expect([refused.status, headers, csrf === own]).toEqual([status, headers, csrf === own]);
      expect((await one.visit('/')).status).toBe(200);
    }
    expect((await one.visit('/sign-out')).status).toBe(404);
  });

  test('is done here also when the issuer is away, and twice does no harm', async () => {
    const one = browser();
    await one.signIn('skat-liaison');
    for (const minutes of [29, 29, 4]) {
      world.later(minutes);
      expect((await one.visit('/')).status).toBe(200);
    }
    const form = new URLSearchParams({ _csrf: await one.csrf() });
    // What the issuer said of itself is older than an hour by now, and it does not answer.
    world.between(() => Promise.reject(new TypeError('fetch failed')));
    const left = await one.visit('/sign-out', { method: 'POST', body: form });
    expect([left.status, left.headers.get('location')]).toEqual([303, '/signed-out']);
    expect(one.cookie('session')).toBeUndefined();
    const again = await one.visit('/sign-out', { method: 'POST', body: form });
    expect([again.status, again.headers.get('location')]).toEqual([303, '/signed-out']);
  });
});
