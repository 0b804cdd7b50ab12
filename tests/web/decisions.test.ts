import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDraft } from '../legal-bases/fixture.ts';
import { aReview, attach, disclose, tryDisclose } from '../findings/findings.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
let reviewId: string;
beforeAll(async () => {
  web = await aWebWorld();
  reviewId = (await aReview(web)).id;
});
afterAll(() => web.close());

describe('"Hvorfor?"', () => {
  test('leads from a card to the rule, the provision, who decides and what would change it', async () => {
    const own = await attach(web, reviewId);
    await disclose(web, own.id);
    const skat = await web.signedIn('skat-liaison');
    const card = await skat.get(`/findings/${own.id}`);
    const href = card.$('article a[href^="/decisions/"]')?.getAttribute('href') ?? '';
    const page = await skat.get(href);
    expect([page.status, page.h1]).toEqual([200, 'Hvorfor har SKAT fået oplysningen?']);
    expect(page.words).toContain('BIF må give SKAT oplysningen til kontrol med ydelser efter RSL § 11 c');
    expect(page.words).toContain('Hvad kan ændre det?');
    expect(page.words).toContain('Hvem afgør det?');
    expect(page.words).not.toContain('Oplysningen, som reglerne så den');
    const theirs = await (await web.signedIn('bif-liaison')).get(href);
    expect(theirs.words).toContain('Oplysningen, som reglerne så den');
  });

  test('leads from a refused disclosure to every reason; to others the page is the one of what does not exist', async () => {
    const own = await attach(web, reviewId);
    const bif = await web.signedIn('bif-liaison');
    const form = await bif.get(`/findings/${own.id}/disclose`);
    const given = { recipients: 'skat', legalBasisCode: 'RSL11C', necessity: 'Modtageren skal bruge den.' };
    const preview = await bif.submit(form, `/findings/${own.id}/disclose`, {
      ...given,
      initiative: 'own',
      form: 'full',
    });
    expect(preview.h1).toBe('Det får hver modtager');
    const refused = (await tryDisclose(web, own.id, 'bif', { necessity: 'Kort' })).json;
    const page = await bif.get(`/decisions/${refused.decisionIds[0]}`);
    expect(page.h1).toBe('Hvorfor kunne SKAT ikke få oplysningen?');
    expect(page.words).toMatch(
      /mangler eller er for kort[^]*regel D3[^]*En begrundelse for, hvorfor modtageren/,
    );
    const sof = await web.signedIn('sof-liaison');
    const [hidden, missing] = [
      await sof.get(`/decisions/${refused.decisionIds[0]}`),
      await sof.get(`/decisions/${randomUUID()}`),
    ];
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.words.replace(/[0-9a-f]{32}/, '')).toBe(missing.words.replace(/[0-9a-f]{32}/, ''));
  });

  test('stands in the summary of errors when a form is refused', async () => {
    const bif = await web.signedIn('bif-liaison');
    const own = await attach(web, reviewId);
    const form = await bif.get(`/findings/${own.id}/disclose`);
    const hidden = (name: string) =>
      form.$(`form[method="post"] input[name="${name}"]`)?.getAttribute('value') ?? '';
    const page = await bif.post(`/findings/${own.id}/disclose`, {
      _csrf: hidden('_csrf'),
      _key: randomUUID(),
      _do: 'release',
      recipients: 'skat',
      legalBasisCode: 'RSL11C',
      necessity: 'Kort',
      initiative: 'own',
    });
    expect(page.status).toBe(422);
    expect(page.$('#error-summary a[href^="/decisions/"]')?.structuredText).toBe('Hvorfor?');
  });
});

test('only the fact: chosen in the form, seen in the picture with its hash, and read as one sentence', async () => {
  const own = await attach(web, reviewId, 'bif', { text: 'KANARIE-TEKST' });
  const bif = await web.signedIn('bif-liaison');
  const given = {
    recipients: 'skat',
    legalBasisCode: 'RSL11C',
    necessity: 'Modtageren skal bruge den.',
    initiative: 'own',
  };
  const address = `/findings/${own.id}/disclose`;
  const picture = await bif.submit(await bif.get(address), address, { ...given, form: 'fact_only' });
  const [shown] = picture.$$('.side-by-side section');
  expect(shown?.structuredText).toContain('Der findes en relevant oplysning.');
  expect(shown?.structuredText).toContain('fordi I har valgt det');
  const hash = shown?.querySelector('code')?.text ?? '';
  expect(hash).toMatch(/^[0-9a-f]{12}$/);
  await bif.submit(picture, address, { _do: 'release' });
  const read = await web.as('skat-liaison').get(`/v1/findings/${own.id}`);
  expect(read.json.contentHash.slice(0, 12)).toBe(hash);
  const page = await (await web.signedIn('skat-liaison')).get(`/findings/${own.id}`);
  expect(page.words).toContain('Der findes en relevant oplysning.');
  expect(page.words).not.toContain('KANARIE');
});

test('what a draft would change stands beside it, for legal officers of the same authority', async () => {
  const own = await attach(web, reviewId, 'bif', { text: 'KANARIE-TEKST' });
  await disclose(web, own.id);
  const draft = await web
    .as('bif-legal-officer')
    .post(
      '/v1/legal-bases',
      aDraft({ citation: 'RSL § 11 c', contributors: ['bif'], recipients: ['sof'], validFrom: '2024-01-01' }),
    );
  const other = await web.signedIn('sof-legal-officer');
  const basis = await other.get(`/legal-bases/${draft.json.id}`);
  expect(basis.words).toContain('Københavns Kommune');
  const page = await other.get(basis.$('a[href$="/what-if"]')?.getAttribute('href') ?? '');
  expect([page.status, page.h1]).toEqual([200, 'Hvad ville udkastet ændre?']);
  expect(page.words).toMatch(/BIF → SKAT[^]*Må gives[^]*Må ikke gives[^]*D2: RSL § 11 c giver ikke adgang/);
  expect(page.words).not.toContain('KANARIE');
  const foreign = await (await web.signedIn('skat-legal-officer')).get(`/legal-bases/${draft.json.id}`);
  expect(foreign.words).toContain('Udkastet er en anden myndigheds');
  expect(foreign.$('form[action$="/approval"]')).toBeNull();
});
