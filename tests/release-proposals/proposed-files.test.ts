import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said } from '../agreements/steps.ts';
import { aRelease, aReview, attach, tryDisclose } from '../findings/findings.ts';
import { opens } from '../need-to-know/people.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';
import type { Json } from '../support/world.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const purpose = 'social_protection' as const;
const special = (change: Json = {}) => aRelease('sofSpecial', change);
const aSpecialFinding = async (): Promise<Json> => {
  const review = await aReview(web);
  return attach(web, review.id, 'sofSpecial');
};
const propose = (findingId: string, change: Json = {}) =>
  web
    .as('sof-liaison')
    .post(`/v1/findings/${findingId}/release-proposals`, special({ version: 1, ...change }), { purpose });
const withdraw = (id: string) =>
  web.as('sof-liaison').post(`/v1/release-proposals/${id}/withdrawal`, {}, { purpose });
const release = (id: string, body: Json = {}) =>
  web.as('sof-approver').post(`/v1/release-proposals/${id}/release`, body, { purpose });
const addFile = (findingId: string, name: string, who = 'sof-liaison') =>
  web
    .as(who)
    .post(
      `/v1/findings/${findingId}/attachments`,
      { name: `${name}.txt`, content: Buffer.from(`Notat ${name}.`).toString('base64') },
      { purpose, version: 1 },
    );
const removeFile = (findingId: string, id: string) =>
  web.as('sof-liaison').delete(`/v1/findings/${findingId}/attachments/${id}`, { purpose, version: 1 });

describe('what was seen is what is given', () => {
  test('the files of a version stay while it waits for an approver, and the page says why', async () => {
    const { id } = await aSpecialFinding();
    const file = (await addFile(id, 'a')).json;
    const proposal = (await propose(id)).json;
    expect(said(await addFile(id, 'b'))).toBe('409 attachment.version-proposed');
    expect(said(await removeFile(id, file.id))).toBe('409 attachment.version-proposed');
    const page = await (await web.signedIn('sof-liaison')).get(`/findings/${id}/attachments`);
    expect(page.words).toMatch(/Tag forslaget tilbage først.*Se forslaget/);
    expect(page.$('input[type=file]')).toBeNull();
    await withdraw(proposal.id);
    expect((await addFile(id, 'b')).status).toBe(201);
    expect((await removeFile(id, file.id)).status).toBe(204);
  });

  test('a disclosure that says what was shown gives that or nothing', async () => {
    const review = await aReview(web);
    const { id } = await attach(web, review.id);
    const bif = web.as('bif-liaison');
    const { initiative: _own, ...asked } = aRelease('bif', { recipients: ['skat', 'kk-sof'] });
    const shown = async () => {
      const { items } = (await bif.post(`/v1/findings/${id}/disclosure-previews`, asked)).json;
      return items.map(({ recipient, contentHash }: Json) => ({ recipient, contentHash }));
    };
    const seen = await shown();
    const content = Buffer.from('Notat.').toString('base64');
    await bif.post(`/v1/findings/${id}/attachments`, { name: 'Ny.txt', content }, { version: 1 });
    const give = (what: Json[]) => tryDisclose(web, id, 'bif', { recipients: asked.recipients, seen: what });
    const refused = await give(seen);
    expect(said(refused)).toBe('409 finding.picture-changed');
    expect(refused.json.recipients).toEqual(['skat', 'kk-sof']);
    const now = await shown();
    expect(said(await give(now.slice(0, 1)))).toBe('409 finding.picture-changed');
    expect((await give(now)).status).toBe(201);
  });

  test('in the browser a file that was added after the preview is not given unseen', async () => {
    const review = await aReview(web);
    const { id } = await attach(web, review.id);
    const address = `/findings/${id}/disclose`;
    const lis = await web.signedIn('bif-liaison');
    const preview = await lis.submit(await lis.get(address), address, { recipients: ['skat'] });
    const content = Buffer.from('Notat.').toString('base64');
    await web
      .as('bif-liaison')
      .post(`/v1/findings/${id}/attachments`, { name: 'Ny.txt', content }, { version: 1 });
    const refused = await lis.submit(preview, address, { _do: 'release' });
    expect([refused.status, refused.words]).toEqual([
      409,
      expect.stringMatching(/er ændret, siden det blev vist/),
    ]);
    const again = await lis.submit(refused, address);
    expect((await lis.submit(again, address, { _do: 'release' })).words).toMatch(/er videregivet til SKAT/);
  });

  test('an approver releases what the page showed, and nothing else', async () => {
    const { id } = await aSpecialFinding();
    const proposal = (await propose(id)).json;
    const address = `/release-proposals/${proposal.id}`;
    const gorm = await web.signedIn('sof-approver');
    const page = await gorm.get(address);
    const other = [{ recipient: 'kk-bif', contentHash: 'x' }];
    expect(said(await release(proposal.id, { seen: other }))).toBe('409 finding.picture-changed');
    expect(page.$('input[name=seen]')?.getAttribute('value')).toMatch(/^kk-bif [0-9a-f]{64}$/);
    const done = await gorm.submit(page, `${address}/release`);
    expect(done.words).toMatch(/Oplysningen er videregivet til BIF/);
  });
});

