import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#platform/danish-time.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const start = async (username: string, language: 'da' | 'en' = 'da') =>
  (await web.signedIn(username, language)).get('/');
/** The headings of the sections. */
const headings = (page: WebPage) => page.$$('main h2').map((one) => one.structuredText.trim());
const section = (page: WebPage, id: string) =>
  page.$(`section[aria-labelledby="${id}"]`)?.structuredText.replaceAll(/\s+/g, ' ') ?? '';

const byRole: [string, string[]][] = [
  ['bif-liaison', ['Det skal din myndighed svare på', 'Næste møde']],
  ['bif-chair', ['Næste møde', 'Indstillinger, du skal tage stilling til']],
  ['bif-coordinator', ['Næste møde', 'Halvårets indberetning']],
  ['bif-approver', ['Forslag, der venter på din godkendelse', 'Næste møde']],
  ['bif-legal-officer', ['Udkast, du kan godkende']],
  ['bif-auditor', ['Seneste hændelser i logbogen']],
  ['bif-administrator', ['Medarbejdere uden rolle']],
  ['national-reader', ['Enhedernes indberetninger']],
];
test.each(byRole)('%s finds the own work and nobody else’s', async (username, expected) => {
  const page = await start(username);
  expect([page.status, page.h1]).toEqual([200, 'Dagens arbejde']);
  expect(headings(page)).toEqual(expected);
});

test('with nothing to do the page says so, and what comes next', async () => {
  const page = await start('skat-liaison');
  expect(section(page, 'to-answer')).toContain('Intet at svare på lige nu. Der er ikke planlagt noget møde.');
  expect(section(page, 'own-follow-ups')).toBe('');
  const english = await start('skat-liaison', 'en');
  expect(section(english, 'to-answer')).toContain('Nothing to answer right now.');
  expect(english.text).not.toMatch(/Intet at|Ingen |Næste møde/);
});

test('no role needs more than six readings', async () => {
  for (const [username] of byRole) {
    await start(username);
    const before = await eventsOf();
    await start(username);
    expect([username, (await eventsOf()) - before]).toEqual([
      username,
      expect.toSatisfy((asked: number) => asked <= 6),
    ]);
  }
});

const eventsOf = async () =>
  Number((await web.superuser.query('select count(*) as events from audit.event')).rows[0].events);

test('a liaison sees what is to be answered, soonest first, with the deadline in words and a way straight to the answer', async () => {
  const [late, soon] = [
    await aCaseReview(web, { agencies: ['kk-sof'], name: 'Sen Eksempelsen' }),
    await aCaseReview(web, { agencies: ['kk-sof'] }),
  ];
  await web.superuser.query('update app.review_agency set due_on = $1 where review_id = $2', [
    addDays(today, -2),
    late.id,
  ]);
  await web.superuser.query('update app.review_agency set due_on = $1 where review_id = $2', [
    addDays(today, 3),
    soon.id,
  ]);
  const page = await start('sof-liaison');
  const rows = page.$$('section[aria-labelledby="to-answer"] tbody tr');
  expect(rows.map((row) => row.structuredText)).toEqual([
    expect.stringMatching(/Sen Eksempelsen[^]*overskredet med 2 dage/),
    expect.stringContaining('om 3 dage'),
  ]);
  expect(rows[0]?.querySelector('a')?.getAttribute('href')).toBe(`/case-reviews/${late.id}#own-answer`);
  expect(
    page
      .$$('a')
      .map((a) => a.getAttribute('href'))
      .join(' '),
  ).not.toMatch(/Eksempelsen|\b\d{6}-?\d{4}\b/);
  // The others were not asked.
  expect(section(await start('skat-liaison'), 'to-answer')).toContain('Intet at svare på');
});

test('a liaison sees the own agency’s follow-up that is due soon, and which review it is of', async () => {
  const review = await aCaseReview(web, { nominatedBy: 'kk-bk', reference: '2026-0777' });
  const given = await web.as('bk-liaison').post(`/v1/case-reviews/${review.id}/follow-ups`, {
    agencyId: 'kk-bk',
    type: 'benefit_stop',
    dueOn: addDays(today, 1),
  });
  expect(given.status).toBe(201);
  const own = section(await start('bk-liaison'), 'own-follow-ups');
  expect(own).toMatch(/i morgen[^]*Gennemgang 2026-0777/);
  expect(section(await start('sof-liaison'), 'own-follow-ups')).toBe('');
});

test('chair and coordinator see whether the next meeting is ready, and who owes answers', async () => {
  const chair = web.as('politi-chair');
  const meeting = (await chair.post('/v1/meetings', { date: addDays(today, 5), time: '09:00', capacity: 10 }))
    .json;
  expect(section(await start('politi-chair'), 'next-meeting')).toContain(
    'Der er ikke bygget en dagsorden endnu.',
  );
  await aCaseReview(web, { agencies: ['kk-bif', 'skat'], answered: ['kk-bif'] });
  expect((await chair.post(`/v1/meetings/${meeting.id}/agenda-proposals`)).status).toBe(200);
  for (const username of ['politi-chair', 'politi-coordinator']) {
    const page = await start(username);
    expect(section(page, 'next-meeting')).toMatch(
      /\(om 5 dage\)[^]*et forslag og ikke fastlagt[^]*1 af 4 svar er inde/,
    );
    expect(
      page
        .$$('section[aria-labelledby="next-meeting"] tbody tr')
        .map((row) => row.querySelector('td')?.structuredText),
    ).toEqual(expect.arrayContaining(['SKAT']));
  }
  // A liaison sees when the meeting is, and not who owes what.
  const liaison = await start('skat-liaison');
  expect(section(liaison, 'next-meeting')).toContain('(om 5 dage)');
  expect(section(liaison, 'next-meeting')).not.toContain('svar er inde');
});

