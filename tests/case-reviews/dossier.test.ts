import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';
import { aNumber, anAdmittedReview, told } from './reviews.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const read = async (who: string, id: string) => (await world.as(who).get(`/v1/case-reviews/${id}`)).json;

test('parties and chair know the person; the coordinator follows the review without a name', async () => {
  const cpr = '730777-2566';
  const { id } = await anAdmittedReview(world, ['skat', 'kk-bif'], 'bif-liaison', { cpr });
  for (const who of ['bif-liaison', 'skat-liaison', 'skat-approver', 'sof-chair']) {
    expect({ who, ...(await read(who, id)) }).toMatchObject({
      who,
      name: 'Ida Opdigtet',
      cprMasked: '730777-****',
    });
  }
  for (const who of ['bif-coordinator', 'skat-coordinator', 'politi-coordinator']) {
    const seen = await read(who, id);
    expect({ who, ...seen }).toMatchObject({
      who,
      name: null,
      cprMasked: null,
      ground: null,
      state: 'admitted',
    });
    expect(JSON.stringify(seen)).not.toMatch(/Opdigtet|730777/);
  }
  for (const who of ['sof-liaison', 'bk-approver']) {
    expect({ who, ...(await read(who, id)) }).toMatchObject({ who, status: 404 });
  }
});

test('the ground is for the agency that nominated and for the chair', async () => {
  const { id } = await anAdmittedReview(world);
  expect((await read('bif-liaison', id)).ground).toContain('900.000');
  expect((await read('politi-chair', id)).ground).toContain('900.000');
  expect((await read('skat-liaison', id)).ground).toBeNull();
  expect(await read('bif-approver', id)).toMatchObject({ status: 403, ruleId: 'review.need-to-know' });
  const reason = { reason: 'Skal godkende en videregivelse på sagen.' };
  await world.as('bif-approver').post(`/v1/case-reviews/${id}/openings`, reason);
  expect((await read('bif-approver', id)).ground).toBeNull();
});

describe('answers', () => {
  test('others see that an agency has answered, and not what', async () => {
    const answers = ['nothing_to_add', 'may_not_answer'].map(async (kind) => {
      const { id } = await anAdmittedReview(world, ['skat', 'kk-bif']);
      await world.as('skat-liaison').put(`/v1/case-reviews/${id}/replies/skat`, { kind }, { version: 0 });
      return {
        id,
        own: await read('skat-liaison', id),
        other: await read('bif-liaison', id),
        chair: await read('politi-chair', id),
      };
    });
    const [nothing, mayNot] = await Promise.all(answers);
    expect(nothing?.own.ownReply).toMatchObject({ kind: 'nothing_to_add', version: 1 });
    expect(mayNot?.own.ownReply).toMatchObject({ kind: 'may_not_answer', version: 1 });
    for (const one of [nothing, mayNot]) {
      expect(one?.other.ownReply).toBeNull();
      expect(one?.chair.ownReply).toBeNull();
      expect(one?.other.asked).toMatchObject([
        { agencyId: 'kk-bif', answered: false },
        { agencyId: 'skat', answered: true },
      ]);
    }
    expect(nothing?.other.asked).toEqual(mayNot?.other.asked);
    expect(JSON.stringify([nothing?.other, mayNot?.chair])).not.toMatch(/nothing_to_add|may_not_answer/);
  });

  test('are changed by their own agency with the version that was read', async () => {
    const { id } = await anAdmittedReview(world, ['skat']);
    const put = (kind: string, version?: number, who = 'skat-liaison', agency = 'skat') =>
      world
        .as(who)
        .put(`/v1/case-reviews/${id}/replies/${agency}`, { kind }, version === undefined ? {} : { version });
    expect((await put('nothing_to_add')).json).toMatchObject({ status: 428 });
    expect((await put('nothing_to_add', 1)).json).toMatchObject({ status: 412, currentVersion: 0 });
    const first = await put('nothing_to_add', 0);
    expect(first.headers['etag']).toBe('"1"');
    expect((await put('may_not_answer', 0)).json).toMatchObject({ status: 412, currentVersion: 1 });
    expect((await put('may_not_answer', 1)).json).toMatchObject({ kind: 'may_not_answer', version: 2 });
    expect((await put('nothing_to_add', 0, 'bif-liaison')).json).toMatchObject({
      status: 403,
      ruleId: 'reply.own-agency-only',
    });
    expect((await put('nothing_to_add', 0, 'skat-chair')).json).toMatchObject({ status: 403 });
  });

  test('of an agency that was not asked are not found, whether it sees the review or not', async () => {
    const { id } = await anAdmittedReview(world, ['skat']);
    const put = (review: string, who: string, agency: string) =>
      world
        .as(who)
        .put(`/v1/case-reviews/${review}/replies/${agency}`, { kind: 'nothing_to_add' }, { version: 0 });
    const nowhere = '00000000-0000-4000-8000-000000000000';
    expect(await put(id, 'bif-liaison', 'kk-bif')).toMatchObject({ status: 404 });
    expect(told(await put(id, 'sof-liaison', 'kk-sof'))).toEqual(
      told(await put(nowhere, 'sof-liaison', 'kk-sof')),
    );
  });

  test('"finding" needs a finding, and no answer is given after the conclusion', async () => {
    const { id, version } = await anAdmittedReview(world, ['skat']);
    const put = (kind: string) =>
      world.as('skat-liaison').put(`/v1/case-reviews/${id}/replies/skat`, { kind }, { version: 0 });
    expect((await put('finding')).json).toMatchObject({ status: 422, ruleId: 'reply.finding-missing' });
    // One of BIF that SKAT has been given, and one of SKAT's own that is withdrawn.
    const insert = `insert into app.finding (review_id, unit_id, agency_id, noted_on, withdrawn_at, visible_to)
      select $1, 'koebenhavn', $2, '2026-01-01', $3, '{koebenhavn/kk-bif,koebenhavn/skat}'`;
    await world.superuser.query(insert, [id, 'kk-bif', null]);
    expect((await put('finding')).json.ruleId).toBe('reply.finding-missing');
    await world.superuser.query(insert, [id, 'skat', '2026-01-02']);
    expect((await put('finding')).json.ruleId).toBe('reply.finding-missing');
    await world.superuser.query(insert, [id, 'skat', null]);
    expect((await put('finding')).json).toMatchObject({ kind: 'finding', version: 1 });
    const reviewedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' });
    await world
      .as('politi-chair')
      .post(`/v1/case-reviews/${id}/conclusion`, { outcome: 'follow_up', reviewedOn }, { version });
    const late = await world
      .as('skat-liaison')
      .put(`/v1/case-reviews/${id}/replies/skat`, { kind: 'nothing_to_add' }, { version: 1 });
    expect(late.json).toMatchObject({
      status: 409,
      ruleId: 'review.state',
      allowedNext: [],
    });
  });
});

