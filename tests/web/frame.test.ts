import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { pages } from '#web/pages.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

/** What the trail says of the last time that a deed was asked for. */
async function lastOf(deed: string): Promise<unknown> {
  const { rows } = await web.superuser.query<{ canon: Buffer }>(
    'select canon from audit.event order by id desc limit 50',
  );
  const events = rows.map(({ canon }): unknown => JSON.parse(canon.toString('utf8')));
  return events.find((event) => JSON.stringify(event).includes(`"deed":"${deed}"`));
}

const browserHeaders = { host: 'localhost', accept: 'text/html' };

describe('the frame', () => {
  test('says who one is, where one acts and for what, in both languages', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get('/');
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/^<!doctype html><html lang="da"/);
    const head = page.$('.header')?.structuredText ?? '';
    expect(head).toMatch(/Lis Eksempelholm[^]*Kontaktperson, BIF · København[^]*Formål: Kontrol med ydelser/);
    const english = await web.signedIn('bif-liaison', 'en');
    expect((await english.get('/')).$('.header')?.structuredText).toMatch(/Liaison, BIF/);
  });

  test('shows each role the pages that it may open, and no others', async () => {
    const menu = async (person: string) =>
      (await (await web.signedIn(person)).get('/'))
        .$$('.site-navigation a')
        .map((link) => link.getAttribute('href'));
    expect(await menu('bif-liaison')).toEqual([
      '/',
      '/case-reviews',
      '/requests',
      '/meetings',
      '/follow-ups',
      '/legal-bases',
      '/receipts',
      '/recall-notices',
    ]);
    expect(await menu('bif-auditor')).toEqual(['/', '/receipts', '/trail']);
    expect(await menu('bif-administrator')).toEqual(['/', '/agreements', '/people']);
    expect(await menu('national-reader')).toEqual(['/', '/reports']);
  });

  test('loads nothing from elsewhere, runs nothing inline, and is kept by nobody', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get('/');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'[^;]*; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(page.headers['permissions-policy']).toContain('camera=()');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.$$('[style], style, script:not([src]), [onclick], [onload]')).toEqual([]);
    const loaded = page
      .$$('[src], link[href]')
      .map((one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '');
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter((address) => !/^\/assets\/[\w-]{12}\/[\w-]+\.(js|css|svg)$/.test(address))).toEqual(
      [],
    );
  });

  test('its files are packed, may be kept for ever, and there are no others', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get('/');
    for (const one of page.$$('script[src], link[rel=stylesheet]')) {
      const url = one.getAttribute('src') ?? one.getAttribute('href') ?? '';
      const answer = await web.api.server.inject({ url, headers: { 'accept-encoding': 'gzip' } });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-encoding': 'gzip',
        'cache-control': 'public, max-age=31536000, immutable',
      });
    }
    for (const name of ['door.ts', '..%2Fdoor.ts', 'package.json', '%2e%2e%2fsite.css'])
      expect((await web.api.server.inject({ url: `/assets/x/${name}` })).statusCode).toBe(404);
  });
});

describe('who is not signed in', () => {
  test('is led to the sign-in from every page, and back again afterwards', async () => {
    for (const one of pages) {
      if (one.kind !== 'page') continue;
      const url = one.path.replaceAll(/:\w+/g, '0190a5f0-0000-7000-8000-000000000000');
      const answer = await web.api.server.inject({ url, headers: browserHeaders });
      expect([answer.statusCode, answer.headers['location']]).toEqual([
        303,
        `/sign-in?${new URLSearchParams({ back: url }).toString()}`,
      ]);
    }
  });

  test('cannot send any form', async () => {
    for (const one of pages) {
      if (one.kind !== 'form') continue;
      const path = one.path.replaceAll(/:\w+/g, '0190a5f0-0000-7000-8000-000000000000');
      expect((await web.visitor().post(path, {})).status).toBe(401);
    }
  });

  test('gets no page with the cookie of a session that is over', async () => {
    const lis = await web.signedIn('bif-liaison');
    await web.api.sessions.end(lis.jar.get('session') ?? '');
    expect((await lis.get('/')).headers['location']).toMatch(/^\/sign-in/);
  });
});

