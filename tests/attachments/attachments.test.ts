import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed, aRelease, aReview, attach, disclose } from '../findings/findings.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';
import type { Json } from '../support/world.ts';
import { pdf } from './make.ts';

let web: WebWorld;
let reviewId: string;
beforeAll(async () => {
  web = await aWebWorld();
  reviewId = (await aReview(web)).id;
});
afterAll(() => web.close());

const as = (username: string) => web.as(username);
const send = (findingId: string, name: string, content: Buffer, version = 1, who = 'bif-liaison') =>
  as(who).post(
    `/v1/findings/${findingId}/attachments`,
    { name, content: content.toString('base64') },
    { version },
  );
const read = async (findingId: string, who = 'bif-liaison') =>
  (await as(who).get(`/v1/findings/${findingId}`)).json;
const fetch = (findingId: string, id: string, who: string) =>
  as(who).get(`/v1/findings/${findingId}/attachments/${id}`);
const note = Buffer.from('Notat om udbetaling, æøå.');

/** A finding with one file. */
async function withFile(content = note, name = 'Notat æ.txt') {
  const finding = await attach(web, reviewId);
  const answer = await send(finding.id, name, content);
  expect(answer).toMatchObject({ status: 201 });
  return { id: String(finding.id), file: answer.json };
}
const correction = (change: object) => {
  const { notedOn: _day, ...content } = allowed.bif.body;
  return { ...content, reason: 'Fejl.', ...change };
};

test('a file goes with the finding: its hash is in what is previewed, read and receipted, and its bytes arrive as they were', async () => {
  const before = await attach(web, reviewId);
  const bytes = pdf();
  const sent = await send(before.id, 'Årsopgørelse 2025.pdf', bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = {
    id: sent.json.id,
    name: 'Årsopgørelse 2025.pdf',
    mediaType: 'application/pdf',
    bytes: bytes.length,
    sha256,
  };
  expect(sent.json).toEqual({ ...file, warnings: [expect.objectContaining({ code: 'file.not-searched' })] });
  const { initiative: _own, ...release } = aRelease('bif');
  const preview = await as('bif-liaison').post(`/v1/findings/${before.id}/disclosure-previews`, release);
  const [given] = await disclose(web, before.id);
  const got = await read(before.id, 'skat-liaison');
  expect(got.attachments).toEqual([file]);
  const receipt = (await as('bif-liaison').get(`/v1/disclosures/${given.id}/receipt`)).json.receipt;
  expect(new Set([preview.json.items[0].contentHash, got.contentHash, receipt.contentHash]).size).toBe(1);
  const answer = await web.api.server.inject({
    url: `/v1/findings/${before.id}/attachments/${file.id}`,
    headers: {
      authorization: `Bearer ${await web.providers.accessTokenFor('skat-liaison')}`,
      purpose: 'tax_control',
    },
  });
  expect(answer.rawPayload.equals(bytes)).toBe(true);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^attachment; filename="bilag-[0-9a-f]{8}\.pdf"$/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  });
});

test('what is stored is neither name nor content, and the trail says who fetched it', async () => {
  const { id, file } = await withFile();
  await fetch(id, file.id, 'bif-liaison');
  const { rows } = await web.superuser.query(
    'select name_ct, content_ct from app.attached_file where id = $1',
    [file.id],
  );
  const stored = Buffer.concat([rows[0].name_ct, rows[0].content_ct]);
  expect(stored.includes(note)).toBe(false);
  expect(stored.includes('Notat')).toBe(false);
  const events = await web.superuser.query(
    `select convert_from(canon, 'UTF8')::jsonb->'event' as event from audit.event where review_id = $1`,
    [reviewId],
  );
  const fetched = events.rows.map(({ event }) => event).filter(({ deed }) => deed === 'getAttachment');
  expect(fetched.some(({ ids }) => ids.attachments[0] === file.id)).toBe(true);
});

describe('who gets it', () => {
  test('the giver and who was given the version in full; to everybody else it does not exist', async () => {
    const { id, file } = await withFile();
    expect((await fetch(id, file.id, 'skat-liaison')).status).toBe(404);
    const [given] = await disclose(web, id);
    expect((await fetch(id, file.id, 'skat-liaison')).status).toBe(200);
    const statusFor = async (who: string) => (await fetch(id, file.id, who)).status;
    const others = ['sof-liaison', 'bk-liaison', 'politi-chair', 'bif-coordinator', 'bif-auditor'];
    expect(await Promise.all(others.map(statusFor))).toEqual([404, 404, 404, 403, 403]);
    await as('bif-liaison').post(`/v1/disclosures/${given.id}/revocation`, { reason: 'Fejl.' });
    expect((await fetch(id, file.id, 'skat-liaison')).status).toBe(404);
  });

  test('who is given only that there is a finding gets neither file nor name', async () => {
    const { id, file } = await withFile();
    await disclose(web, id, 'bif', { form: 'fact_only' });
    expect((await read(id, 'skat-liaison')).attachments).toEqual([]);
    expect((await fetch(id, file.id, 'skat-liaison')).status).toBe(404);
  });

  test('nobody by another finding, and nobody once it is withdrawn', async () => {
    const [one, two] = [await withFile(), await withFile()];
    await disclose(web, one.id);
    await disclose(web, two.id);
    expect((await fetch(one.id, two.file.id, 'skat-liaison')).status).toBe(404);
    await as('bif-liaison').post(`/v1/findings/${one.id}/withdrawal`, { reason: 'Fejl.' }, { version: 1 });
    expect((await fetch(one.id, one.file.id, 'skat-liaison')).status).toBe(404);
    expect((await fetch(one.id, one.file.id, 'bif-liaison')).status).toBe(200);
    expect((await send(one.id, 'Ny.txt', note)).json.ruleId).toBe('finding.withdrawn');
  });
});

