import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, toDanishDate } from '#platform/danish-time.ts';
import { anAgreement, lapse, renew } from '../agreements/steps.ts';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { aWebWorld } from '../support/web.ts';

let web: Awaited<ReturnType<typeof aWebWorld>>;
const today = toDanishDate(new Date().toISOString());
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const days = (number: number) => addDays(today, number);
const reason = 'Fare for borgerens barn i aften; kollegaen kan ikke træffes.';

test('an administrator writes an agreement, and a second person confirms it', async () => {
  const administrator = await web.signedIn('sof-administrator');
  const list = await administrator.get('/agreements');
  expect([list.h1, list.$$('table').length]).toEqual(['Deltagelsesaftaler', 2]);
  const draft = await administrator.get('/agreements/new');
  const wrong = { scope: 'Ny.', signedOn: today, validFrom: today, validTo: days(-1) };
  const refused = await administrator.submit(draft, '/agreements/new', wrong);
  expect([refused.status, refused.errors]).toEqual([400, [expect.stringContaining('sidste dag')]]);
  const saved = await administrator.submit(draft, '/agreements/new', { ...wrong, validTo: days(800) });
  expect(saved.words).toContain('Du har selv skrevet udkastet');
  const { path } = saved;
  const officer = await web.signedIn('bif-legal-officer');
  const signed = await officer.submit(await officer.get(path), `${path}/signature`);
  expect(signed.words).toContain('Aftalen er bekræftet');
  expect(signed.words).toContain('Bekræftet af Jura Eksempelholm');
});

test('30 days before, the agency and the chair are told on the start page; after, on meetings too', async () => {
  await anAgreement(web, 'kk-bk', [-1, 12]);
  for (const who of ['bk-administrator', 'bk-legal-officer', 'bk-approver', 'bk-liaison', 'politi-chair'])
    expect((await (await web.signedIn(who)).get('/')).words).toContain(
      'Aftalen for Betaling og Kontrol udløber om 12 dage',
    );
  const other = await (await web.signedIn('skat-liaison')).get('/');
  expect(other.words).not.toContain('Betaling og Kontrol udløber');
  await lapse(web, 'kk-bk');
  const chair = await web.signedIn('politi-chair');
  const plan = await chair.get('/meetings/new');
  const meeting = await chair.submit(plan, '/meetings/new', {
    date: days(20),
    time: '09:00',
    capacity: '10',
  });
  expect(meeting.words).toContain('Deling er suspenderet');
  expect((await (await web.signedIn('bk-liaison')).get('/')).words).toContain('Deling er suspenderet');
  await renew(web, 'kk-bk');
});

test('somebody asks for emergency access, a second person confirms, and it is ended', async () => {
  const review = await aReview(web);
  const given = await attach(web, review.id);
  await disclose(web, given.id);
  await lapse(web, 'skat');
  const liaison = await web.signedIn('skat-liaison');
  const dossier = await liaison.get(`/case-reviews/${review.id}`);
  expect(dossier.words).toContain('Er der fare for nogen? Bed om nødadgang');
  expect(dossier.words).not.toContain('kontanthjælp i hele 2025');
  const asking = await liaison.get(`/case-reviews/${review.id}/emergency`);
  const action = `/case-reviews/${review.id}/emergency`;
  const refused = await liaison.submit(asking, action, { reason: 'kort' });
  expect([refused.status, refused.errors.length]).toEqual([400, 1]);
  expect((await liaison.submit(asking, action, { reason })).words).toContain(
    'Ring til den, der skal bekræfte',
  );
  const approver = await web.signedIn('skat-approver');
  const start = await approver.get('/');
  expect(start.words).toContain('Nødadgang venter på din bekræftelse');
  const list = await approver.get('/emergency-accesses');
  const confirm = list.$('form[action$=confirmation]')?.getAttribute('action') ?? '';
  expect((await approver.submit(list, confirm)).words).toContain('Åben for Lis Prøvestrup til');
  expect((await liaison.get(`/case-reviews/${review.id}`)).words).toContain('kontanthjælp i hele 2025');
  expect((await (await web.signedIn('skat-auditor')).get('/')).words).toMatch(/\d+ handlinger i logbogen/);
  const mine = await liaison.get('/emergency-accesses');
  const ending = mine.$('form[action$=ending]')?.getAttribute('action') ?? '';
  expect((await liaison.submit(mine, ending)).words).toContain('Nødadgangen er slut');
  await renew(web, 'skat');
});

test('a liaison proposes, and the approver releases with one click what is shown', async () => {
  const review = await aReview(web);
  const finding = await attach(web, review.id, 'sofSpecial');
  const liaison = await web.signedIn('sof-liaison');
  const path = `/findings/${finding.id}/disclose`;
  const form = await liaison.get(path);
  const filled = {
    recipients: 'kk-bif',
    legalBasisCode: 'DBL7-4',
    necessity: 'BIF skal tilrettelægge forløbet.',
    initiative: 'own',
  };
  const preview = await liaison.submit(form, path, filled);
  expect(preview.words).toContain('Foreslå det for en godkender');
  const proposed = await liaison.submit(preview, path, { _do: 'propose' });
  expect(proposed.words).toContain('Forslaget venter på en godkender');
  const approver = await web.signedIn('sof-approver');
  const link = (await approver.get('/')).$('a[href^="/release-proposals/"]')?.getAttribute('href') ?? '';
  const shown = await approver.get(link);
  expect([shown.h1, shown.words]).toEqual([
    'Forslag til videregivelse til BIF',
    expect.stringContaining(finding.text),
  ]);
  expect((await approver.submit(shown, `${link}/release`)).words).toContain(
    'Oplysningen er videregivet til BIF',
  );
  const again = await approver.submit(shown, `${link}/refusal`, { reason: 'Nej.' });
  expect(again.status).toBe(409);
});