test('earlier rounds are linked, as far as the reader was part of them', async () => {
  const cpr = aNumber();
  const first = await anAdmittedReview(world, ['skat'], 'bif-liaison', { cpr });
  await world
    .as('bif-liaison')
    .post(`/v1/case-reviews/${first.id}/withdrawal`, {}, { version: first.version });
  const second = await anAdmittedReview(world, ['kk-sof', 'skat'], 'bif-liaison', { cpr });
  const earlier = [expect.objectContaining({ id: first.id, state: 'withdrawn' })];
  expect((await read('bif-liaison', second.id)).earlierReviews).toEqual(earlier);
  expect((await read('skat-liaison', second.id)).earlierReviews).toEqual(earlier);
  expect((await read('politi-chair', second.id)).earlierReviews).toEqual(earlier);
  expect((await read('sof-liaison', second.id)).earlierReviews).toEqual([]);
});

test('says what the reader can do next, and which rule refuses the rest', async () => {
  const { id } = await anAdmittedReview(world, ['skat']);
  expect((await read('skat-liaison', id)).actions).toEqual([
    { deed: 'withdraw', allowed: false, why: 'review.nominator-or-chair' },
    { deed: 'reply', allowed: true },
  ]);
  expect((await read('politi-chair', id)).actions).toMatchObject([
    { deed: 'admit', allowed: false, why: 'review.state' },
    { deed: 'decline', allowed: false },
    { deed: 'withdraw', allowed: true },
    { deed: 'conclude', allowed: true },
    { deed: 'ask', allowed: true },
  ]);
});

test('needs a purpose, and is in the trail with it', async () => {
  const { id } = await anAdmittedReview(world);
  const without = await world.as('skat-liaison').get(`/v1/case-reviews/${id}`, { purpose: null });
  expect(without.json).toMatchObject({ status: 400, errors: [{ pointer: '/headers/Purpose' }] });
  await world.as('skat-liaison').get(`/v1/case-reviews/${id}`, { purpose: 'tax_control' });
  const { rows } = await world.superuser.query(
    `select agency_id, verb, convert_from(canon, 'UTF8')::jsonb ->> 'purpose' as purpose from audit.event
     where review_id = $1 and outcome = 'done' order by id desc limit 1`,
    [id],
  );
  expect(rows).toEqual([{ agency_id: 'skat', verb: 'consult', purpose: 'tax_control' }]);
});

test('the states are published as the table has them', async () => {
  const { json } = await world.as('bif-auditor').get('/v1/meta/states', { purpose: null });
  expect(json.caseReview.states.map(({ state }: { state: string }) => state)).toContain('lapsed');
  expect(json.caseReview.transitions).toContainEqual(
    expect.objectContaining({
      deed: 'admit',
      from: ['nominated'],
      to: 'admitted',
      permission: 'case-reviews.decide',
    }),
  );
});
