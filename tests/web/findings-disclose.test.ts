import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed, aReview, attach, disclose } from '../findings/findings.ts';
import { opens } from '../need-to-know/people.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';
import { disclosuresOf } from './findings-steps.ts';

let web: WebWorld;
let reviewId: string;
beforeAll(async () => {
  web = await aWebWorld();
  reviewId = (await aReview(web)).id;
});
afterAll(() => web.close());

const { notedOn: _, ...content } = allowed.bif.body;
const correction = { ...content, text: 'Rettet i mellemtiden.', reason: 'Præciseret.' };
const addressOf = (findingId: string) => `/findings/${findingId}/disclose`;

describe('disclosing', () => {
  test('goes through what each recipient gets, side by side, the same as it will read', async () => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(addressOf(id));
    expect(page.$('input[name=legalBasisCode][checked]')?.getAttribute('value')).toBe('RSL11C');
    const preview = await lis.submit(page, addressOf(id), { recipients: ['skat', 'kk-sof'] });
    expect(preview.h1).toBe('Det får hver modtager');
    expect(preview.$$('.side-by-side h2').map((one) => one.structuredText.trim())).toEqual(['SKAT', 'SOF']);
    const [shown] = preview.$$('.finding-card');
    expect(shown?.querySelector('.finding-text')?.textContent).toBe('Har modtaget kontanthjælp i hele 2025.');
    expect(shown?.structuredText, 'the recipient is not told why it was necessary').not.toMatch(
      /afgør, om ydelsen/,
    );
    expect(preview.$('.kept-back del')?.structuredText).toMatch(
      /Oplysningen afgør, om ydelsen er berettiget/,
    );
    expect(await disclosuresOf(web, id), 'a preview gives nothing away').toEqual([]);
    const done = await lis.submit(preview, addressOf(id), { _do: 'release' });
    expect(done.words).toMatch(/Oplysningen er videregivet til SKAT, SOF/);
    expect(await disclosuresOf(web, id)).toEqual(['kk-sof', 'skat']);
    const read = await (await web.signedIn('skat-liaison')).get(`/findings/${id}`);
    // The link to the decision is only there once there is one.
    const words = (card: typeof shown) =>
      card?.structuredText.replaceAll(/\s+/g, ' ').replace(/ Hvorfor\? Hele begrundelsen$/, '');
    expect(words(read.$('.finding-card') ?? undefined)).toBe(words(shown));
  });

  test('one can go back from the preview, and keeps what was filled in', async () => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    const necessity = 'SKAT skal kunne vurdere indkomsten.';
    const preview = await lis.submit(await lis.get(addressOf(id)), addressOf(id), {
      recipients: ['skat'],
      necessity,
      initiative: 'on_request',
    });
    const page = await lis.submit(preview, addressOf(id), { _do: 'change' });
    expect(page.$('input[value=skat]')?.hasAttribute('checked')).toBe(true);
    expect(page.$('input[value=on_request]')?.hasAttribute('checked')).toBe(true);
    expect(page.$('textarea[name=necessity]')?.textContent.trim()).toBe(necessity);
  });

  test('the bases that reach nobody say why, and who has it already is not offered it again', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(addressOf(id));
    expect(page.$('input[value=skat]')?.hasAttribute('disabled')).toBe(true);
    expect(page.words).toMatch(/SKAT\s*Har allerede denne version/);
    expect(page.words).toMatch(/Ikke mulige her \(7\)/);
  });

  test('who was told only that it exists can be given the whole', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id, 'bif', { form: 'fact_only' });
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(addressOf(id));
    expect(page.$('input[value=skat]')?.hasAttribute('disabled')).toBe(false);
    expect(page.words).toMatch(/SKAT\s*Har fået at vide, at den findes\. Kan få den efter/);
    const preview = await lis.submit(page, addressOf(id), { recipients: ['skat'] });
    await lis.submit(preview, addressOf(id), { _do: 'release' });
    expect((await (await web.signedIn('skat-liaison')).get(`/findings/${id}`)).words).toMatch(/i hele 2025/);
  });

  test('RPL § 115 asks for the declaration: the preview says so, and release is not offered', async () => {
    const { id } = await attach(web, reviewId, 'politi');
    const police = await web.signedIn('politi-liaison');
    const page = await police.get(addressOf(id));
    const preview = await police.submit(page, addressOf(id), { recipients: ['kk-sof'] });
    expect(preview.words).toMatch(
      /Kan ikke få oplysningen.*ikke deles til efterforskning.*Retsplejeloven § 115/,
    );
    expect(preview.$('button[value=release]')).toBeNull();
    const refused = await police.submit(preview, addressOf(id), { _do: 'release' });
    expect([refused.status, refused.errors.join(' ')]).toEqual([
      422,
      expect.stringMatching(/ikke deles til efterforskning/),
    ]);
    const again = await police.submit(refused, addressOf(id), { declarationNotInvestigation: 'yes' });
    expect(again.$('.use-restriction')?.structuredText).toContain('Må ikke anvendes til efterforskning');
    await police.submit(again, addressOf(id), { _do: 'release' });
    expect(await disclosuresOf(web, id)).toEqual(['kk-sof']);
  });

  test.each([
    ['a basis that has ended', { legalBasisCode: 'PDL6' }, /gælder fra 01\.07\.2000/],
    ['no necessity', { necessity: 'nej' }, /for kort/],
  ])('%s: refused on the page, with what was written', async (_name, change, why) => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(addressOf(id));
    const preview = await lis.submit(page, addressOf(id), { recipients: ['skat'], ...change });
    expect(preview.words).toMatch(why);
    const refused = await lis.submit(preview, addressOf(id), { _do: 'release' });
    expect(refused.status).toBe(422);
    expect(refused.$('#error-summary')?.structuredText).toMatch(why);
    expect(refused.$('input[value=skat]')?.hasAttribute('checked')).toBe(true);
    expect(await disclosuresOf(web, id)).toEqual([]);
  });

  test('nobody chosen', async () => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.submit(await lis.get(addressOf(id)), addressOf(id), { necessity: '' });
    expect(page.status).toBe(400);
    expect(page.errors).toHaveLength(2);
  });

  test('what was corrected since it was looked at is not given away unseen', async () => {
    const { id } = await attach(web, reviewId);
    const lis = await web.signedIn('bif-liaison');
    const preview = await lis.submit(await lis.get(addressOf(id)), addressOf(id), { recipients: ['skat'] });
    const corrected = await web
      .as('bif-liaison')
      .post(`/v1/findings/${id}/corrections`, correction, { version: 1 });
    expect(corrected.status).toBe(201);
    const refused = await lis.submit(preview, addressOf(id), { _do: 'release' });
    expect(refused.status).toBe(412);
    expect(refused.$('.finding-text')?.textContent).toBe('Rettet i mellemtiden.');
    expect(await disclosuresOf(web, id)).toEqual([]);
  });
});

