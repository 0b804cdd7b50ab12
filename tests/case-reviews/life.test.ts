import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';
import { aNominatedReview, anAdmittedReview, told } from './reviews.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const path = (id: string, deed: string) => `/v1/case-reviews/${id}/${deed}`;
const nowhere = '00000000-0000-4000-8000-000000000000';
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' });

test('from nomination to conclusion, as the roles do it', async () => {
  const { id } = await aNominatedReview(world);
  const admitted = await world
    .as('politi-chair')
    .post(path(id, 'admission'), { agencyIds: ['skat'], dueOn: '2999-01-01' }, { version: 1 });
  expect(admitted.json).toMatchObject({
    state: 'admitted',
    reference: expect.stringMatching(/^\d{4}-\d{4}$/),
    admittedOn: today,
    agencies: ['kk-bif', 'skat'],
    version: 2,
  });
  expect(admitted.headers['etag']).toBe('"2"');
  const asked = await world
    .as('skat-coordinator')
    .post(path(id, 'questions'), { agencyIds: ['kk-sof', 'kk-bif'] }, { version: 2 });
  expect(asked.json).toMatchObject({ version: 3, agencies: ['kk-bif', 'skat', 'kk-sof'], name: null });
  const answered = await world
    .as('skat-liaison')
    .put(path(id, 'replies/skat'), { kind: 'nothing_to_add' }, { version: 0 });
  expect(answered.json).toMatchObject({ agencyId: 'skat', kind: 'nothing_to_add', version: 1 });
  const concluded = await world
    .as('bif-chair')
    .post(path(id, 'conclusion'), { outcome: 'no_follow_up', reviewedOn: today }, { version: 3 });
  expect(concluded.json).toMatchObject({ state: 'concluded', outcome: 'no_follow_up', reviewedOn: today });
});

