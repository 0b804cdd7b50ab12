import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#platform/danish-time.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const administrator = (language: 'da' | 'en' = 'da') => web.signedIn('bif-administrator', language);
const idOf = async (username: string): Promise<string> => (await web.as(username).get('/v1/me')).json.id;
const personPage = async (username: string) => {
  const admin = await administrator();
  return { admin, page: await admin.get(`/people/${await idOf(username)}`) };
};
/** The token of the page's forms, for sending what the page does not offer. */
const csrf = (page: WebPage) => page.$('input[name="_csrf"]')?.getAttribute('value') ?? '';
const key = (page: WebPage) => page.$('input[name="_key"]')?.getAttribute('value') ?? '';

describe('the list of people', () => {
  test('shows the own authority’s people with their roles, and leads to each', async () => {
    const page = await (await administrator()).get('/people');
    expect([page.status, page.h1]).toEqual([200, 'Medarbejdere']);
    expect(page.$$('main tbody tr')).toHaveLength(21);
    const row = page.$$('main tbody tr').find((one) => one.structuredText.includes('Lis Fiktivgaard'));
    expect(row?.structuredText).toMatch(/kontaktperson[^]*Kontaktperson, SOF[^]*Aktiv/);
    expect(page.words).not.toMatch(/Modelberg|Prøvestrup/);
  });

  test('says when everybody has a role', async () => {
    const page = await (await administrator()).get('/people?withoutRole=true');
    expect(page.words).toContain('Alle, der er oprettet, har eller har haft en rolle i enheden.');
  });

  test('is read in English by who wants it', async () => {
    const page = await (await administrator('en')).get('/people');
    expect(page.h1).toBe('People');
    expect(page.words).toContain('Liaison, SOF');
    expect(page.words).not.toMatch(/Medarbejdere|Stilling|Roller/);
  });
});

describe('a person', () => {
  test('is added, and then given a role from a day to a day', async () => {
    const admin = await administrator();
    const added = await admin.submit(await admin.get('/people/new'), '/people/new', {
      name: 'Nye Prøvesen',
      title: '',
      subject: 'ny-1',
    });
    expect(added.h1).toBe('Nye Prøvesen');
    expect(added.words).toContain('Nye Prøvesen er oprettet. Giv nu en rolle.');
    expect(added.words).toContain('har ingen rolle og kan derfor intet se');
    const given = await admin.submit(added, `${added.path}/roles`, {
      role: 'liaison',
      agencyId: 'kk-sof',
      validFrom: today,
      validTo: addDays(today, 30),
    });
    expect(given.$('[role="status"]')?.structuredText).toContain('Rollen gælder fra næste anmodning');
    expect(given.$('main tbody tr')?.structuredText).toContain('Kontaktperson, SOF');
  });

  test('what is wrong is said at its field, and what was written stays', async () => {
    const admin = await administrator();
    const again = await admin.submit(await admin.get('/people/new'), '/people/new', {
      name: '',
      title: 'jurist',
      subject: '780264-2812',
    });
    expect(again.status).toBe(400);
    expect(again.errors).toHaveLength(2);
    expect(again.$('#error-summary')?.structuredText).toMatch(/Ligner et CPR-nummer[^]*Navn/);
    expect(again.$('input[name="title"]')?.getAttribute('value')).toBe('jurist');
  });

  test('an id that is taken is refused at its field', async () => {
    const admin = await administrator();
    const fields = { name: 'En Eksempelsen', title: '', subject: 'taget-1' };
    await admin.submit(await admin.get('/people/new'), '/people/new', fields);
    const again = await admin.submit(await admin.get('/people/new'), '/people/new', fields);
    expect([again.status, again.errors]).toEqual([
      409,
      [expect.stringContaining('allerede en person med dette id')],
    ]);
  });

  test.each([
    ['no role chosen', { role: '' }, 400, 'role'],
    ['a day that does not exist', { role: 'auditor', validFrom: '2026-02-30' }, 400, 'validFrom'],
    [
      'an end before the beginning',
      { role: 'auditor', validFrom: '2026-02-02', validTo: '2026-02-01' },
      400,
      'validTo',
    ],
    ['another authority’s agency', { role: 'auditor', agencyId: 'skat' }, 422, 'agencyId'],
    ['a role that the person has', { role: 'liaison', agencyId: 'kk-sof' }, 409, 'role'],
  ])('a role with %s is refused at its field', async (_what, change, status, name) => {
    const { admin, page } = await personPage('sof-liaison');
    const again = await admin.submit(page, `${page.path}/roles`, { validFrom: today, ...change });
    expect(again.status).toBe(status);
    expect(again.$(`#field-${name}-error`)).not.toBeNull();
    expect(again.$('#error-summary a')?.getAttribute('href')).toBe(`#field-${name}`);
    expect(again.h1).toBe('Lis Fiktivgaard');
  });

  test('loses a role at once, and it is kept among the earlier ones', async () => {
    const { admin, page } = await personPage('bk-chair');
    const action =
      page
        .$$('form')
        .map((form) => form.getAttribute('action') ?? '')
        .find((one) => /\/roles\/.+\/revocation$/.test(one)) ?? '';
    expect(page.$(`form[action="${action}"]`)?.closest('details')?.structuredText).toContain(
      'kan Mads Testrup ikke længere handle som Mødeleder',
    );
    const after = await admin.submit(page, action);
    expect(after.$('[role="status"]')?.structuredText).toContain(
      'afvises alle anmodninger, der kræver denne rolle',
    );
    expect(after.words).toMatch(/Tidligere roller \(1\)[^]*Frataget/);
    expect((await web.as('bk-chair').get('/v1/meetings')).status).not.toBe(200);
  });

  test('loses the access after a warning of what stops, and gets it back', async () => {
    const colleague = await web.signedIn('bk-liaison');
    expect((await colleague.get('/')).status).toBe(200);
    const { admin, page } = await personPage('bk-liaison');
    expect(page.$(`form[action$="${page.path}/revocation"]`)?.closest('details')?.structuredText).toMatch(
      /Det stopper straks[^]*Det næste klik afvises/,
    );
    const revoked = await admin.submit(page, `${page.path}/revocation`);
    expect(revoked.words).toContain('Spærret');
    expect((await colleague.get('/')).status).not.toBe(200);
    const refused = await admin.submit(revoked, `${page.path}/roles`, { role: 'auditor' });
    expect([refused.status, refused.$('#error-summary')?.structuredText]).toEqual([
      409,
      expect.stringContaining('Ophæv spærringen først'),
    ]);
    const back = await admin.submit(revoked, `${page.path}/reinstatement`);
    expect(back.words).toContain('Personen kan handle igen');
    expect((await web.as('bk-liaison').get('/v1/me')).status).toBe(200);
  });

  test('nobody changes the own access', async () => {
    const { admin, page } = await personPage('bif-administrator');
    expect(page.words).toContain('Ingen kan ændre sin egen adgang');
    for (const action of [`${page.path}/roles`, `${page.path}/revocation`]) {
      expect(page.$(`form[action="${action}"]`)).toBeNull();
      const refused = await admin.post(action, { _csrf: csrf(page), _key: key(page) });
      expect([action, refused.status]).toEqual([action, expect.toSatisfy((status: number) => status >= 400)]);
    }
    const refused = await admin.post(`${page.path}/revocation`, { _csrf: csrf(page), _key: key(page) });
    expect(refused.$('#error-summary')?.structuredText).toContain('Bed en anden administrator');
    expect((await web.as('bif-administrator').get('/v1/me')).status).toBe(200);
  });

  test('of another authority is as little there as one that does not exist', async () => {
    const admin = await administrator();
    const elsewhere = await admin.get(`/people/${await idOf('skat-liaison')}`);
    const missing = await admin.get('/people/8b0f0f6e-0f53-4b58-9d9e-0d3f3b8a7c11');
    expect([elsewhere.status, missing.status]).toEqual([404, 404]);
    expect(elsewhere.words.replace(/[0-9a-f]{32}/, '')).toBe(missing.words.replace(/[0-9a-f]{32}/, ''));
  });
});