describe('a form', () => {
  test('from another site is refused, whatever it carries', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get('/seat');
    const csrf = page.$('form[action="/seat"] [name=_csrf]')?.getAttribute('value') ?? '';
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' };
    const cookie = `session=${lis.jar.get('session')}`;
    const send = (more: Record<string, string>) =>
      web.api.server.inject({
        method: 'POST',
        url: '/seat',
        headers: { ...headers, cookie, ...more },
        payload: new URLSearchParams({ _csrf: csrf, purpose: 'tax_control' }).toString(),
      });
    expect((await send({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-site' })).statusCode).toBe(403);
    expect((await send({ origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303);
  });

  test('without the session’s token does nothing, and comes back with what was written', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.post('/seat', { _csrf: 'x', purpose: 'social_protection' });
    expect([page.status, page.h1]).toEqual([409, 'Rolle og formål']);
    expect(page.words).toContain('Du er logget ind igen, siden siden blev vist');
    expect(page.$('[name=purpose][checked]')?.getAttribute('value')).toBe('social_protection');
    expect((await lis.get('/')).$('.header')?.structuredText).toContain('Kontrol med ydelser');
  });

  test('chooses the purpose, which the trail then has', async () => {
    const lis = await web.signedIn('bif-liaison');
    const after = await lis.submit(await lis.get('/seat'), '/seat', { purpose: 'prevention' });
    expect(after.$('.header')?.structuredText).toContain('Formål: Kriminalitetsforebyggelse');
    await lis.get('/seat');
    expect(await lastOf('getMe')).toMatchObject({ outcome: 'done', purpose: 'prevention' });
  });

  test('leads nowhere else, whatever the address says', async () => {
    const lis = await web.signedIn('bif-liaison');
    for (const back of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
    ])
      expect(
        (await lis.submit(await lis.get(`/seat?${new URLSearchParams({ back }).toString()}`), '/seat')).path,
      ).toBe('/');
  });
});

describe('what one may not see', () => {
  test('is said with the rule and whom to ask, and the trail remembers it', async () => {
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get('/trail');
    expect([page.status, page.h1]).toEqual([403, 'Din rolle giver ikke adgang til dette.']);
    expect(page.words).toMatch(/Hvorfor kan jeg ikke se dette\?.*permission\.missing.*administrator/);
    expect(await lastOf('readTrail')).toMatchObject({
      outcome: 'refused',
      event: { ruleId: 'permission.missing' },
    });
  });

  test('and what does not exist look alike but for the trace number', async () => {
    const lis = await web.signedIn('bif-liaison');
    const bare = (text: string) =>
      text.replaceAll(/[0-9a-f]{32}/g, '').replaceAll(/name="_key" value="[^"]*"/g, '');
    const { rows } = await web.superuser.query('select id from app.case_review limit 0');
    expect(rows).toEqual([]);
    const [one, other] = await Promise.all([
      lis.get('/case-reviews/0190a5f0-0000-7000-8000-000000000000'),
      lis.get('/case-reviews/0190a5f0-0000-7000-8000-000000000001'),
    ]);
    expect([one?.status, bare(one?.text ?? '')]).toEqual([404, bare(other?.text ?? '')]);
  });

  test('an address that is nowhere: a page for browsers, the API’s answer for programs', async () => {
    const lis = await web.signedIn('bif-liaison');
    const browser = await web.api.server.inject({
      url: '/nowhere',
      headers: { ...browserHeaders, cookie: `session=${lis.jar.get('session')}` },
    });
    expect([browser.statusCode, browser.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    const program = await web.api.server.inject({ url: '/nowhere' });
    expect([program.statusCode, program.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });
});

test('whoever is revoked is out with the next page', async () => {
  const lis = await web.signedIn('skat-liaison');
  expect((await lis.get('/seat')).status).toBe(200);
  await web.superuser.query(`update app.person set state = 'revoked' where name = 'Lis Prøvestrup'`);
  expect((await lis.get('/seat')).headers['location']).toMatch(/^\/sign-in/);
  expect((await lis.post('/seat', {})).status).toBe(401);
});

test('the server’s routes are the API’s, the pages of the table of contents, and these', () => {
  const contracts = new Set(endpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`));
  const declared = new Set(pages.map(({ kind, path }) => `${kind === 'page' ? 'GET' : 'POST'} ${path}`));
  const others = [...web.api.server.routeTable]
    .filter(
      (route) => !contracts.has(route) && !declared.has(route) && !/ \/(docs|health|openapi)/.test(route),
    )
    .toSorted();
  expect(others).toEqual([
    'GET /*',
    'GET /about',
    'GET /accessibility',
    'GET /assets/:version/:name',
    'GET /meetings/:meetingId/live',
    'GET /sign-in',
    'GET /sign-in/:authority',
    'GET /sign-in/return',
    'GET /signed-out',
    'POST /language',
    'POST /sign-out',
  ]);
});