test('a chair sees the nominations that wait', async () => {
  const waiting = await aCaseReview(web, {
    state: 'nominated',
    reference: null,
    expiresOn: addDays(today, 40),
  });
  const page = await start('skat-chair');
  const row = page
    .$$('section[aria-labelledby="to-decide"] tbody tr')
    .find((one) => one.innerHTML.includes(waiting.id));
  expect(row?.structuredText).toMatch(/Betaling og Kontrol[^]*om 40 dage/);
  expect((await start('skat-coordinator')).text).not.toContain(waiting.id);
});

test('a coordinator sees whether the half-year’s report is made', async () => {
  const before = await start('bif-coordinator');
  expect(section(before, 'period')).toMatch(/Halvåret er slut, og rapporten er ikke lavet endnu/);
  const half = today.slice(5, 7) <= '06' ? `${Number(today.slice(0, 4)) - 1}-H2` : `${today.slice(0, 4)}-H1`;
  const built = await web.as('bif-coordinator').post('/v1/reports', { period: half });
  expect(built.status).toBe(200);
  const after = await start('bif-coordinator');
  expect(section(after, 'period')).toContain('Rapport, udgave 1, lavet');
  expect(after.$(`a[href="/reports/${built.json.id}"]`)).not.toBeNull();
  expect(section(await start('national-reader'), 'reports')).toContain(half);
});

test('a legal officer sees whose drafts wait for whom, and what ends', async () => {
  const draft = (
    await web.as('bif-legal-officer').post('/v1/legal-bases', {
      code: 'NYRSL',
      citation: 'RSL § 11 x',
      law: 'Retssikkerhedsloven',
      regime: 'GDPR',
      contributors: ['bif'],
      recipients: ['bk'],
      dataClasses: ['ordinary'],
      purposes: ['benefit_control'],
      subjects: ['person'],
      notForCriminalInvestigation: false,
      createsDuty: false,
      validFrom: today,
      validTo: addDays(today, 60),
    })
  ).json;
  expect(section(await start('bif-legal-officer'), 'own-drafts')).toContain('RSL § 11 x (NYRSL, version 1)');
  expect(section(await start('bif-legal-officer'), 'to-approve')).toContain('Ingen udkast venter på dig.');
  expect(section(await start('sof-legal-officer'), 'to-approve')).toContain('RSL § 11 x');
  await web.as('sof-legal-officer').post(`/v1/legal-bases/${draft.id}/approval`);
  expect(section(await start('bif-legal-officer'), 'ending')).toContain('om 60 dage');
});

test('an administrator sees who has no role and whose role ends, of the own authority', async () => {
  const admin = web.as('bif-administrator');
  await admin.post('/v1/people', { subject: 'ny-uden-rolle', name: 'Nille Rolleløs', title: null });
  const { items } = (await admin.get('/v1/people?limit=100')).json;
  const one = items.find(({ name }: { name: string }) => name === 'Gorm Testrup');
  const role = { role: 'liaison', agencyId: 'kk-bk', validFrom: today, validTo: addDays(today, 10) };
  expect((await admin.post(`/v1/people/${one.id}/roles`, role)).status).toBe(201);
  const page = await start('bif-administrator');
  expect(section(page, 'without-role')).toContain('Nille Rolleløs');
  expect(section(page, 'roles-ending')).toMatch(
    /Gorm Testrup[^]*Kontaktperson, Betaling og Kontrol[^]*om 10 dage/,
  );
  const other = await start('skat-administrator');
  expect(other.text).not.toMatch(/Rolleløs|Testrup/);
});

test('an auditor finds the latest events, and the way to search', async () => {
  await start('sof-liaison');
  const page = await start('sof-auditor');
  expect(section(page, 'latest-events')).toContain(
    'Lis Fiktivgaard (Kontaktperson, SOF) så hvad myndigheden skal svare på',
  );
  expect(page.$('a[href="/trail"]')).not.toBeNull();
});

test('who has several roles in one seat gets the sections of each, and the meeting once', async () => {
  const admin = web.as('politi-administrator');
  const { items } = (await admin.get('/v1/people?limit=100')).json;
  const chair = items.find(({ name }: { name: string }) => name === 'Mads Modelberg');
  const role = { role: 'liaison', agencyId: 'koebenhavns-politi', validFrom: today };
  await admin.post(`/v1/people/${chair.id}/roles`, role);
  // The frame learns of a new role with the first reading after it was given.
  await start('politi-chair');
  const page = await start('politi-chair');
  expect(headings(page)).toEqual([
    'Næste møde',
    'Indstillinger, du skal tage stilling til',
    'Det skal din myndighed svare på',
  ]);
});
