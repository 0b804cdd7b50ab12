import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#platform/danish-time.ts';
import { aReview } from '../findings/findings.ts';
import { aMeeting, inDays } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { good, nowhere, police } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const securityOf = (reviewId: string) => `/v1/case-reviews/${reviewId}/security-assessments`;

describe('a security assessment', () => {
  const necessity = 'HEMMELIG BEGRUNDELSE: truede en medarbejder i 2024.';
  const body = {
    conditions: ['two_staff', 'not_at_home'],
    text: 'Brug indgangen fra gården.',
    contact: 'Vagthavende, 33 14 14 48',
    validUntil: inDays(60),
    legalBasisCode: 'RPL115-1-1',
    necessity,
    declarationNotInvestigation: true,
    recipients: ['kk-bif'],
  };
  const assess = (reviewId: string, change: Record<string, unknown> = {}, who = 'politi-liaison') =>
    world.as(who).post(securityOf(reviewId), { ...body, ...change }, police);

  const dueIds = async (): Promise<string[]> => {
    const due = await good(world.as('politi-liaison').get('/v1/me/due-assessments', police));
    return due.securityAssessments.map((one: Json) => one.id);
  };

  it('tells its recipient the conditions, since when, until when and whom to call, and no more', async () => {
    const { id } = await aReview(world);
    const made = await good(assess(id));
    expect(made.details).toMatchObject({
      necessity,
      recipients: [{ agencyId: 'kk-bif', firstReadAt: null }],
    });
    const answer = await world.as('bif-liaison').get(securityOf(id));
    const { id: noticeId, ...said } = answer.json.items[0];
    expect(said).toEqual({
      reviewId: id,
      fromAgencyId: 'koebenhavns-politi',
      conditions: body.conditions,
      text: body.text,
      contact: body.contact,
      since: inDays(0),
      until: body.validUntil,
      useRestriction: expect.objectContaining({ code: 'not_for_criminal_investigation' }),
      own: false,
      inForce: true,
      details: null,
    });
    expect(noticeId).not.toBe(made.id);
    expect(answer.text).not.toMatch(/HEMMELIG|necessity|RPL|author/);
    const own = await good(world.as('politi-liaison').get(securityOf(id), police));
    expect(own.items[0].details.recipients[0].firstReadAt).not.toBeNull();
    for (const who of ['sof-liaison', 'skat-liaison', 'bk-liaison', 'sof-approver'])
      expect((await good(world.as(who).get(securityOf(id)))).items).toEqual([]);
    expect((await world.as('bif-coordinator').get(securityOf(id))).status).toBe(403);
  });

  it('stands on the review, on its follow-up and on its items for those who were told, and nobody else', async () => {
    const { id } = await aReview(world);
    await good(assess(id));
    const action = await good(
      world.as('bif-liaison').post(`/v1/case-reviews/${id}/follow-ups`, {
        agencyId: 'kk-bif',
        type: 'activation_offer',
        dueOn: inDays(20),
      }),
    );
    const meeting = await aMeeting(world, inDays(37));
    await good(world.as('politi-chair').post(`/v1/meetings/${meeting.id}/agenda-proposals`));
    const seen = async (who: string) => {
      const dossier = await good(world.as(who).get(`/v1/case-reviews/${id}`));
      const followUp = await good(world.as(who).get(`/v1/follow-ups/${action.id}`));
      const agenda = await good(world.as(who).get(`/v1/meetings/${meeting.id}/agenda`));
      const item = agenda.items.find((one: Json) => one.reviewId === id);
      return [dossier, followUp, item].map(({ security }) => security.map((one: Json) => one.conditions));
    };
    expect(await seen('bif-liaison')).toEqual([[body.conditions], [body.conditions], [body.conditions]]);
    expect(await seen('politi-liaison')).toEqual([[body.conditions], [body.conditions], [body.conditions]]);
    expect(await seen('sof-liaison')).toEqual([[], [], []]);
  });

  it('is gone for its recipient when it runs out, is replaced or is ended', async () => {
    const { id } = await aReview(world);
    const first = await good(assess(id));
    const second = await good(assess(id, { replaces: first.id, conditions: ['remote_only'] }));
    const received = async () =>
      (await good(world.as('bif-liaison').get(securityOf(id)))).items.map((one: Json) => one.conditions);
    expect(await received()).toEqual([['remote_only']]);
    await good(world.as('politi-liaison').post(`/v1/security-assessments/${second.id}/ending`, {}, police));
    expect(await received()).toEqual([]);
    const again = await world
      .as('politi-liaison')
      .post(`/v1/security-assessments/${second.id}/ending`, {}, police);
    expect(again.json.ruleId).toBe('security.ended');
    const third = await good(assess(id));
    for (const table of ['security_assessment', 'security_notice'])
      await world.superuser.query(
        `update app.${table} set assessed_on = assessed_on - 90, valid_until = $2 where review_id = $1 and ended_at is null`,
        [id, addDays(inDays(0), -1)],
      );
    expect(await received()).toEqual([]);
    expect(await dueIds()).toContain(third.id);
    const late = await world
      .as('politi-liaison')
      .post(
        `/v1/security-assessments/${third.id}/notices`,
        { recipients: ['kk-sof'], declarationNotInvestigation: true },
        police,
      );
    expect(late.json.ruleId).toBe('security.ended');
    // One that has run out can be cleared, and is then asked about no more.
    await good(world.as('politi-liaison').post(`/v1/security-assessments/${third.id}/ending`, {}, police));
    expect(await dueIds()).not.toContain(third.id);
  });

  it('that runs out soon is listed before those that have run out, and after a review is concluded those are not listed', async () => {
    const { id } = await aReview(world);
    const [past, soon] = [await good(assess(id)), await good(assess(id, { validUntil: inDays(5) }))];
    await world.superuser.query(
      'update app.security_assessment set assessed_on = assessed_on - 90, valid_until = $2 where id = $1',
      [past.id, inDays(-30)],
    );
    const ofReview = async () => (await dueIds()).filter((one) => [past.id, soon.id].includes(one));
    expect(await ofReview()).toEqual([soon.id, past.id]);
    const path = `/v1/case-reviews/${id}`;
    const { version } = (await world.as('politi-chair').get(path)).json;
    await good(
      world
        .as('politi-chair')
        .post(`${path}/conclusion`, { outcome: 'no_follow_up', reviewedOn: inDays(0) }, { version }),
    );
    expect(await ofReview()).toEqual([soon.id]);
  });

  it('is told to more agencies later, each once', async () => {
    const { id } = await aReview(world);
    const { id: assessmentId } = await good(assess(id, { recipients: [] }));
    const tell = (sent: object) =>
      world.as('politi-liaison').post(`/v1/security-assessments/${assessmentId}/notices`, sent, police);
    expect((await tell({ recipients: ['kk-sof'] })).json.ruleId).toBe('D5');
    await good(tell({ recipients: ['kk-sof'], declarationNotInvestigation: true }));
    expect((await good(world.as('sof-liaison').get(securityOf(id)))).items).toHaveLength(1);
    const twice = await tell({ recipients: ['kk-bk', 'kk-sof'], declarationNotInvestigation: true });
    expect(twice.json.ruleId).toBe('security.told-already');
    expect((await good(world.as('bk-liaison').get(securityOf(id)))).items).toEqual([]);
  });

  it.each([
    ['without the declaration of § 115', { declarationNotInvestigation: false }, 422, 'D5'],
    ['without saying why', { necessity: 'Kort' }, 422, 'D3'],
    ['under a basis of others', { legalBasisCode: 'RSL11C' }, 422, 'D1'],
    ['to who is no part of it', { recipients: ['kk-bif', 'fyn-politi'] }, 422, 'D2'],
    ['for longer than six months', { validUntil: inDays(190) }, 422, 'security.validity'],
    ['until today', { validUntil: inDays(0) }, 422, 'security.validity'],
    ['without a condition', { conditions: [] }, 400, 'input.invalid'],
    ['with a level', { level: 'high' }, 400, 'input.invalid'],
    ['instead of one that is not there', { replaces: nowhere }, 404, 'not-found'],
  ])('is refused %s', async (_why, change, status, rule) => {
    const { id } = await aReview(world);
    const answer = await assess(id, change);
    expect([answer.status, answer.json.ruleId]).toEqual([status, rule]);
    expect((await good(world.as('bif-liaison').get(securityOf(id)))).items).toEqual([]);
  });

  it('is made by the police alone, and hidden like what is not there', async () => {
    const { id } = await aReview(world);
    const { id: assessmentId } = await good(assess(id));
    expect((await assess(id, {}, 'bif-liaison')).json.ruleId).toBe('assessment.police-only');
    for (const [who, status] of [
      ['bif-liaison', 403],
      ['politi-approver', 403],
    ] as const)
      expect(
        (await world.as(who).post(`/v1/security-assessments/${assessmentId}/ending`, {}, police)).status,
      ).toBe(status);
    expect(
      (await world.as('politi-liaison').post(`/v1/security-assessments/${nowhere}/ending`, {}, police))
        .status,
    ).toBe(404);
    expect((await world.as('politi-liaison').get(securityOf(nowhere), police)).status).toBe(404);
  });
});