describe('special categories', () => {
  test('are disclosed by an approver who did not write them, from the page of the finding', async () => {
    const { id } = await attach(web, reviewId, 'sofSpecial');
    const author = await web.signedIn('sof-liaison');
    const own = await author.get(`/findings/${id}`);
    expect(own.words).toMatch(/En godkender i SOF, som ikke har skrevet den, skal videregive den/);
    expect(own.$(`a[href="${addressOf(id)}"]`)?.structuredText).toBe('Foreslå videregivelse');
    const page = await author.get(addressOf(id));
    expect(page.words).toMatch(/En godkender i SOF/);
    const alone = await author.submit(page, addressOf(id), { recipients: ['kk-bif'] });
    expect(alone.words).toMatch(/kræver en godkendelse mere/);
    const refused = await author.submit(alone, addressOf(id), { _do: 'release' });
    expect([refused.status, await disclosuresOf(web, id)]).toEqual([422, []]);

    await opens(web, 'sof-approver', reviewId);
    const approver = await web.signedIn('sof-approver');
    const waiting = await approver.get(`/findings/${id}`);
    expect(waiting.words).toMatch(/venter på en godkender/);
    expect(waiting.$(`a[href="/findings/${id}/correct"]`)).toBeNull();
    const form = await approver.get(addressOf(id));
    const preview = await approver.submit(form, addressOf(id), { recipients: ['kk-bif'] });
    await approver.submit(preview, addressOf(id), { _do: 'release' });
    expect(await disclosuresOf(web, id)).toEqual(['kk-bif']);
  });

  test('are all that an approver discloses', async () => {
    const { id } = await attach(web, reviewId);
    await opens(web, 'bif-approver', reviewId);
    const approver = await web.signedIn('bif-approver');
    expect((await approver.get(`/findings/${id}`)).$(`a[href="${addressOf(id)}"]`)).toBeNull();
    const preview = await approver.submit(await approver.get(addressOf(id)), addressOf(id), {
      recipients: ['skat'],
    });
    const refused = await approver.submit(preview, addressOf(id), { _do: 'release' });
    expect([refused.status, await disclosuresOf(web, id)]).toEqual([403, []]);
  });
});

