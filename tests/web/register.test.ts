import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDeployer } from '#deploy/prepare-database.ts';
import { loadStartingCatalogue } from '#legal-bases/load-catalogue.ts';
import { exampleFolder, goodRow, headings } from '../register/support.ts';
import { aWebWorld, readPage, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
let bo: Awaited<ReturnType<WebWorld['signedIn']>>;
beforeAll(async () => {
  web = await aWebWorld();
  await withDeployer(web.url, (deployer) => loadStartingCatalogue(deployer, 'koebenhavn', 'approved'));
  bo = await web.signedIn('bif-coordinator');
});
afterAll(() => web.close());

const tabs = (row: string) => row.replaceAll(';', '\t');
const row = (n: number) => tabs(goodRow.reviews.replace('2016-0001', `W-${n}`));
const start = () => bo.get('/register-imports');
/** Sends pasted cells, and gives the page that it leads to. */
const paste = async (reviews: string) => bo.submit(await start(), '/register-imports', { reviews });

/** Sends files as a browser does. */
async function upload(files: Record<string, Uint8Array>): Promise<WebPage> {
  const page = await start();
  const form = new FormData();
  for (const name of ['_csrf', '_key'])
    form.append(name, page.$(`form[enctype] input[name=${name}]`)?.getAttribute('value') ?? '');
  for (const name of ['reviews', 'findings', 'follow_ups']) form.append(name, '');
  for (const name of ['reviewsFile', 'findingsFile', 'follow_upsFile'])
    form.append(name, new Blob([new Uint8Array(files[name] ?? [])]), files[name] ? 'ark.csv' : '');
  const request = new Request('http://localhost/register-imports', { method: 'POST', body: form });
  const answer = await web.api.server.inject({
    method: 'POST',
    url: '/register-imports',
    headers: {
      host: 'localhost',
      'sec-fetch-site': 'same-origin',
      'content-type': request.headers.get('content-type') ?? '',
      cookie: [...bo.jar].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return answer.statusCode === 303
    ? bo.get(String(answer.headers['location']))
    : readPage('/register-imports', answer.statusCode, answer.headers, answer.body);
}

async function whenDone(page: WebPage): Promise<WebPage> {
  for (let now = page; ; now = await bo.get(page.path)) if (!now.$('#progress')) return now;
}
const cells = (page: WebPage, table = 'table') =>
  page
    .$(table)
    ?.querySelectorAll('tbody tr')
    .map((one) => one.querySelectorAll('td').map((cell) => cell.structuredText.trim()));

describe('the three files of the example', () => {
  const files = async () => ({
    reviewsFile: await readFile(join(exampleFolder, 'gennemgange.csv')),
    findingsFile: await readFile(join(exampleFolder, 'oplysninger.csv')),
    follow_upsFile: await readFile(join(exampleFolder, 'opfoelgning.csv')),
  });
  let preview: WebPage;

  test('are looked through: how many rows, every error with its line and how to mend it, and nothing goes in', async () => {
    preview = await upload(await files());
    expect(preview.h1).toBe('Gennemsyn af register');
    expect(cells(preview)).toEqual([
      ['Gennemgange', '198', '194', '0', '4'],
      ['Oplysninger', '666', '662', '0', '4'],
      ['Opfølgning', '200', '196', '0', '4'],
    ]);
    const rows = preview.$$('section section tbody tr').map((one) => one.structuredText);
    expect(rows).toHaveLength(12);
    expect(rows.join(' ')).toContain('Standsning af ydelse hører under Betaling og Kontrol');
    expect(preview.words).toContain('1.052 rækker er klar. Intet er læst ind endnu.');
    const { rows: reviews } = await web.superuser.query('select from app.case_review');
    expect(reviews).toEqual([]);
  });

  test('go in when somebody says so, with the result and the way to the figures', async () => {
    const running = await bo.submit(preview, `${preview.path}/commit`);
    const done = await whenDone(running);
    expect(done.h1).toBe('Registeret er læst ind');
    expect(done.words).toContain('1.052 rækker er læst ind. 12 rækker blev afvist.');
    expect(done.$('main a[href="/figures"]')).not.toBeNull();
    const { rows: reviews } = await web.superuser.query('select from app.case_review');
    expect(reviews).toHaveLength(194);
  });

  test('sent again, have nothing new, and the page says so instead of offering to read them in', async () => {
    const again = await upload(await files());
    expect(again.words).toContain('Intet nyt at læse ind.');
    expect(again.$$('form').map((form) => form.getAttribute('action'))).not.toContain(`${again.path}/commit`);
    expect((await start()).words).toContain('1.064 rækker, 12 afvist');
  });

  test('have their refused rows in a file', async () => {
    const link = preview.$$('a[download]').map((one) => one.getAttribute('href'));
    expect(link).toHaveLength(3);
    const file = await bo.get(link[0] ?? '');
    expect(file.headers['content-disposition']).toBe('attachment; filename="gennemgange-afviste.csv"');
    expect(file.text.split('\r\n')).toHaveLength(6);
  });
});

describe('pasted cells', () => {
  test('with empty ones at the end are looked through as they are', async () => {
    const page = await paste(`${row(1)}\n${row(2)}`);
    expect([page.h1, cells(page)]).toEqual(['Gennemsyn af register', [['Gennemgange', '2', '2', '0', '0']]]);
    expect(page.$('main')?.innerHTML).not.toContain('Prøvesen');
  });

  test('that cannot be recognised are said to be so at their field, and stay in it', async () => {
    const page = await paste('en\tto\t\n');
    expect([page.status, page.h1]).toEqual([422, 'Indlæs register']);
    expect(page.errors.join()).toMatch(/Kolonnerne i gennemgange.csv kan ikke genkendes/);
    expect(page.$('#field-reviews')?.textContent).toContain('en\tto\t');
    expect(page.$('#error-summary a')?.getAttribute('href')).toBe('#field-reviews');
    expect(page.$('details[open] #field-reviews')).not.toBeNull();
  });

  test('can be discarded', async () => {
    const page = await paste(row(3));
    const left = await bo.submit(page, `${page.path}/discard`);
    expect(left.words).toContain('Det sendte er slettet.');
    expect((await bo.get(page.path)).h1).toBe('Registeret er kasseret');
  });
});

describe('what cannot be looked through', () => {
  test('nothing at all', async () => {
    const page = await paste(' ');
    expect([page.status, page.errors]).toEqual([
      400,
      [expect.stringContaining('Vælg mindst én fil, eller indsæt celler fra et regneark.')],
    ]);
  });

  test('a file that is no text, and one whose columns are missing, both said at once', async () => {
    const bad = await upload({
      reviewsFile: Buffer.concat([Buffer.from('\ufeff'), Buffer.from([0xe6, 0xf8])]),
    });
    expect(bad.errors.join()).toMatch(/Filen kan ikke læses som tekst/);
    const page = await upload({
      reviewsFile: Buffer.from(headings.reviews.replace('Mødedato;', '')),
      findingsFile: Buffer.from(headings.findings.replace('Hjemmel', 'Lov')),
    });
    expect(page.status).toBe(422);
    expect(page.$('#field-reviewsFile-error')?.structuredText).toContain('Mødedato');
    expect(page.$('#field-findingsFile-error')?.structuredText).toContain('Hjemmel');
  });

  test('more than there is room for', async () => {
    const page = await upload({ reviewsFile: Buffer.alloc(17 * 1024 * 1024, 'x') });
    expect([page.status, page.words]).toEqual([413, expect.stringContaining('for stor')]);
  });

  test('a page of somebody else, and one without the role', async () => {
    const page = await paste(row(4));
    const other = await web.signedIn('politi-coordinator');
    expect((await other.get(page.path)).status).toBe(404);
    expect((await other.get('/register-imports')).words).toContain('Du har ikke sendt noget register endnu.');
    const liaison = await web.signedIn('bif-liaison');
    expect((await liaison.get('/register-imports')).status).toBe(403);
    expect((await liaison.get('/')).$('a[href="/register-imports"]')).toBeNull();
  });
});

test('while it is read in, the page says how far it has come, also to a script', async () => {
  const page = await paste(row(5));
  await web.superuser.query(
    `update app.register_import set state = 'running', run_id = gen_random_uuid(), heard_at = now(), rows_done = 1200,
       rows_total = 4000 where id = $1`,
    [page.path.split('/').at(-1)],
  );
  const running = await bo.get(page.path);
  expect(running.h1).toBe('Registeret læses ind');
  expect(running.words).toContain('1.200 af 4.000 rækker');
  expect(running.$('script[src$="/progress.js"]')).not.toBeNull();
  const part = await bo.get(`${page.path}?part=progress`);
  expect(part.$('[data-now="running"] progress')?.getAttribute('value')).toBe('1200');
  expect(part.$('main')).toBeNull();
  await web.superuser.query(
    "update app.register_import set heard_at = now() - interval '2 minutes' where id = $1",
    [page.path.split('/').at(-1)],
  );
  const broken = await bo.get(page.path);
  expect(broken.words).toContain('Tjenesten gik ned undervejs.');
  const done = await whenDone(await bo.submit(broken, `${page.path}/commit`));
  expect(done.words).toContain('1 række er læst ind.');
});

test('everything is said in English too', async () => {
  const english = await web.signedIn('bif-coordinator', 'en');
  const page = await english.submit(await english.get('/register-imports'), '/register-imports', {
    reviews: row(6).replace('Opfølgning', 'Måske'),
  });
  expect(page.h1).toBe('Register looked through');
  expect(page.words).toContain('The result is not known.');
  expect(page.words).not.toMatch(/rækker|afvist/);
});
