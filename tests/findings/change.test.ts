import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opens } from '../need-to-know/people.ts';
import { aWorld, type Json, type Sent, type World } from '../support/world.ts';
import {
  allowed,
  aReview,
  atOnce,
  attach,
  disclose,
  reasons,
  tryDisclose,
  withoutTrace,
} from './findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

const { notedOn: _day, ...said } = allowed.bif.body;
const correct = (id: string, change: Record<string, unknown> = {}, sent: Sent = { version: 1 }) =>
  world
    .as('bif-liaison')
    .post(`/v1/findings/${id}/corrections`, { ...said, reason: 'Forkert periode.', ...change }, sent);
const withdraw = (id: string, sent: Sent = { version: 1 }) =>
  world.as('bif-liaison').post(`/v1/findings/${id}/withdrawal`, { reason: 'Handler om en anden.' }, sent);
const seenBy = async (who: string, id: string) => (await world.as(who).get(`/v1/findings/${id}`)).json;

describe('a correction', () => {
  test('is a new version; recipients keep theirs, marked, until they are given the new one', async () => {
    const { id } = await attach(world, reviewId);
    await disclose(world, id, 'bif', { recipients: ['skat'] });
    const corrected = await correct(id, { text: 'Har modtaget kontanthjælp siden marts 2025.' });
    expect(corrected).toMatchObject({ status: 201 });
    expect(corrected.headers['etag']).toBe('"2"');
    expect(corrected.json).toMatchObject({ version: 2, superseded: false, disclosures: [{ version: 1 }] });
    const before = await seenBy('skat-liaison', id);
    expect(before).toMatchObject({ version: 1, superseded: true, text: said.text });
    expect(JSON.stringify(before)).not.toContain('marts');
    expect((await seenBy('bk-liaison', id)).status).toBe(404);
    await disclose(world, id, 'bif', { recipients: ['skat'], version: 2 });
    const after = await seenBy('skat-liaison', id);
    expect(after).toMatchObject({ version: 2, superseded: false, text: expect.stringContaining('marts') });
    expect(
      after.versions.map(({ version }: Json) => version),
      'what was wrong is read no more',
    ).toEqual([2]);
    expect(JSON.stringify(after)).not.toContain(said.text);
  });

  test('is decided anew by the rules', async () => {
    const { id } = await attach(world, reviewId);
    const refused = await correct(id, { dataClass: 'criminal', necessity: '' });
    expect([refused.status, refused.json.ruleId]).toEqual([422, 'D3']);
    expect(reasons(refused.json)).toEqual(['D3 necessity_too_short', 'D4 criminal_data_without_basis']);
    expect(await seenBy('bif-liaison', id)).toMatchObject({ version: 1 });
  });

  test('of what somebody else corrected meanwhile is refused, and so is one without a version', async () => {
    const { id } = await attach(world, reviewId);
    const both = await atOnce(world, id, [
      () => correct(id, { text: 'Den ene.' }),
      () => correct(id, { text: 'Den anden.' }),
    ]);
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['201', '412']);
    const stale = both.find(({ status }) => status === 412);
    expect(stale?.json).toMatchObject({ ruleId: 'version.stale', currentVersion: 2 });
    const blind = await correct(id, {}, {});
    expect([blind.status, blind.json.ruleId]).toEqual([428, 'version.missing']);
    expect((await seenBy('bif-liaison', id)).versions).toHaveLength(2);
  });

  test('is not made by those who were given it, nor by those who were not', async () => {
    const { id } = await attach(world, reviewId);
    await disclose(world, id);
    const body = { ...said, legalBasisCode: 'SFL17', reason: 'Nej.' };
    const path = `/v1/findings/${id}/corrections`;
    const recipient = await world.as('skat-liaison').post(path, body, { version: 1 });
    const stranger = await world.as('sof-liaison').post(path, body, { version: 1 });
    expect([recipient.status, stranger.status]).toEqual([404, 404]);
    expect(withoutTrace(recipient)).toBe(withoutTrace(stranger));
  });

  test('an outdated version is not disclosed; a corrected one reaches earlier recipients after the review has ended', async () => {
    const review = await aReview(world);
    const { id } = await attach(world, review.id);
    await disclose(world, id, 'bif', { recipients: ['skat'] });
    await world.superuser.query(
      "update app.case_review set state = 'concluded', outcome = 'no_follow_up', reviewed_on = nominated_on where id = $1",
      [review.id],
    );
    expect((await correct(id)).status).toBe(201);
    const old = await tryDisclose(world, id, 'bif', { recipients: ['skat'], version: 1 });
    expect([old.status, old.json.currentVersion]).toEqual([412, 2]);
    const fresh = await tryDisclose(world, id, 'bif', { recipients: ['skat', 'kk-bk'] });
    expect([fresh.status, fresh.json.ruleId]).toEqual([409, 'finding.review-not-admitted']);
    expect((await tryDisclose(world, id, 'bif', { recipients: ['skat'] })).status).toBe(201);
  });
});

