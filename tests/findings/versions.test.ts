import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepsIn } from '../recalls/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { allowed, aReview, attach, disclose, tryDisclose } from './findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

const { correct, revoke, recallsOf, noticesOf } = stepsIn(() => world);
const seenBy = (who: string, id: string) => world.as(who).get(`/v1/findings/${id}`);
const detailFor = async (who: string, id: string): Promise<Json> => (await seenBy(who, id)).json;
const historyOf = async (id: string, who = 'bif-liaison'): Promise<Json[]> =>
  (await world.as(who).get(`/v1/findings/${id}/versions`)).json.items;
const kindsOf = async (disclosureId: string, who = 'bif-liaison'): Promise<string[]> => {
  const { receipt, later } = (await world.as(who).get(`/v1/disclosures/${disclosureId}/receipt`)).json;
  return [receipt, ...later].map(({ kind }: Json) => kind);
};
/** Two versions, both given to SKAT and the second read; BK has the first alone. */
async function givenTwice() {
  const { id } = await attach(world, reviewId);
  const first = await disclose(world, id, 'bif', { recipients: ['skat', 'kk-bk'] });
  await correct(id, 1);
  const [second] = await disclose(world, id, 'bif', { recipients: ['skat'] });
  await seenBy('skat-liaison', id);
  return { id, first: first.find((one) => one.toAgencyId === 'skat'), second };
}