describe('a version that was disclosed', () => {
  test('keeps its files; a correction says which go with it', async () => {
    const { id, file } = await withFile();
    await disclose(web, id);
    expect((await send(id, 'Ny.txt', Buffer.from('Ny.'))).json.ruleId).toBe('attachment.version-disclosed');
    const removing = await as('bif-liaison').delete(`/v1/findings/${id}/attachments/${file.id}`, {
      version: 1,
    });
    expect(removing.json.ruleId).toBe('attachment.version-disclosed');
    const correct = (change: object, version = 1) =>
      as('bif-liaison').post(`/v1/findings/${id}/corrections`, correction(change), { version });
    expect((await correct({})).json.ruleId).toBe('finding.attachments-unsaid');
    const other = (await withFile()).file.id;
    expect((await correct({ attachmentIds: [other] })).status).toBe(404);
    expect(
      (await correct({ attachmentIds: [file.id] })).json.attachments.map(({ name }: Json) => name),
    ).toEqual(['Notat æ.txt']);
    expect((await send(id, 'Ny.txt', Buffer.from('Ny.'), 2)).status).toBe(201);
    expect((await correct({ attachmentIds: [] }, 2)).json.attachments).toEqual([]);
    expect((await read(id, 'skat-liaison')).attachments).toHaveLength(1);
    expect((await fetch(id, file.id, 'skat-liaison')).status).toBe(200);
  });

  test('a file that is removed before anybody was given it is gone', async () => {
    const { id, file } = await withFile();
    const count = async () =>
      (await web.superuser.query('select count(*)::int as n from app.attached_file where id = $1', [file.id]))
        .rows[0].n;
    const removed = await as('bif-liaison').delete(`/v1/findings/${id}/attachments/${file.id}`, {
      version: 1,
    });
    expect(removed.status).toBe(204);
    expect(await count()).toBe(0);
  });
});

test('hostile files, a file sent twice, an eleventh one and a stale version are refused by name', async () => {
  const { id } = await withFile();
  const rule = async (name: string, content: Buffer, version = 1) =>
    (await send(id, name, content, version)).json.ruleId;
  expect(await rule('a.pdf', Buffer.from('<html><script>'))).toBe('attachment.type');
  expect(await rule('780264-2812.txt', Buffer.from('x'))).toBe('attachment.cpr-in-name');
  expect(await rule('Kopi.txt', note)).toBe('attachment.twice');
  expect(await rule('Ny.txt', Buffer.from('x'), 2)).toBe('version.stale');
  const warned = await send(id, 'Ny.txt', Buffer.from('Om 780264-2812.'));
  expect(warned.json.warnings).toMatchObject([{ code: 'cpr_number', pointer: '/body/content' }]);
  expect(warned.text).not.toContain('780264');
  for (let more = 2; more < 10; more += 1)
    expect(await rule(`${more}.txt`, Buffer.from(`${more}`))).toBeUndefined();
  expect(await rule('11.txt', Buffer.from('11'))).toBe('attachment.too-many');
  expect((await send(id, 'x.txt', note, 1, 'sof-liaison')).status).toBe(404);
  expect((await send(id, 'x.txt', note, 1, 'bif-approver')).status).toBe(403);
});

/** Sends a file as a browser does. */
async function upload(findingId: string, name: string, content: Buffer) {
  const lis = await web.signedIn('bif-liaison');
  const address = `/findings/${findingId}/attachments`;
  const page = await lis.get(address);
  const form = new FormData();
  for (const field of page.$$(`form[action="${address}"] input[type=hidden]`))
    form.append(field.getAttribute('name') ?? '', field.getAttribute('value') ?? '');
  form.append('file', new Blob([new Uint8Array(content)]), name);
  const request = new Request(`http://localhost${address}`, { method: 'POST', body: form });
  const answer = await web.api.server.inject({
    method: 'POST',
    url: address,
    headers: {
      host: 'localhost',
      'sec-fetch-site': 'same-origin',
      'content-type': request.headers.get('content-type') ?? '',
      cookie: [...lis.jar].map(([key, value]) => `${key}=${value}`).join('; '),
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { lis, answer };
}

test('in the browser: attached on a page of its own, found on the card, fetched and removed; a refusal stands at the field', async () => {
  const { id } = await attach(web, reviewId);
  const { lis, answer } = await upload(id, 'Notat.txt', note);
  expect(answer.statusCode).toBe(303);
  const page = await lis.get(`/findings/${id}/attachments`);
  const [file] = (await read(id)).attachments;
  const address = `/findings/${id}/attachments/${file.id}`;
  expect((await lis.get(`/findings/${id}`)).$(`a[href="${address}"]`)?.textContent).toBe('Notat.txt');
  expect((await lis.get(address)).text).toBe(note.toString());
  expect(
    (await lis.get(`/findings/${id}/correct`)).$(`input[name=attachmentIds][value="${file.id}"]`),
  ).not.toBeNull();
  const refused = await upload(id, 'Side.html', Buffer.from('<p>'));
  expect(refused.answer.statusCode).toBe(422);
  expect(refused.answer.body).toContain('id="field-file-error"');
  expect((await lis.submit(page, `${address}/remove`)).text).toContain('Oplysningen har ingen bilag endnu');
  const hinted = await upload(id, 'Barn.txt', Buffer.from('Barnet har fået en diagnose.'));
  expect(hinted.answer.statusCode).toBe(200);
  expect(hinted.answer.body).toMatch(
    /Barn\.txt er vedhæftet.*handle om helbred.*nævne et barn.*Vedhæft en fil/s,
  );
});