test('four eyes: who added a file is no second person for it', async () => {
  const { id, reviewId } = await aSpecialFinding();
  await opens(web, 'sof-approver', reviewId);
  const { rows } = await web.superuser.query("select id from app.person where name = 'Gorm Fiktivgaard'");
  const content = "sha256('x'), '\\x00', $2";
  await web.superuser.query(
    `insert into app.attached_file (id, finding_id, unit_id, agency_id, name_ct, media_type, bytes, sha256, content_ct, added_by)
     select gen_random_uuid(), id, unit_id, agency_id, '\\x00', 'text/plain', 1, ${content} from app.finding where id = $1`,
    [id, rows[0].id],
  );
  const alone = await tryDisclose(web, id, 'sofSpecial', {}, { who: 'sof-approver' });
  expect([alone.status, alone.json.ruleId]).toEqual([422, 'D4']);
});

describe('a request that is answered through an approver', () => {
  /** What BIF asks SOF, and a finding of SOF that answers it. */
  async function asked() {
    const finding = await aSpecialFinding();
    const question = {
      agencyId: 'kk-sof',
      question: 'Er borgeren i behandling for et misbrug?',
      necessity: 'Svaret afgør, hvordan forløbet tilrettelægges.',
      legalBasisCode: 'RSL11C',
      dataClass: 'confidential',
      wishedOn: '2999-01-31',
    };
    const request = await web
      .as('bif-liaison')
      .post(`/v1/case-reviews/${finding.reviewId}/requests`, question, { purpose: 'benefit_control' });
    expect(request).toMatchObject({ status: 201 });
    return { id: String(finding.id), requestId: String(request.json.id) };
  }
  const stateOf = async (requestId: string) =>
    (await web.as('sof-liaison').get(`/v1/requests/${requestId}`)).json.state;
  const answering = (requestId: string, change: Json = {}) => ({
    initiative: 'on_request',
    requestId,
    ...change,
  });

  test('is answered when it is released, and only by what would answer it', async () => {
    const { id, requestId } = await asked();
    const other = await asked();
    expect(said(await propose(id, answering(requestId, { initiative: 'own' })))).toBe('400 input.invalid');
    expect(said(await propose(id, answering(other.requestId)))).toBe('422 request.other-answer');
    const proposal = (await propose(id, answering(requestId))).json;
    expect([proposal.requestId, await stateOf(requestId)]).toEqual([requestId, 'asked']);
    await web.as('sof-approver').get(`/v1/release-proposals/${proposal.id}`, { purpose });
    expect((await release(proposal.id)).json.state).toBe('released');
    expect(await stateOf(requestId)).toBe('answered');
    const sql = 'update app.release_proposal set request_id = null where id = $1';
    await expect(web.superuser.query(sql, [proposal.id])).rejects.toThrow(/does not change/);
  });

  test('in the browser from the request to the proposal', async () => {
    const { id, requestId } = await asked();
    const sof = await web.signedIn('sof-liaison');
    const way = (await sof.get(`/requests/${requestId}`)).$(`a[href^="/findings/${id}/disclose"]`);
    const address = `/findings/${id}/disclose`;
    const form = await sof.get((way?.getAttribute('href') ?? '').replaceAll('&amp;', '&'));
    const preview = await sof.submit(form, address);
    const proposed = await sof.submit(preview, address, { _do: 'propose' });
    expect(proposed.$(`a[href="/requests/${requestId}"]`)?.textContent).toBe('En anmodning');
  });
});

test('a proposal that a newer one takes the place of is withdrawn in the trail', async () => {
  const finding = await aSpecialFinding();
  const proposal = (await propose(finding.id)).json;
  const { text, statementKind, dataClass, subject, necessity } = finding;
  const sent = { text: `${text} Nu.`, statementKind, dataClass, subject, necessity, reason: 'Nyt.' };
  const declarations = { noMoneyLaunderingSource: true };
  const more = { legalBasisCode: 'DBL7-4', sourceClass: 'own_records', declarations };
  await web
    .as('sof-liaison')
    .post(`/v1/findings/${finding.id}/corrections`, { ...sent, ...more }, { purpose, version: 1 });
  expect((await propose(finding.id, { version: 2 })).status).toBe(201);
  const { rows } = await web.superuser.query(
    `select convert_from(canon, 'UTF8')::jsonb->'event' as event from audit.event where review_id = $1`,
    [finding.reviewId],
  );
  const withdrawn = rows.map(({ event }) => event).filter(({ deed }) => deed === 'withdrawProposal');
  expect(withdrawn.map(({ ids }) => ids.proposals)).toEqual([[proposal.id]]);
});

test('the provision that a proposal shows is the own authority’s or a common one, never another’s', async () => {
  const finding = await aSpecialFinding();
  await web.superuser.query(
    `insert into app.legal_basis select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'version', 9,
       'authority_id', 'skatteforvaltningen', 'citation', 'En anden myndigheds'))).* from app.legal_basis b where b.code = 'DBL7-4'`,
  );
  const proposal = (await propose(finding.id)).json;
  expect(proposal.citation).toMatch(/§ 7/);
});
