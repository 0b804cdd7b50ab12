import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';
import { aNomination, aNominatedReview, aNumber, told } from './reviews.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const count = async () =>
  Number((await world.superuser.query('select count(*) from app.case_review')).rows[0].count);

describe('a nomination', () => {
  test('is seen by its agency and the chair, and by nobody else', async () => {
    const answer = await world
      .as('bif-liaison')
      .post('/v1/case-reviews', aNomination({ cpr: '780264-2812' }));
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.json).toMatchObject({
      reference: null,
      state: 'nominated',
      purpose: 'benefit_control',
      name: 'Ida Opdigtet',
      cprMasked: '780264-****',
      nominatingAgencyId: 'kk-bif',
      agencies: ['kk-bif'],
      version: 1,
    });
    const path = `/v1/case-reviews/${answer.json.id}`;
    expect((await world.as('bif-liaison').get(path)).status).toBe(200);
    expect((await world.as('skat-chair').get(path)).json.name).toBe('Ida Opdigtet');
    const missing = '/v1/case-reviews/00000000-0000-4000-8000-000000000000';
    for (const who of ['skat-liaison', 'politi-liaison', 'sof-approver']) {
      expect(told(await world.as(who).get(path))).toEqual(told(await world.as(who).get(missing)));
      expect((await world.as(who).get(path)).status).toBe(404);
    }
  });

  test('keeps name, number and ground unreadable in the database, and out of the trail', async () => {
    await aNominatedReview(world, 'bif-liaison', { name: 'Kajsa Kanariefugl', cpr: '880683-2016' });
    const { rows } = await world.superuser.query(`select
      (select string_agg(r::text, '') from app.case_review r) || (select string_agg(n::text, '') from app.citizen_number n)
      || (select string_agg(k::text, '') from app.idempotency_key k) || (select string_agg(convert_from(canon, 'UTF8'), '') from audit.event) as all`);
    for (const secret of ['Kanariefugl', '8806832016', '880683-2016', '900.000']) {
      expect(rows[0].all).not.toContain(secret);
      expect(rows[0].all).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  test('two agencies nominate the same citizen without learning of each other; the chair sees both', async () => {
    const cpr = aNumber();
    const bif = await aNominatedReview(world, 'bif-liaison', { cpr });
    const skat = await aNominatedReview(world, 'skat-liaison', { cpr });
    const chair = await world.as('politi-chair').get(`/v1/case-reviews/${skat.id}`);
    expect(chair.json.otherOpenReviews.map(({ id }: { id: string }) => id)).toEqual([bif.id]);
    const own = await world.as('skat-liaison').get(`/v1/case-reviews/${skat.id}`);
    expect(own.json.otherOpenReviews).toEqual([]);
  });

  test('a second one by the same agency is refused and points at the first', async () => {
    const cpr = aNumber();
    const first = await aNominatedReview(world, 'bif-liaison', { cpr });
    const again = await world.as('bif-liaison').post('/v1/case-reviews', aNomination({ cpr }));
    expect(again.status).toBe(409);
    expect(again.json).toMatchObject({ ruleId: 'review.already-open', reviewId: first.id });
  });

  test('many at once of one citizen, whom the service knows already, become one review', async () => {
    const cpr = aNumber();
    await aNominatedReview(world, 'skat-liaison', { cpr });
    const times = Array.from({ length: 24 }, (_, n) => n);
    // All connections of the pool are open, so that the nominations really meet.
    await Promise.all(times.map(() => world.as('bif-liaison').get('/v1/case-reviews')));
    const answers = await Promise.all(
      times.map(() => world.as('bif-liaison').post('/v1/case-reviews', aNomination({ cpr }))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.ruleId === 'review.already-open')).toHaveLength(23);
  });
});

describe('is refused, and nothing is kept', () => {
  test('with every wrong field at once, in both languages, without repeating the number', async () => {
    const before = await count();
    const answer = await world
      .as('bif-liaison')
      .post('/v1/case-reviews', aNomination({ cpr: '310290-1234', name: '', score: 7 }), { purpose: null });
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toEqual(
      expect.arrayContaining([
        {
          pointer: '/body/cpr',
          rule: 'cpr.date',
          da: 'CPR-nummeret begynder ikke med en dato, der findes.',
          en: 'The CPR number does not begin with a date that exists.',
        },
        { pointer: '/body/name', rule: 'field.too-small', da: 'Skal udfyldes.', en: 'Is required.' },
        expect.objectContaining({ pointer: '/body/score', rule: 'field.unknown' }),
        expect.objectContaining({ pointer: '/headers/Purpose', rule: 'purpose.missing' }),
      ]),
    );
    expect(answer.text).not.toContain('310290');
    expect(await count()).toBe(before);
  });

  test.each([
    ['78026-2812', 'cpr.length'],
    ['780264\u200b2812', 'cpr.length'],
    ['320190-1234', 'cpr.day'],
    ['911390-1234', 'cpr.date'],
  ])('with the number %j by %s', async (cpr, rule) => {
    const answer = await world.as('bif-liaison').post('/v1/case-reviews', aNomination({ cpr }));
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toMatchObject([{ pointer: '/body/cpr', rule }]);
  });

  test.each([
    ['a basis of another agency', 'bif-liaison', 'SFL17', 'benefit_control', 'D1'],
    ['a basis that is no longer in force', 'bif-liaison', 'PDL6', 'benefit_control', 'D1'],
    ['a basis that is not in the catalogue', 'bif-liaison', 'NOWHERE-1', 'benefit_control', 'D1'],
    ['a basis for another purpose', 'bif-liaison', 'RPL115-2', 'benefit_control', 'D3'],
    ['a basis for companies', 'bif-liaison', 'FVL28-2-3', 'benefit_control', 'D7'],
    ['police under a municipal basis', 'politi-liaison', 'DBL6-GDPR6E', 'prevention', 'D1'],
  ] as const)('under %s', async (_what, who, legalBasisCode, purpose, rule) => {
    const before = await count();
    const answer = await world.as(who).post('/v1/case-reviews', aNomination({ legalBasisCode }), { purpose });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ ruleId: rule });
    expect(await count()).toBe(before);
  });

  test('under a basis that is only a draft', async () => {
    await world.superuser
      .query(`insert into app.legal_basis (unit_id, code, version, citation, law, regime, contributors,
        recipients, data_classes, purposes, subjects, not_for_criminal_investigation, creates_duty, valid_from)
      select unit_id, 'DRAFT-1', 1, citation, law, regime, contributors, recipients, data_classes, purposes, subjects,
        not_for_criminal_investigation, creates_duty, valid_from from app.legal_basis where code = 'DBL6-GDPR6E'`);
    const draft = await world
      .as('bif-liaison')
      .post('/v1/case-reviews', aNomination({ legalBasisCode: 'DRAFT-1' }));
    expect(draft.json).toMatchObject({ status: 422, ruleId: 'D1' });
  });

  test('for a municipality that does not exist', async () => {
    const answer = await world
      .as('bif-liaison')
      .post('/v1/case-reviews', aNomination({ municipalityCode: '9999' }));
    expect(answer.json).toMatchObject({
      status: 422,
      ruleId: 'municipality.unknown',
      errors: [{ pointer: '/body/municipalityCode' }],
    });
  });

  test.each(['bif-coordinator', 'bif-auditor', 'bif-administrator', 'bif-legal-officer', 'national-reader'])(
    'from %s',
    async (who) => {
      const answer = await world.as(who).post('/v1/case-reviews', aNomination());
      expect(answer.json).toMatchObject({ status: 403, ruleId: 'permission.missing' });
    },
  );

  test('without a key to recognise a repetition; and a repetition nominates once', async () => {
    const missing = await world.as('bif-liaison').post('/v1/case-reviews', aNomination(), { key: null });
    expect(missing.status).toBe(400);
    const before = await count();
    const body = aNomination();
    const [first, again] = [
      await world.as('bif-liaison').post('/v1/case-reviews', body, { key: 'nominate-0001' }),
      await world.as('bif-liaison').post('/v1/case-reviews', body, { key: 'nominate-0001' }),
    ];
    expect(again.text).toBe(first.text);
    expect(await count()).toBe(before + 1);
    const other = await world
      .as('bif-liaison')
      .post('/v1/case-reviews', aNomination(), { key: 'nominate-0001' });
    expect(other.json).toMatchObject({ status: 422, ruleId: 'idempotency.mismatch' });
  });
});
