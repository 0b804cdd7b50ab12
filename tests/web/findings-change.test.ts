import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
let reviewId: string;
beforeAll(async () => {
  web = await aWebWorld();
  reviewId = (await aReview(web)).id;
});
afterAll(() => web.close());

/** What the page says was changed: field, before, now. */
const changesIn = (page: WebPage) =>
  page
    .$$('details table tbody tr')
    .map((row) => row.querySelectorAll('td').map((cell) => cell.structuredText.trim()));

const declared = { 'declarations.noMoneyLaunderingSource': 'yes' };

describe('correcting', () => {
  test('makes a new version from what it says now; recipients see that theirs is superseded', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id);
    const lis = await web.signedIn('bif-liaison');
    const at = `/findings/${id}/correct`;
    const page = await lis.get(at);
    expect(page.$('textarea[name=text]')?.textContent.trim()).toBe('Har modtaget kontanthjælp i hele 2025.');
    expect(page.$('select[name=legalBasisCode] option[selected]')?.getAttribute('value')).toBe('RSL11C');
    const done = await lis.submit(page, at, {
      text: 'Har modtaget kontanthjælp siden marts 2025.',
      reason: 'Forkert periode.',
      ...declared,
    });
    expect(done.words).toMatch(/Rettelsen er gemt som version 2\..*er bedt om at rette deres kopier/);
    expect(done.$('a[href="/recalls"]')).not.toBeNull();
    expect(done.words).toMatch(/Version 2, skrevet .* af \S+ .*Hvorfor den blev rettet Forkert periode\./);
    expect(changesIn(done)).toEqual([
      ['teksten', 'Har modtaget kontanthjælp i hele 2025.', 'Har modtaget kontanthjælp siden marts 2025.'],
    ]);
    const skat = await (await web.signedIn('skat-liaison')).get(`/findings/${id}`);
    expect(skat.words).toMatch(/Der findes en nyere version/);
    expect(skat.words).toMatch(/i hele 2025/);
    expect(skat.words).not.toMatch(/siden marts/);
    await disclose(web, id);
    const after = await (await web.signedIn('skat-liaison')).get(`/findings/${id}`);
    expect(after.words).toMatch(/siden marts.*Det er version 2 af oplysningen.*vises ikke mere/);
    expect(after.words).not.toMatch(/i hele 2025/);
  });

  test('with a new day of review alone asks nobody to correct anything, and says so', async () => {
    const { id } = await attach(web, reviewId, 'politi');
    await disclose(web, id, 'politi');
    const police = await web.signedIn('politi-liaison');
    const at = `/findings/${id}/correct`;
    const done = await police.submit(await police.get(at), at, {
      'police.reviewDueOn': '2999-06-30',
      reason: 'Bekræftet igen.',
      ...declared,
    });
    expect(done.words).toMatch(/version 2\. De, der har fået den, skal ikke rette noget/);
    expect(done.$('a[href="/recalls"]'), 'there is no recall to follow').toBeNull();
    expect(changesIn(done)).toEqual([['datoen for ny vurdering', '31. december 2999', '30. juni 2999']]);
    expect((await (await web.signedIn('sof-liaison')).get('/recalls')).text).not.toContain(id);
  });

  test('shows by code, basis and name what changed, and the files of each version', async () => {
    const { id } = await attach(web, reviewId);
    const content = Buffer.from('Notat om udbetalinger.').toString('base64');
    const file = await web
      .as('bif-liaison')
      .post(`/v1/findings/${id}/attachments`, { name: 'Notat.txt', content }, { version: 1 });
    const lis = await web.signedIn('bif-liaison');
    const at = `/findings/${id}/correct`;
    const done = await lis.submit(await lis.get(at), at, {
      statementKind: 'assessment',
      legalBasisCode: 'DBL6-GDPR6E',
      attachmentIds: [],
      reason: 'Præciseret.',
      ...declared,
    });
    expect(changesIn(done)).toEqual([
      ['faktum eller vurdering', 'Faktum', 'Vurdering'],
      ['hjemlen', 'RSL § 11 c (version 1)', expect.stringMatching(/^DBL § 6.* \(version 1\)$/)],
      ['bilagene', `Notat.txt (${file.json.sha256.slice(0, 8)})`, 'Ingen'],
    ]);
    const links = done.$$('details .attachments a').map((one) => one.getAttribute('href'));
    expect(links, 'of the version before').toEqual([`/findings/${id}/attachments/${file.json.id}`]);
  });

  test('somebody else corrected it in between: both texts stand side by side, nothing is lost', async () => {
    const { id } = await attach(web, reviewId);
    const at = `/findings/${id}/correct`;
    const [lis, other] = [await web.signedIn('bif-liaison'), await web.signedIn('bif-liaison')];
    const page = await lis.get(at);
    await other.submit(await other.get(at), at, {
      text: 'Ret fra den anden.',
      statementKind: 'assessment',
      reason: 'Præciseret.',
      ...declared,
    });
    const stale = await lis.submit(page, at, { text: 'Min egen tekst.', reason: 'Forkert år.', ...declared });
    expect(stale.status).toBe(412);
    expect(stale.$('textarea[name=text]')?.textContent.trim()).toBe('Min egen tekst.');
    expect(stale.$('#field-text-stored .stored-now-text')?.structuredText).toBe('Ret fra den anden.');
    expect(stale.$('textarea[name=text]')?.getAttribute('aria-describedby')).toContain('field-text-stored');
    expect(stale.$('#field-statementKind-stored')?.structuredText).toMatch(/Vurdering/);
    expect(stale.$('textarea[name=reason]')?.textContent.trim()).toBe('Forkert år.');
    expect(stale.$('#field-reason-stored')).toBeNull();
    expect(stale.$('#field-necessity-stored'), 'what is the same is not shown twice').toBeNull();
    const done = await lis.submit(stale, at, { text: 'Begge dele.' });
    expect(done.words).toMatch(/Rettelsen er gemt som version 3/);
    expect(done.$('.finding-text')?.textContent).toBe('Begge dele.');
  });

  test('is decided anew: a class that the basis cannot carry is refused, and the bases follow', async () => {
    const { id } = await attach(web, reviewId);
    const at = `/findings/${id}/correct`;
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(at);
    const refused = await lis.submit(page, at, {
      dataClass: 'criminal',
      reason: 'Forkert type.',
      ...declared,
    });
    expect(refused.status).toBe(422);
    expect(refused.errors.join(' ')).toMatch(/kan ikke bære oplysninger om strafbare forhold/);
    expect(refused.$('select[name=legalBasisCode] option')?.getAttribute('value')).toBe('DBL8-2-3');
    const done = await lis.submit(refused, at, { legalBasisCode: 'DBL8-2-3' });
    expect(done.words).toMatch(/version 2.*DBL § 8, stk\. 2, nr\. 3/);
  });

  test('asks for a reason and the declaration, and warns of a CPR number', async () => {
    const { id } = await attach(web, reviewId);
    const at = `/findings/${id}/correct`;
    const lis = await web.signedIn('bif-liaison');
    const bare = await lis.submit(await lis.get(at), at, { text: 'Bor med 780264-2812.' });
    expect(bare.status).toBe(400);
    const undeclared = await lis.submit(bare, at, { reason: 'Præciseret.' });
    expect([undeclared.status, undeclared.errors.join(' ')]).toEqual([
      400,
      expect.stringMatching(/underretning om hvidvask/),
    ]);
    const done = await lis.submit(undeclared, at, declared);
    expect(done.words).toMatch(/version 2\. Teksten ser ud til at indeholde et CPR-nummer/);
  });
});

