import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

type Browser = Awaited<ReturnType<WebWorld['signedIn']>>;
const valueOf = (page: WebPage, name: string) =>
  page.$(`main input[name=${name}]`)?.getAttribute('value') ?? '';

/** Sends a body as it is, with the browser's cookies. */
const send = (browser: Browser, url: string, payload: string, headers: Record<string, string>) =>
  web.api.server.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      host: 'localhost',
      cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...headers,
    },
  });

const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
const part = (name: string, value: string, file = '') =>
  `--b\r\ncontent-disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${value}\r\n`;

describe('what no browser sends', () => {
  test('an origin that is no address is another site', async () => {
    const lis = await web.signedIn('bif-liaison');
    const answer = await send(lis, '/seat', 'purpose=prevention', {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'nonsense',
    });
    expect([answer.statusCode, answer.body.includes('form.other-site')]).toEqual([403, true]);
  });

  test.each([
    ['no boundary', 'x', { 'content-type': 'multipart/form-data' }],
    ['no parts', 'x', multipart],
    ['an end that is missing', part('_csrf', 'x').slice(0, -4), multipart],
    ['names of the language itself', `${part('__proto__', 'x')}--b--\r\n`, multipart],
  ])('a multipart form with %s is the sender’s fault', async (_what, payload, headers) => {
    const lis = await web.signedIn('bif-liaison');
    expect((await send(lis, '/seat', payload, headers)).statusCode).toBe(400);
  });

  test('a multipart form is refused at the first part that is too much, and in all', async () => {
    const lis = await web.signedIn('bif-liaison');
    const half = 'x'.repeat(150 * 1024);
    const sent = `${part('a', half)}${part('b', half)}`;
    // What would be refused otherwise comes after what is too much: it is never read.
    for (const rest of ['', part('__proto__', 'x')])
      expect((await send(lis, '/seat', `${sent}${rest}--b--\r\n`, multipart)).statusCode).toBe(413);
    const files = `${part('a', half, 'a.csv')}${part('b', half, 'b.csv')}--b--\r\n`;
    expect((await send(lis, '/seat', files, multipart)).statusCode).toBe(413);
    expect((await lis.get('/seat')).status).toBe(200);
  });
});

describe('two windows', () => {
  const inSof = 'koebenhavn/kk-sof';
  const inBif = 'koebenhavn/kk-bif';
  const inBk = 'koebenhavn/kk-bk';

  /** Somebody who is a liaison for two agencies, acting from the first. */
  async function withTwoSeats(username: string, own: string) {
    const admin = await web.signedIn('bif-administrator');
    const { id } = (await web.as(username).get('/v1/me')).json;
    const page = await admin.get(`/people/${id}`);
    const given = await admin.submit(page, `/people/${id}/roles`, { role: 'liaison', agencyId: 'kk-sof' });
    expect(given.status).toBe(200);
    const lis = await web.signedIn(username);
    await lis.submit(await lis.get('/seat'), '/seat', { seat: own });
    const take = async () => {
      const { rows } = await web.superuser.query<{ id: string }>(
        `select id from app.role_assignment
         where person_id = $1 and agency_id = 'kk-sof' and revoked_at is null`,
        [id],
      );
      for (const role of rows)
        await admin.submit(await admin.get(`/people/${id}`), `/people/${id}/roles/${role.id}/revocation`);
    };
    return { lis, take };
  }
  const nominations = async () =>
    (await web.superuser.query<{ count: number }>('select count(*)::int from app.case_review')).rows[0]
      ?.count;

  test('what was written in one seat is not done from another that was chosen since', async () => {
    const { lis } = await withTwoSeats('bif-liaison', inBif);
    const before = await nominations();
    const written = await lis.get('/case-reviews/new');
    expect(valueOf(written, '_seat')).toBe(inBif);
    await lis.submit(await lis.get('/seat'), '/seat', { seat: inSof });
    const refused = await lis.submit(written, '/case-reviews/new', { cpr: '780264-2812' });
    expect([refused.status, refused.words.includes('form.other-seat')]).toEqual([409, true]);
    // The page comes back as of where one acts now, with what was written.
    expect([valueOf(refused, '_seat'), valueOf(refused, 'cpr')]).toEqual([inSof, '780264-2812']);
    expect(await nominations()).toBe(before);
  });

  test('nor from the seat that is left when a role was taken away', async () => {
    const { lis, take } = await withTwoSeats('bk-liaison', inBk);
    await lis.submit(await lis.get('/seat'), '/seat', { seat: inSof });
    const before = await nominations();
    const written = await lis.get('/case-reviews/new');
    await take();
    const refused = await lis.submit(written, '/case-reviews/new', { cpr: '780264-2812' });
    expect([refused.status, refused.words.includes('form.other-seat')]).toEqual([409, true]);
    expect(valueOf(refused, '_seat')).toBe(inBk);
    expect(await nominations()).toBe(before);
  });
});

describe('texts that are code', () => {
  test('stay texts on every page that shows them', async () => {
    const code = `"'><img src=x onerror=alert(1)></textarea></title><script>alert(1)</script>`.slice(0, 60);
    const lis = await web.signedIn('skat-coordinator');
    const list = await lis.get('/case-reviews?state=admitted');
    const form = list.$$('form').find((one) => one.getAttribute('action')?.includes('saved-filters?'));
    const kept = await lis.submit(list, form?.getAttribute('action') ?? '', { name: code });
    expect(kept.status).toBe(200);
    const again = await lis.get('/case-reviews');
    expect(again.words).toContain('alert(1)');
    expect(again.$$('img, script:not([src])')).toEqual([]);
    // What the browser itself brings: a notice that somebody put there, and an address.
    lis.jar.set('notice', encodeURIComponent(code));
    const noticed = await lis.get(`/case-reviews?state=${encodeURIComponent(code)}`);
    expect(noticed.$$('img, script:not([src])')).toEqual([]);
    expect(noticed.text).not.toContain('<img');
  });
});