test('references count up within the year without gaps, also when many are admitted at once', async () => {
  const reviews = await Promise.all(Array.from({ length: 6 }, () => aNominatedReview(world)));
  const answers = await Promise.all(
    reviews.map(({ id, version }) => world.as('politi-chair').post(path(id, 'admission'), {}, { version })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  const { rows } = await world.superuser.query(
    'select reference from app.case_review where reference is not null order by reference',
  );
  const year = today.slice(0, 4);
  expect(rows.map(({ reference }) => reference)).toEqual(
    rows.map((_, index) => `${year}-${String(index + 1).padStart(4, '0')}`),
  );
});

test('declining leaves no dossier with the other agencies', async () => {
  const { id } = await aNominatedReview(world);
  const declined = await world
    .as('politi-chair')
    .post(path(id, 'decline'), { reason: 'Der er ikke grundlag for det.' }, { version: 1 });
  expect(declined.json).toMatchObject({ state: 'declined', agencies: ['kk-bif'], reference: null });
  const own = await world.as('bif-liaison').get(`/v1/case-reviews/${id}`);
  expect(own.json.closingReason).toBe('Der er ikke grundlag for det.');
  expect((await world.as('skat-liaison').get(`/v1/case-reviews/${id}`)).status).toBe(404);
});

describe('withdrawal', () => {
  test('by the agency that nominated, and by the chair', async () => {
    const mine = await anAdmittedReview(world);
    const withdrawn = await world
      .as('bif-liaison')
      .post(path(mine.id, 'withdrawal'), { reason: 'Borgeren er flyttet.' }, { version: mine.version });
    expect(withdrawn.json.state).toBe('withdrawn');
    const other = await aNominatedReview(world);
    const byChair = await world.as('skat-chair').post(path(other.id, 'withdrawal'), {}, { version: 1 });
    expect(byChair.json.state).toBe('withdrawn');
  });

  test('not by an agency that was only asked', async () => {
    const { id, version } = await anAdmittedReview(world);
    const answer = await world.as('skat-liaison').post(path(id, 'withdrawal'), {}, { version });
    expect(answer.json).toMatchObject({ status: 403, ruleId: 'review.nominator-or-chair' });
  });
});

describe('refusals', () => {
  test('a state that does not allow it says what is allowed', async () => {
    const { id, version } = await anAdmittedReview(world);
    const again = await world.as('politi-chair').post(path(id, 'admission'), {}, { version });
    expect(again.json).toMatchObject({
      status: 409,
      ruleId: 'review.state',
      state: 'admitted',
      allowedNext: ['withdraw', 'conclude', 'ask', 'reply'],
    });
    const nominated = await aNominatedReview(world);
    const early = await world
      .as('politi-chair')
      .post(path(nominated.id, 'conclusion'), { outcome: 'follow_up', reviewedOn: today }, { version: 1 });
    expect(early.json).toMatchObject({ status: 409, allowedNext: ['admit', 'decline', 'withdraw'] });
    const asked = await world
      .as('politi-chair')
      .post(path(nominated.id, 'questions'), { agencyIds: ['skat'] }, { version: 1 });
    expect(asked.status).toBe(409);
    expect((await world.as('skat-liaison').get(`/v1/case-reviews/${nominated.id}`)).status).toBe(404);
  });

  test.each(['admission', 'decline', 'withdrawal', 'conclusion', 'questions'])(
    '%s asks for If-Match, refuses a version that is not current, and changes nothing',
    async (deed) => {
      const bodies: Record<string, object> = {
        decline: { reason: 'Der er ikke grundlag for det.' },
        conclusion: { outcome: 'follow_up', reviewedOn: today },
        questions: { agencyIds: ['skat'] },
      };
      const { id } = await aNominatedReview(world);
      const without = await world.as('politi-chair').post(path(id, deed), bodies[deed] ?? {});
      expect(without.json).toMatchObject({ status: 428, ruleId: 'version.missing' });
      const stale = await world.as('politi-chair').post(path(id, deed), bodies[deed] ?? {}, { version: 9 });
      expect(stale.json).toMatchObject({ status: 412, ruleId: 'version.stale', currentVersion: 1 });
      const read = await world.as('politi-chair').get(`/v1/case-reviews/${id}`);
      expect(read.json).toMatchObject({ state: 'nominated', version: 1 });
    },
  );

  test.each([
    ['admission', 'bif-liaison'],
    ['admission', 'bif-coordinator'],
    ['decline', 'bif-liaison'],
    ['conclusion', 'bif-coordinator'],
    ['questions', 'bif-liaison'],
    ['withdrawal', 'bif-coordinator'],
    ['withdrawal', 'bif-approver'],
  ])('%s is not for %s', async (deed, who) => {
    const { id, version } = await aNominatedReview(world);
    const answer = await world.as(who).post(path(id, deed), {}, { version });
    expect(answer.json).toMatchObject({ status: 403, ruleId: 'permission.missing' });
  });

  test('a hidden review cannot be told from a missing one by trying to withdraw it', async () => {
    const { id } = await aNominatedReview(world, 'bif-liaison');
    const [hidden, missing] = [
      await world.as('skat-liaison').post(path(id, 'withdrawal'), {}, { version: 7 }),
      await world.as('skat-liaison').post(path(nowhere, 'withdrawal'), {}, { version: 7 }),
    ];
    expect(hidden.status).toBe(404);
    expect(told(hidden)).toEqual(told(missing));
  });

  test('an expired nomination is not admitted', async () => {
    const { id } = await aNominatedReview(world);
    await world.superuser.query("update app.case_review set expires_on = '2020-01-01' where id = $1", [id]);
    const answer = await world.as('politi-chair').post(path(id, 'admission'), {}, { version: 1 });
    expect(answer.json).toMatchObject({ status: 409, ruleId: 'review.expired', expiresOn: '2020-01-01' });
  });

  test.each([
    ['2999-01-01', 'in the future'],
    ['2001-01-01', 'before the nomination'],
  ])('a review is not concluded on %s, %s', async (reviewedOn) => {
    const { id, version } = await anAdmittedReview(world);
    const answer = await world
      .as('politi-chair')
      .post(path(id, 'conclusion'), { outcome: 'follow_up', reviewedOn }, { version });
    expect(answer.json).toMatchObject({ status: 422, ruleId: 'review.day' });
  });

  test('agencies: not of the unit, asked before, a due day that is over; nobody is asked then', async () => {
    const { id, version } = await anAdmittedReview(world, ['skat']);
    const ask = (body: object) => world.as('politi-chair').post(path(id, 'questions'), body, { version });
    expect((await ask({ agencyIds: ['kk-sof', 'rigspolitiet'] })).json).toMatchObject({
      status: 422,
      ruleId: 'agency.not-in-unit',
      errors: [{ pointer: '/body/agencyIds/1', rule: 'agency.not-in-unit' }],
    });
    expect((await ask({ agencyIds: ['kk-sof', 'skat'] })).json).toMatchObject({
      status: 409,
      ruleId: 'agency.asked-already',
      errors: [{ pointer: '/body/agencyIds/1' }],
    });
    expect((await ask({ agencyIds: ['kk-sof'], dueOn: '2020-01-01' })).json).toMatchObject({
      status: 422,
      ruleId: 'question.due-too-early',
    });
    expect((await world.as('sof-liaison').get(`/v1/case-reviews/${id}`)).status).toBe(404);
  });

  test('an agency that the basis of the review does not reach is not told of it', async () => {
    const { id, version } = await anAdmittedReview(world, [], 'skat-liaison', { legalBasisCode: 'SFL17' });
    await world.superuser.query("update app.legal_basis set recipients = '{police}' where code = 'SFL17'");
    const answer = await world
      .as('politi-chair')
      .post(path(id, 'questions'), { agencyIds: ['skat', 'kk-bif'] }, { version });
    expect(answer.json).toMatchObject({
      status: 422,
      ruleId: 'question.basis',
      errors: [{ pointer: '/body/agencyIds/1' }],
    });
  });

  test('two who conclude at once: one does, the other reads again', async () => {
    const { id, version } = await anAdmittedReview(world);
    const body = { outcome: 'follow_up', reviewedOn: today };
    const answers = await Promise.all(
      ['politi-chair', 'skat-chair', 'bif-chair'].map((who) =>
        world.as(who).post(path(id, 'conclusion'), body, { version }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });
});