describe('revoking', () => {
  test('ends access and says when it was first read; the reason is asked for', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id, 'bif', { recipients: ['skat', 'kk-bk'] });
    const skat = await web.signedIn('skat-liaison');
    expect((await skat.get(`/findings/${id}`)).status).toBe(200);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(`/findings/${id}`);
    const [link] = page
      .$$('td a')
      .filter((one) => /Kald tilbage fra SKAT/.test(one.structuredText))
      .map((one) => one.getAttribute('href') ?? '');
    const form = await lis.get(link ?? '');
    expect(form.h1).toBe('Kald en videregivelse tilbage fra SKAT');
    expect(form.$('.alert-warning')?.structuredText).toMatch(
      /SKAT mister adgangen til alle versioner med det samme\s*Version 1: Først læst/,
    );
    expect((await lis.submit(form, link ?? '', {})).status).toBe(400);
    const done = await lis.submit(form, link ?? '', { reason: 'Sendt til den forkerte.' });
    expect(done.words).toMatch(
      /Videregivelsen til SKAT er kaldt tilbage\. Først læst \d\d\.\d\d\.\d{4} kl\./,
    );
    expect(done.$$('td a[href$="/revoke"]').map((one) => one.structuredText.replaceAll(/\s+/g, ' '))).toEqual(
      ['Kald tilbage fra Betaling og Kontrol'],
    );
    expect((await skat.get(`/findings/${id}`)).status).toBe(404);
    const twice = await lis.submit(form, link ?? '', { reason: 'Sendt til den forkerte igen.' });
    expect(twice.status, 'another request with the same key').toBe(422);
  });

  test('takes back the older version too, and says so before', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id);
    const lis = await web.signedIn('bif-liaison');
    const at = `/findings/${id}/correct`;
    await lis.submit(await lis.get(at), at, { text: 'Rettet.', reason: 'Præciseret.', ...declared });
    const [given] = await disclose(web, id);
    const revoke = `/findings/${id}/disclosures/${given.id}/revoke`;
    const form = await lis.get(revoke);
    expect(form.$$('.alert-warning li').map((one) => one.structuredText.trim())).toEqual([
      'Version 2: Ikke læst.',
      'Version 1: Ikke læst.',
    ]);
    const done = await lis.submit(form, revoke, { reason: 'Sendt til den forkerte.' });
    expect(done.$('td a[href$="/revoke"]')).toBeNull();
    expect((await (await web.signedIn('skat-liaison')).get(`/findings/${id}`)).status).toBe(404);
  });

  test('of a disclosure that is none is missing', async () => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    expect((await lis.get(`/findings/${id}/disclosures/${randomUUID()}/revoke`)).status).toBe(404);
  });
});