describe('who is no administrator', () => {
  test.each(['bif-liaison', 'bif-auditor', 'bif-legal-officer'])(
    '%s is refused with the rule and whom to ask',
    async (username) => {
      const one = await web.signedIn(username);
      for (const path of ['/people', '/people/new', `/people/${await idOf('sof-liaison')}`]) {
        const page = await one.get(path);
        expect([path, page.status]).toEqual([path, 403]);
        expect(page.words).toMatch(/permission\.missing[^]*administrator/);
      }
      const { rows } = await web.superuser.query(
        "select convert_from(canon, 'UTF8')::jsonb -> 'event' ->> 'deed' as deed from audit.event where outcome = 'refused' order by id desc limit 3",
      );
      expect(rows.map(({ deed }) => deed)).toEqual(['getPerson', 'addPerson', 'listPeople']);
    },
  );

  test('nor can one send the forms', async () => {
    const one = await web.signedIn('bif-liaison');
    const page = await one.get('/');
    const personId = await idOf('sof-liaison');
    const sent = await one.post(`/people/${personId}/revocation`, { _csrf: csrf(page), _key: key(page) });
    expect(sent.status).toBe(403);
    expect((await web.as('sof-liaison').get('/v1/me')).status).toBe(200);
  });
});

test('who may do what is a table with headings for rows and columns, for everybody', async () => {
  const page = await (await web.signedIn('bif-liaison')).get('/permissions');
  expect(page.h1).toBe('Hvem må hvad');
  expect(page.$$('thead th[scope="col"]')).toHaveLength(9);
  const row = page
    .$$('tbody tr')
    .find((one) => one.querySelector('th[scope="row"]')?.structuredText === 'Læse logbogen');
  expect(row?.querySelectorAll('td.may').map((cell) => cell.getAttribute('data-label'))).toEqual(['Revisor']);
  expect(
    page
      .$$('tbody th')
      .map((one) => one.structuredText)
      .filter((name) => /[a-z]\.[a-z]/.test(name)),
  ).toEqual([]);
  const english = await (await web.signedIn('bif-liaison', 'en')).get('/permissions');
  expect(english.words).toContain('Read the trail');
});
