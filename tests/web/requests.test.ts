import { afterAll, beforeAll, expect, test } from 'vitest';
import { aReview, attach } from '../findings/findings.ts';
import { inDays } from '../meetings/steps.ts';
import { aRequest, read, respond } from '../requests/steps.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const lastPart = (path: string) => path.split('/').at(-1) ?? '';

test('from the review to the question, the yes, the disclosure and the answer', async () => {
  const review = await aReview(web);
  const [skat, bif] = [await web.signedIn('skat-liaison'), await web.signedIn('bif-liaison')];
  const path = `/case-reviews/${review.id}/requests/new`;
  expect((await skat.get(`/case-reviews/${review.id}`)).$(`a[href="${path}"]`)).not.toBeNull();

  const asking = await skat.get(path);
  expect(asking.words).toContain('Når I spørger, videregiver I det, spørgsmålet siger.');
  const written = { agencyId: 'kk-bif', question: 'Får borgeren kontanthjælp?', necessity: 'Kort.' };
  const refused = await skat.submit(asking, path, { ...written, legalBasisCode: 'SFL17' });
  expect(refused.status).toBe(422);
  expect(refused.errors.join()).toContain('Mindst 15 tegn'.slice(7));
  expect(refused.$('#field-question')?.structuredText.trim()).toBe('Får borgeren kontanthjælp?');
  const sent = await skat.submit(refused, path, {
    necessity: 'Svaret afgør, om skattekortet skal ændres.',
    wishedOn: inDays(2),
  });
  expect(sent.words).toContain('Anmodningen er sendt til BIF.');
  expect(sent.h1).toBe('Anmodning til BIF');
  const request = lastPart(sent.path);

  const start = await bif.get('/');
  expect(start.words).toMatch(/Anmodninger .*Ingen har pligt til at videregive.*Anmodning fra SKAT/);
  const received = await bif.get(`/requests/${request}`);
  expect(received.words).toContain('Anmodningen skaber ingen pligt');
  expect(received.words).toContain('ingen har pligt til at videregive efter retsplejelovens § 115');
  expect(received.$$('input[name="choice"]').map((one) => one.getAttribute('value'))).toEqual([
    'accept',
    'accept_in_part',
    'refuse',
  ]);
  const finding = await attach(web, review.id);
  const yes = await bif.submit(received, `/requests/${request}/response`, { choice: 'accept_in_part' });
  expect(yes.words).toContain('Imødekommet delvist');
  const way = yes.$(`a[href^="/findings/${finding.id}/disclose"]`)?.getAttribute('href') ?? '';
  const disclosing = await bif.get(way.replaceAll('&amp;', '&'));
  expect(disclosing.words).toContain('Svarer på denne anmodning');
  const to = `/findings/${finding.id}/disclose`;
  const preview = await bif.submit(disclosing, to, {
    legalBasisCode: 'RSL11C',
    necessity: 'SKAT har spurgt og har brug for det.',
  });
  expect(preview.words).toContain('Intet er videregivet endnu');
  expect((await read(web, request, 'bif-liaison')).state).toBe('accepted_in_part');
  await bif.submit(preview, to, { _do: 'release' });
  const answered = await skat.get(`/requests/${request}`);
  expect(answered.words).toContain('Besvaret delvist');
  expect(answered.$(`a[href="/findings/${finding.id}"]`)).not.toBeNull();
  expect((await bif.get('/')).words).not.toContain('Anmodning fra SKAT');
});

test('an answer that comes late is offered as long as it counts, and the page says so', async () => {
  const request = await aRequest(web);
  const finding = await attach(web, request.reviewId);
  const way = `a[href^="/findings/${finding.id}/disclose"]`;
  const bif = await web.signedIn('bif-liaison');
  const asked = await bif.get(`/requests/${request.id}`);
  expect([asked.$(way) === null, asked.words]).toEqual([
    false,
    expect.stringMatching(/Regnes for ubesvaret efter/),
  ]);
  const passed = `update app.information_request set asked_on = '2026-01-01', wished_on = '2026-01-02', expires_on = '2026-01-03'
    where id = $1`;
  await web.superuser.query(passed, [request.id]);
  const late = await bif.get(`/requests/${request.id}`);
  expect(late.words).toMatch(/Ikke besvaret.*Et svar, der kommer senere, er stadig et svar\./);
  expect(late.$(way)).not.toBeNull();
  expect((await (await web.signedIn('skat-liaison')).get(`/requests/${request.id}`)).$(way)).toBeNull();
});

test('a no says nothing about the citizen, and a reason that is not shown is not there', async () => {
  const request = await aRequest(web);
  const [skat, bif] = [await web.signedIn('skat-liaison'), await web.signedIn('bif-liaison')];
  const path = `/requests/${request.id}`;
  const stray = await bif.submit(await bif.get(path), `${path}/response`, {
    choice: 'accept',
    reason: 'Fordi.',
  });
  expect(stray.status).toBe(400);
  expect(stray.errors.join()).toContain('En grund gives kun, når anmodningen ikke imødekommes');
  const no = await bif.submit(stray, `${path}/response`, { choice: 'refuse', reason: 'Vi må ikke.' });
  expect(no.words).toMatch(/Ikke imødekommet.*Vi må ikke\. \(kun jeres egen myndighed ser den\)/);
  const seen = await skat.get(path);
  expect(seen.words).toContain('Det siger intet om borgeren');
  expect(seen.text).not.toContain('Vi må ikke');
  expect(seen.words).not.toMatch(/mistænk|afslag|nægt/i);
  expect(seen.$$('form[action^="/requests/"]')).toHaveLength(0);
});

test('the asker withdraws; a stranger finds nothing; whoever may not ask is told so', async () => {
  const request = await aRequest(web);
  const skat = await web.signedIn('skat-liaison');
  const list = await skat.get('/requests?direction=sent&open=true');
  expect(list.$(`a[href="/requests/${request.id}"]`)).not.toBeNull();
  const gone = await skat.submit(
    await skat.get(`/requests/${request.id}`),
    `/requests/${request.id}/withdrawal`,
  );
  expect(gone.words).toContain('Anmodningen er trukket tilbage.');
  const sof = await web.signedIn('sof-liaison');
  const [hidden, missing] = [
    await sof.get(`/requests/${request.id}`),
    await sof.get('/requests/00000000-0000-4000-8000-000000000000'),
  ];
  expect([hidden.status, hidden.h1, hidden.words.length]).toEqual([404, missing.h1, missing.words.length]);
  expect((await sof.get('/requests')).words).toContain('I har ikke fået nogen anmodning');
  const coordinator = await web.signedIn('bif-coordinator');
  expect((await coordinator.get('/requests')).status).toBe(403);
  expect((await coordinator.get(`/case-reviews/${request.reviewId}`)).$('a[href*="requests"]')).toBeNull();
  const late = await respond(web, { ...request, version: 2 }, { choice: 'accept' });
  expect(late.status).toBe(409);
});
