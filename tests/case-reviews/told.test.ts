import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lapse, renew, said } from '../agreements/steps.ts';
import { aWorld, type World } from '../support/world.ts';
import { aNomination, aNominatedReview, anAdmittedReview } from './reviews.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const ask = async (agencyIds: string[], { id, version }: { id: string; version: number }) =>
  world.as('politi-chair').post(`/v1/case-reviews/${id}/questions`, { agencyIds }, { version });
const asked = async (id: string): Promise<string[]> =>
  (await world.as('politi-chair').get(`/v1/case-reviews/${id}`)).json.agencies;

describe('without an agreement in force', () => {
  test('an agency nominates nobody', async () => {
    await lapse(world, 'kk-bif');
    const before = await world.superuser.query('select from app.citizen');
    const answer = await world.as('bif-liaison').post('/v1/case-reviews', aNomination());
    expect(said(answer)).toBe('422 nomination.agreement');
    expect(answer.json.contact).toBe('administrator');
    expect((await world.superuser.query('select from app.citizen')).rowCount).toBe(before.rowCount);
    await renew(world, 'kk-bif');
    expect((await world.as('bif-liaison').post('/v1/case-reviews', aNomination())).status).toBe(201);
  });

  test('an agency is not told of a citizen, by admission or later; the others of the request are not either', async () => {
    const review = await aNominatedReview(world);
    await lapse(world, 'skat');
    const body = { agencyIds: ['kk-sof', 'skat'] };
    const admission = await world
      .as('politi-chair')
      .post(`/v1/case-reviews/${review.id}/admission`, body, { version: review.version });
    expect(said(admission)).toBe('422 question.agreement');
    expect(admission.json.errors).toMatchObject([
      { pointer: '/body/agencyIds/1', rule: 'question.agreement' },
    ]);
    const admitted = await anAdmittedReview(world, ['kk-bif']);
    expect(said(await ask(['kk-sof', 'skat'], admitted))).toBe('422 question.agreement');
    expect(await asked(admitted.id)).toEqual(['kk-bif']);
    await renew(world, 'skat');
    expect(said(await ask(['kk-sof', 'skat'], admitted))).toBe('200');
  });

  test('what an agency nominated is told to nobody', async () => {
    const admitted = await anAdmittedReview(world, ['kk-bif']);
    await lapse(world, 'kk-bif');
    expect(said(await ask(['skat'], admitted))).toBe('422 question.nominators-agreement');
    await renew(world, 'kk-bif');
    expect(said(await ask(['skat'], admitted))).toBe('200');
  });
});

describe('the legal basis of the review', () => {
  const code = 'DBL6-GDPR6E';
  const as = (change: string) =>
    world.superuser.query(`update app.legal_basis set ${change} where code = $1 and authority_id is null`, [
      code,
    ]);
  const own = (recipients: string, state: string) =>
    world.superuser.query(
      `insert into app.legal_basis (unit_id, code, version, authority_id, citation, law, regime, contributors, recipients, data_classes,
         purposes, subjects, not_for_criminal_investigation, creates_duty, status, approved_at, valid_from)
       select unit_id, code, 2, 'koebenhavns-kommune', citation, law, regime, contributors, $2, data_classes, purposes, subjects,
         not_for_criminal_investigation, creates_duty, $3, now(), valid_from from app.legal_basis where code = $1 and version = 1`,
      [code, recipients, state],
    );
  afterEach(async () => {
    await as('valid_to = null');
    await world.superuser.query('delete from app.legal_basis where code = $1 and version = 2', [code]);
  });

  test('has ended: nobody but the nominating agency is asked', async () => {
    const admitted = await anAdmittedReview(world, []);
    await as("valid_to = '2026-01-01'");
    const answer = await ask(['kk-bif', 'skat'], admitted);
    expect(said(answer)).toBe('422 question.basis-not-in-force');
    expect(answer.json.errors).toMatchObject([{ pointer: '/body/agencyIds/1' }]);
    expect(said(await ask(['kk-bif'], admitted))).toBe('200');
  });

  test('is retired by the authority that nominated under it: the common row does not open it again', async () => {
    const admitted = await anAdmittedReview(world, ['kk-bif']);
    await own('{tax}', 'retired');
    expect(said(await ask(['skat'], admitted))).toBe('422 question.basis-not-in-force');
  });

  test('has a newer version: that one says who is told today', async () => {
    const admitted = await anAdmittedReview(world, ['kk-bif']);
    await own('{sof}', 'approved');
    expect(said(await ask(['skat'], admitted))).toBe('422 question.basis');
    expect(said(await ask(['kk-sof'], admitted))).toBe('200');
  });
});