describe('a revocation takes back every version that the agency holds', () => {
  test.each(['the newest', 'an older'])('when %s is revoked: nothing is left to read', async (which) => {
    const { id, first, second } = await givenTwice();
    const [asked, other] = which === 'the newest' ? [second, first] : [first, second];
    const revoked = await revoke(asked.id);
    expect(revoked).toMatchObject({ status: 200 });
    expect(revoked.json).toMatchObject({ id: asked.id, version: asked.version, toAgencyId: 'skat' });
    expect(revoked.json.firstReadAt, 'that any of it was read').toMatch(/Z$/);
    expect((await seenBy('skat-liaison', id)).status).toBe(404);
    const list = await world.as('skat-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
    expect(list.json.items.some((one: Json) => one.id === id)).toBe(false);
    expect((await revoke(other.id)).json.ruleId).toBe('disclosure.revoked');
    expect(await detailFor('bk-liaison', id), 'others keep theirs').toMatchObject({ version: 1 });
    const { rows } = await world.superuser.query(
      "select version from app.finding_version where finding_id = $1 and 'koebenhavn/skat' = any (visible_to)",
      [id],
    );
    expect(rows).toEqual([]);
  });

  test('in one recall, on every receipt, and with every id in the trail', async () => {
    const { id, first, second } = await givenTwice();
    await revoke(second.id);
    const [recall] = (await recallsOf(id)).filter(({ kind }) => kind === 'revocation');
    const { json } = await world.as('bif-liaison').get(`/v1/recalls/${recall.id}`);
    expect(json).toMatchObject({ version: 2, recipients: [{ agencyId: 'skat', heldVersion: 2 }] });
    const reached = json.reached.disclosures.map((one: Json) => one.disclosureId);
    expect(new Set(reached)).toEqual(new Set([first.id, second.id]));
    const open = await noticesOf(id, 'skat-liaison', '&open=true');
    expect(open).toMatchObject([{ kind: 'revocation', heldVersion: 2 }]);
    expect(await kindsOf(first.id)).toEqual(['issued', 'superseded', 'revoked']);
    expect(await kindsOf(second.id)).toEqual(['issued', 'opened', 'revoked']);
    const trail = (await world.as('bif-auditor').get('/v1/trail?limit=20')).json.items;
    const [kept] = trail.filter(({ deed }: Json) => deed === 'revokeDisclosure');
    expect(new Set(kept.ids.disclosures)).toEqual(new Set([first.id, second.id]));
  });
});

describe('an older version', () => {
  test('is read until the newer one is given in full, and its fact alone does not take its place', async () => {
    const { id } = await attach(world, reviewId);
    await disclose(world, id);
    await correct(id, 1);
    const versions = async () =>
      (await detailFor('skat-liaison', id)).versions.map(({ version }: Json) => version);
    expect(await versions()).toEqual([1]);
    await disclose(world, id, 'bif', { form: 'fact_only' });
    expect(await versions()).toEqual([1]);
    await disclose(world, id);
    expect(await versions()).toEqual([2]);
    const listed = await world.as('skat-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
    expect(listed.text).not.toMatch(new RegExp(`${id}[^}]*hele 2025`));
  });

  test('hands over its files no more', async () => {
    const { id } = await attach(world, reviewId);
    const file = await attachFile(id, 1);
    await disclose(world, id);
    const fetched = () => world.as('skat-liaison').get(`/v1/findings/${id}/attachments/${file.id}`);
    expect((await fetched()).status).toBe(200);
    await correctTo(id, 1, { attachmentIds: [] });
    await disclose(world, id);
    expect((await fetched()).status).toBe(404);
    const own = await world.as('bif-liaison').get(`/v1/findings/${id}/attachments/${file.id}`);
    expect(own.status, 'its own agency finds it by the version').toBe(200);
  });
});

const attachFile = async (id: string, version: number, text = 'Notat om udbetalinger.'): Promise<Json> => {
  const content = Buffer.from(text).toString('base64');
  const path = `/v1/findings/${id}/attachments`;
  const answer = await world.as('bif-liaison').post(path, { name: 'Notat.txt', content }, { version });
  expect(answer).toMatchObject({ status: 201 });
  return answer.json;
};
const { notedOn: _day, ...said } = allowed.bif.body;
const correctTo = async (id: string, version: number, change: Record<string, unknown>): Promise<Json> => {
  const body = { ...said, reason: 'Præciseret.', ...change };
  const answer = await world.as('bif-liaison').post(`/v1/findings/${id}/corrections`, body, { version });
  expect(answer).toMatchObject({ status: 201 });
  return answer.json;
};

describe('recipients are told of a new version', () => {
  const { notedOn: _noted, ...ofPolice } = allowed.politi.body;
  const confirm = (id: string, version: number, change: Record<string, unknown> = {}) =>
    world
      .as('politi-liaison')
      .post(
        `/v1/findings/${id}/corrections`,
        { ...ofPolice, reason: 'Bekræftet igen.', ...change },
        { version, purpose: allowed.politi.purpose },
      );
  const later = { ...ofPolice.police, reviewDueOn: '2999-06-30' };

  test('not when the police confirm theirs with a new day: no recall, no receipt, and the history says so', async () => {
    const { id } = await attach(world, reviewId, 'politi', {
      police: { ...ofPolice.police, reviewDueOn: '2999-01-31' },
    });
    const [given] = await disclose(world, id, 'politi', { recipients: ['kk-sof'] });
    const necessity = 'Stadig nødvendigt for det forebyggende samarbejde.';
    const confirmed = await confirm(id, 1, { police: later, necessity, sourceClass: 'other_authority' });
    expect(confirmed).toMatchObject({ status: 201, json: { version: 2 } });
    expect(await recallsOf(id, 'politi-liaison')).toEqual([]);
    expect(await noticesOf(id, 'sof-liaison')).toEqual([]);
    expect(await kindsOf(given.id, 'politi-liaison')).toEqual(['issued']);
    const [newest] = await historyOf(id, 'politi-liaison');
    expect(newest).toMatchObject({ version: 2, corrects: false });
    expect(newest?.changes.map(({ field }: Json) => field)).toEqual([
      'necessity',
      'sourceClass',
      'police.reviewDueOn',
    ]);
    expect(await detailFor('sof-liaison', id)).toMatchObject({ version: 1, expired: false });
    const renewed = await tryDisclose(world, id, 'politi', { recipients: ['kk-sof'] });
    expect(renewed.status, 'they may be given it anew').toBe(201);
  });

  test.each([
    ['what it says', { text: 'Har ikke længere tilknytning.' }],
    ['how sure the source is', { police: { ...later, sourceReliability: 'D4' } }],
    ['whom it is about', { police: { ...later, subjectCategory: 'victim' } }],
  ])('when %s changes too', async (_what, change) => {
    const { id } = await attach(world, reviewId, 'politi');
    const [given] = await disclose(world, id, 'politi', { recipients: ['kk-sof'] });
    expect((await confirm(id, 1, { police: later, ...change })).status).toBe(201);
    expect(await recallsOf(id, 'politi-liaison')).toMatchObject([{ kind: 'correction', version: 1 }]);
    expect(await kindsOf(given.id, 'politi-liaison')).toEqual(['issued', 'superseded']);
  });

  test('when files of a confirmed version are changed, once', async () => {
    const { id } = await attach(world, reviewId);
    const file = await attachFile(id, 1);
    const [given] = await disclose(world, id);
    const necessity = 'Stadig nødvendig for at vurdere ydelsen.';
    await correctTo(id, 1, { necessity, attachmentIds: [file.id] });
    expect(await recallsOf(id)).toEqual([]);
    const path = `/v1/findings/${id}/attachments/${file.id}`;
    expect((await world.as('bif-liaison').delete(path, { version: 2 })).status).toBe(204);
    await attachFile(id, 2, 'Et andet notat.');
    expect(await recallsOf(id)).toMatchObject([{ kind: 'correction', version: 1 }]);
    expect(await kindsOf(given.id)).toEqual(['issued', 'superseded']);
  });

  test('when a file is left out, and when it is about somebody else', async () => {
    const { id: review } = await aReview(world);
    const { id } = await attach(world, review);
    const file = await attachFile(id, 1);
    await disclose(world, id);
    await correctTo(id, 1, { attachmentIds: [] });
    const partner = await world.as('bif-liaison').post(`/v1/case-reviews/${review}/third-persons`, {
      relation: 'partner',
      name: 'Kim Prøve',
      dataClass: 'confidential',
      legalBasisCode: 'RSL11C',
      necessity: said.necessity,
    });
    expect(partner.status).toBeLessThan(300);
    await correctTo(id, 2, { aboutThirdPersonId: partner.json.id });
    expect((await recallsOf(id)).map(({ version }) => version)).toEqual([2, 1]);
    const versions = await historyOf(id);
    const name = `Notat.txt (${file.sha256.slice(0, 8)})`;
    expect(versions).toMatchObject([
      {
        changes: [{ field: 'about', from: null, to: `partner/${partner.json.id}` }],
        corrects: true,
        attachments: [],
      },
      { changes: [{ field: 'attachments', from: name, to: null }], corrects: true, attachments: [] },
      { changes: [], corrects: false, attachments: [{ id: file.id, name: 'Notat.txt' }] },
    ]);
  });
});

describe('after the review has ended', () => {
  const end = (id: string) =>
    world.superuser.query(
      "update app.case_review set state = 'concluded', outcome = 'no_follow_up', reviewed_on = nominated_on where id = $1",
      [id],
    );

  test('who was told only that the current version exists is not given the whole', async () => {
    const { id: review } = await aReview(world);
    const { id } = await attach(world, review);
    await disclose(world, id, 'bif', { form: 'fact_only' });
    await end(review);
    const whole = await tryDisclose(world, id, 'bif');
    expect([whole.status, whole.json.ruleId]).toEqual([409, 'finding.review-not-admitted']);
  });

  test('a new version reaches those who hold an earlier one, in no more than the form they hold it in', async () => {
    const { id: review } = await aReview(world);
    const { id } = await attach(world, review);
    await disclose(world, id, 'bif', { recipients: ['skat'], form: 'fact_only' });
    await disclose(world, id, 'bif', { recipients: ['kk-bk'] });
    await end(review);
    await correct(id, 1);
    const whole = await tryDisclose(world, id, 'bif', { recipients: ['skat', 'kk-bk'] });
    expect([whole.status, whole.json.ruleId]).toEqual([409, 'finding.review-not-admitted']);
    for (const [agency, form] of [
      ['skat', 'fact_only'],
      ['kk-bk', 'fact_only'],
      ['kk-bk', 'full'],
    ])
      expect((await tryDisclose(world, id, 'bif', { recipients: [agency], form })).status).toBe(201);
  });
});