describe('the history', () => {
  test('says who changed what and why, field by field, to the own agency alone', async () => {
    const { id } = await attach(world, reviewId);
    await disclose(world, id);
    const text = 'Har modtaget kontanthjælp siden marts 2025.';
    await correct(id, { text, statementKind: 'assessment', legalBasisCode: 'DBL6-GDPR6E' });
    await opens(world, 'bif-approver', reviewId);
    const { json } = await world.as('bif-approver').get(`/v1/findings/${id}/versions`);
    expect(json.items).toMatchObject([
      {
        version: 2,
        text,
        reason: 'Forkert periode.',
        authorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        authorName: expect.stringMatching(/\w \w/),
        corrects: true,
        changes: [
          { field: 'text', from: said.text, to: text },
          { field: 'statementKind', from: 'fact', to: 'assessment' },
          { field: 'legalBasis', from: 'RSL11C/1', to: 'DBL6-GDPR6E/1' },
        ],
      },
      { version: 1, reason: null, changes: [], corrects: false },
    ]);
    for (const who of ['skat-liaison', 'sof-liaison']) {
      expect((await world.as(who).get(`/v1/findings/${id}/versions`)).status).toBe(404);
    }
  });
});

describe('a withdrawal', () => {
  test('takes the text away from recipients at once, and says so; the agency keeps it', async () => {
    const { id } = await attach(world, reviewId);
    await disclose(world, id);
    await seenBy('skat-liaison', id);
    const withdrawn = await withdraw(id);
    expect(withdrawn).toMatchObject({ status: 200 });
    expect(withdrawn.json).toMatchObject({
      withdrawn: true,
      withdrawnAt: expect.stringMatching(/Z$/),
      text: said.text,
      disclosures: [{ toAgencyId: 'skat', firstReadAt: expect.any(String) }],
    });
    const recipient = await world.as('skat-liaison').get(`/v1/findings/${id}`);
    expect(recipient.json).toMatchObject({
      id,
      withdrawn: true,
      text: null,
      statementKind: null,
      dataClass: null,
      police: null,
      versions: [],
    });
    expect(recipient.text).not.toContain('kontanthjælp');
    const listed = await world.as('skat-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
    expect(listed.json.items.find((one: Json) => one.id === id)).toMatchObject({
      withdrawn: true,
      text: null,
    });
  });

  test('keeps the text from recipients in the database too, whatever is asked for', async () => {
    const { id } = await attach(world, reviewId);
    await disclose(world, id);
    const scopes = 'select visible_to from app.finding_version where finding_id = $1';
    const before = await world.superuser.query(scopes, [id]);
    expect(before.rows[0].visible_to).toContain('koebenhavn/skat');
    await withdraw(id);
    const after = await world.superuser.query(scopes, [id]);
    expect(after.rows).toEqual([{ visible_to: ['koebenhavn/kk-bif'] }]);
  });

  test('is the end: no correction, no disclosure, no second withdrawal, and not by an old version', async () => {
    const { id } = await attach(world, reviewId);
    await correct(id);
    expect((await withdraw(id)).status).toBe(412);
    expect((await withdraw(id, { version: 2 })).status).toBe(200);
    const ways = [
      await withdraw(id, { version: 2 }),
      await correct(id, {}, { version: 2 }),
      await tryDisclose(world, id, 'bif'),
    ];
    expect(ways.map(({ status, json }) => [status, json.ruleId])).toEqual(
      ways.map(() => [409, 'finding.withdrawn']),
    );
  });
});

describe('a revocation', () => {
  const revoke = (id: string, who = 'bif-liaison') =>
    world.as(who).post(`/v1/disclosures/${id}/revocation`, { reason: 'Forkert modtager.' });

  test('ends access with the next request, and says whether it had been read', async () => {
    const { id } = await attach(world, reviewId);
    const given = await disclose(world, id, 'bif', { recipients: ['skat', 'kk-bk'] });
    const to = (agency: string) => given.find(({ toAgencyId }) => toAgencyId === agency)?.id;
    await seenBy('skat-liaison', id);
    const read = await revoke(to('skat'));
    expect(read).toMatchObject({ status: 200 });
    expect(read.json).toMatchObject({ toAgencyId: 'skat', firstReadAt: expect.stringMatching(/Z$/) });
    expect((await seenBy('skat-liaison', id)).status).toBe(404);
    const list = await world.as('skat-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
    expect(list.json.items.some((one: Json) => one.id === id)).toBe(false);
    expect((await seenBy('bk-liaison', id)).id, 'others keep theirs').toBe(id);
    const unread = await revoke(to('kk-bk'));
    expect(unread.json.firstReadAt, 'read by bk a moment ago').not.toBeNull();
    expect((await revoke(to('kk-bk'))).json.ruleId).toBe('disclosure.revoked');
    expect(await seenBy('bif-liaison', id)).toMatchObject({
      disclosures: [{ revokedAt: expect.any(String) }, { revokedAt: expect.any(String) }],
    });
    await disclose(world, id, 'bif', { recipients: ['skat'] });
    expect((await seenBy('skat-liaison', id)).id, 'it can be given anew').toBe(id);
  });

  test('of what nobody had read says so', async () => {
    const { id } = await attach(world, reviewId);
    const [given] = await disclose(world, id);
    expect((await revoke(given.id)).json.firstReadAt).toBeNull();
  });

  test('is the right of the agency that gave it, and nobody else', async () => {
    const { id } = await attach(world, reviewId);
    const [given] = await disclose(world, id);
    for (const who of ['skat-liaison', 'sof-liaison', 'bk-approver']) {
      expect([who, (await revoke(given.id, who)).status]).toEqual([who, 404]);
    }
    expect((await seenBy('skat-liaison', id)).id).toBe(id);
  });

  test('works for what an import of the register disclosed', async () => {
    const { id } = await attach(world, reviewId);
    const [given] = await disclose(world, id);
    await world.superuser.query('update app.disclosure set disclosed_by = null where id = $1', [given.id]);
    expect((await revoke(given.id)).status).toBe(200);
    expect((await seenBy('skat-liaison', id)).status).toBe(404);
  });

  test('leaves a withdrawn finding withdrawn', async () => {
    const { id } = await attach(world, reviewId);
    const given = await disclose(world, id, 'bif', { recipients: ['skat', 'kk-bk'] });
    await withdraw(id);
    expect((await revoke(given[0].id)).status).toBe(200);
    const { rows } = await world.superuser.query(
      'select visible_to from app.finding_version where finding_id = $1',
      [id],
    );
    expect(rows).toEqual([{ visible_to: ['koebenhavn/kk-bif'] }]);
  });
});