describe('withdrawing', () => {
  test('warns of who has read it, and lists them afterwards; recipients see only that', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id, 'bif', { recipients: ['skat', 'kk-bk'] });
    const skat = await web.signedIn('skat-liaison');
    await skat.get(`/findings/${id}`);
    const lis = await web.signedIn('bif-liaison');
    const at = `/findings/${id}/withdraw`;
    const page = await lis.get(at);
    expect(page.$('.alert-warning')?.structuredText).toMatch(
      /Betaling og Kontrol: Ikke læst.*\s*SKAT: Først læst/,
    );
    expect((await lis.submit(page, at, {})).status).toBe(400);
    const done = await lis.submit(page, at, { reason: 'En anden borger.' });
    expect(done.words).toMatch(/Oplysningen er trukket tilbage/);
    const firstRead = done.$$('td[data-label="Først læst"]').map((cell) => cell.structuredText.trim());
    expect(firstRead).toEqual(['Ikke læst', expect.stringMatching(/^\d\d\.\d\d\.\d{4} kl\. \d\d\.\d\d$/)]);
    expect(done.$('a.button')).toBeNull();
    expect(done.$('.finding-text')).toBeNull();
    const seen = await skat.get(`/findings/${id}`);
    expect(seen.words).toMatch(/BIF trak oplysningen tilbage .* Den må ikke bruges mere/);
    expect(seen.text).not.toMatch(/kontanthjælp|En anden borger|RSL/);
    for (const rest of ['disclose', 'correct', 'withdraw'])
      expect((await lis.get(`/findings/${id}/${rest}`)).$('main textarea')).toBeNull();
  });

  test('of a finding that was corrected in between asks again', async () => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    const at = `/findings/${id}/withdraw`;
    const page = await lis.get(at);
    const correct = `/findings/${id}/correct`;
    await lis.submit(await lis.get(correct), correct, {
      text: 'Rettet.',
      reason: 'Præciseret.',
      ...declared,
    });
    const stale = await lis.submit(page, at, { reason: 'En anden borger.' });
    expect(stale.status).toBe(412);
    expect(stale.$('.finding-text')?.textContent).toBe('Rettet.');
    expect(stale.$('textarea[name=reason]')?.textContent.trim()).toBe('En anden borger.');
  });
});