describe('others', () => {
  test("another agency's finding is missing from every page, as one that never was", async () => {
    const { id } = await attach(web, reviewId);
    const skat = await web.signedIn('skat-liaison');
    for (const rest of ['', '/disclose', '/correct', '/withdraw', `/disclosures/${randomUUID()}/revoke`]) {
      const hidden = await skat.get(`/findings/${id}${rest}`);
      const missing = await skat.get(`/findings/${randomUUID()}${rest}`);
      expect([rest, hidden.status, hidden.words.replace(/Opslagets nummer.*/, '')]).toEqual([
        rest,
        404,
        missing.words.replace(/Opslagets nummer.*/, ''),
      ]);
    }
  });

  test('a recipient sees what it was given, why, and nothing that is only for the giver', async () => {
    const { id } = await attach(web, reviewId, 'politi');
    await disclose(web, id, 'politi', { recipients: ['kk-sof', 'kk-bk'] });
    const sof = await web.signedIn('sof-liaison');
    const page = await sof.get(`/findings/${id}`);
    expect(page.words).toMatch(
      /Københavns Politi har videregivet oplysningen til din myndighed efter RPL § 115, stk\. 1, nr\. 1 \(version 1\) til formålet Kriminalitetsforebyggelse den/,
    );
    expect(page.$('.use-restriction')?.structuredText).toContain('Må ikke anvendes til efterforskning');
    expect(page.words).not.toMatch(/Betaling og Kontrol|forebyggende samarbejde|Egne sager|Videregivelser/);
    expect(page.$('a.button')).toBeNull();
    expect((await sof.get(addressOf(id))).words).toMatch(/Kun den myndighed, som oplysningen kommer fra/);
    expect((await sof.get(`/findings/${id}/correct`)).$('textarea')).toBeNull();
    const giver = await (await web.signedIn('politi-liaison')).get(`/findings/${id}`);
    expect(giver.words).toMatch(/SOF 1 .* \d\d\.\d\d\.\d{4} kl\. \d\d\.\d\d Kvittering for SOF Kald tilbage/);
    expect(giver.words).toMatch(/Betaling og Kontrol 1 .* Ikke læst/);
  });

  test('in English', async () => {
    const { id } = await attach(web, reviewId);
    await disclose(web, id);
    const page = await (await web.signedIn('skat-liaison', 'en')).get(`/findings/${id}`);
    expect(page.h1).toBe('Finding from BIF');
    expect(page.words).toMatch(/BIF disclosed the finding to your agency under RSL § 11 c/);
  });

  test('a chair reads and does nothing; who reads no findings is refused', async () => {
    const { id } = await attach(web, reviewId);
    const chair = await (await web.signedIn('bif-chair')).get(`/findings/${id}`);
    expect([chair.status, chair.$('a.button')]).toEqual([200, null]);
    expect((await (await web.signedIn('bif-chair')).get(addressOf(id))).status).toBe(403);
    for (const who of ['bif-coordinator', 'bif-auditor', 'bif-administrator'])
      expect([who, (await (await web.signedIn(who)).get(`/findings/${id}`)).status]).toEqual([who, 403]);
  });
});
