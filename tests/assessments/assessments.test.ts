import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askToConfirm } from '#assessments/questions.ts';
import { addDays } from '#platform/danish-time.ts';
import { told } from '../case-reviews/reviews.ts';
import { aReview } from '../findings/findings.ts';
import { aMeeting, asScheduler, inDays, settled } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const police = { purpose: 'prevention' } as const;
const nowhere = '00000000-0000-4000-8000-000000000000';
const statements = (reviewId: string) => `/v1/case-reviews/${reviewId}/affiliation-statements`;
const securityOf = (reviewId: string) => `/v1/case-reviews/${reviewId}/security-assessments`;

const state = (reviewId: string, body: Record<string, unknown>, version = 0, who = 'politi-liaison') =>
  world.as(who).post(statements(reviewId), body, { ...police, version });
const confirmed = { value: 'confirmed', reviewDueOn: inDays(90), ground: 'Kun til politiet selv.' };
const good = async (answer: Promise<{ status: number; json: Json; text: string }>): Promise<Json> => {
  const { status, json, text } = await answer;
  if (status >= 300) throw new Error(text);
  return json;
};
/** Moves the day of the newest statement, as time would. */
const passed = (reviewId: string, days: number) =>
  world.superuser.query(
    `update app.affiliation_statement set stated_on = $2::date - 30, review_due_on = $2 where review_id = $1`,
    [reviewId, inDays(-days)],
  );

describe('an affiliation statement', () => {
  it('has versions that nobody changes: stated, confirmed anew, withdrawn', async () => {
    const { id } = await aReview(world);
    const first = await good(state(id, confirmed));
    expect(first).toMatchObject({
      version: 1,
      value: 'confirmed',
      carriesReview: true,
      inForce: true,
      lapsed: false,
    });
    expect(first.author.name.length).toBeGreaterThan(2);
    await good(state(id, { ...confirmed, reviewDueOn: inDays(200), carriesReview: false }, 1));
    const last = await good(state(id, { value: 'withdrawn' }, 2));
    expect(last).toMatchObject({ version: 3, reviewDueOn: null, inForce: false, carriesReview: false });
    const { items } = await good(world.as('politi-approver').get(statements(id), police));
    expect(items.map((one: Json) => [one.version, one.value, one.ground])).toEqual([
      [3, 'withdrawn', null],
      [2, 'confirmed', confirmed.ground],
      [1, 'confirmed', confirmed.ground],
    ]);
    const { rows } = await world.superuser.query(
      'select ground_ct from app.affiliation_statement where review_id = $1',
      [id],
    );
    expect(String(rows[0].ground_ct)).not.toContain('politiet selv');
  });

  it.each([
    ['without a day', { value: 'confirmed' }, 422, 'affiliation.review-date'],
    ['of today', { value: 'confirmed', reviewDueOn: inDays(0) }, 422, 'affiliation.review-date'],
    [
      'beyond twelve months',
      { value: 'not_confirmed', reviewDueOn: inDays(370) },
      422,
      'affiliation.review-date',
    ],
    [
      'withdrawn with a day',
      { value: 'withdrawn', reviewDueOn: inDays(10) },
      409,
      'affiliation.nothing-to-withdraw',
    ],
    ['withdrawn before it was made', { value: 'withdrawn' }, 409, 'affiliation.nothing-to-withdraw'],
    ['of a group', { ...confirmed, group: 'x' }, 400, 'input.invalid'],
    ['with a level', { ...confirmed, value: 'high' }, 400, 'input.invalid'],
  ])('is refused %s', async (_why, body, status, rule) => {
    const { id } = await aReview(world);
    const answer = await state(id, body);
    expect([answer.status, answer.json.ruleId]).toEqual([status, rule]);
  });

  it('is refused over somebody else’s newer one, and on a review that is over', async () => {
    const { id } = await aReview(world);
    await good(state(id, confirmed));
    expect((await state(id, confirmed)).json.ruleId).toBe('version.stale');
    const declined = await aReview(world, { state: 'withdrawn' });
    expect((await state(declined.id, confirmed)).json.ruleId).toBe('assessment.review-state');
  });

  it('is the police’s alone: the others are answered alike whether there is one or not', async () => {
    const [{ id }, bare] = [await aReview(world), await aReview(world)];
    await good(state(id, confirmed));
    for (const who of ['bif-liaison', 'sof-approver', 'skat-liaison']) {
      const answers = await Promise.all(
        [id, bare.id, nowhere].map((one) => world.as(who).get(statements(one), police)),
      );
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect(
        new Set(answers.map((answer) => told(answer).text.replaceAll(/[0-9a-f-]{36}/g, 'ID'))).size,
      ).toBe(1);
      expect((await state(id, confirmed, 1, who)).status).toBe(403);
      const dossiers = await Promise.all(
        [id, bare.id].map((one) => world.as(who).get(`/v1/case-reviews/${one}`)),
      );
      const [one, other] = dossiers.map(({ json }) => Object.keys(json).toSorted());
      expect(one).toEqual(other);
      expect(dossiers[0]?.text).not.toMatch(/affiliation|confirmed|tilknytning/i);
    }
    const due = await world.as('bif-liaison').get('/v1/me/due-assessments', police);
    expect(due.json).toEqual({ affiliations: [], securityAssessments: [] });
    expect((await world.as('politi-liaison').get(statements(nowhere), police)).status).toBe(404);
  });
});

describe('an affiliation that was not confirmed in time', () => {
  const agendaOf = async (meetingId: string, who = 'politi-chair') =>
    good(world.as(who).get(`/v1/meetings/${meetingId}/agenda`));
  const propose = (meetingId: string) =>
    good(world.as('politi-chair').post(`/v1/meetings/${meetingId}/agenda-proposals`));
  const isOn = ({ items }: Json, id: string) => items.some((item: Json) => item.reviewId === id);
  const absent = ({ absent: list }: Json, id: string) => list.find((one: Json) => one.reviewId === id);

  it('keeps its review off a new agenda, says so in neutral words, and on again when confirmed', async () => {
    const [held, free, other] = [await aReview(world), await aReview(world), await aReview(world)];
    await good(state(held.id, confirmed));
    await good(state(free.id, { ...confirmed, carriesReview: false }));
    await good(state(other.id, confirmed));
    await Promise.all([held, free].map(({ id }) => passed(id, 1)));
    const meeting = await aMeeting(world, inDays(31));
    const agenda = await propose(meeting.id);
    expect([held, free, other].map(({ id }) => isOn(agenda, id))).toEqual([false, true, true]);
    expect(absent(agenda, held.id).reason).toMatchObject({
      code: 'not_confirmed_again',
      da: 'Politiets vurdering er ikke bekræftet igen.',
    });
    const others = await world.as('bif-liaison').get(`/v1/meetings/${meeting.id}/agenda`);
    expect(others.json.absent).toBeNull();
    expect(others.text).not.toContain(held.id);
    await good(state(held.id, confirmed, 1));
    expect(isOn(await propose(meeting.id), held.id)).toBe(true);
  });

  it('is fine on its last day, and gone the day after: from a settled agenda too, without any job', async () => {
    const [one, other] = [await aReview(world), await aReview(world)];
    await good(state(one.id, confirmed));
    const meeting = await aMeeting(world, inDays(33));
    await settled(world, meeting.id);
    await passed(one.id, 0);
    expect(isOn(await agendaOf(meeting.id), one.id)).toBe(true);
    await passed(one.id, 1);
    for (const who of ['politi-chair', 'bif-liaison', 'politi-coordinator']) {
      const agenda = await agendaOf(meeting.id, who);
      expect([one, other].map(({ id }) => isOn(agenda, id))).toEqual([false, true]);
      expect(agenda.items.map((item: Json) => item.position)).toEqual(
        agenda.items.map((_: Json, at: number) => at + 1),
      );
    }
    const shown = await agendaOf(meeting.id);
    expect(absent(shown, one.id).reason.code).toBe('not_confirmed_again');
    const added = await world
      .as('politi-chair')
      .post(
        `/v1/meetings/${meeting.id}/agenda-settlement`,
        { add: [one.id] },
        { version: shown.meeting.version },
      );
    expect(added.status).toBe(422);
  });

  it('is withdrawn or not confirmed: the same', async () => {
    const [withdrawn, no] = [await aReview(world), await aReview(world)];
    await good(state(withdrawn.id, confirmed));
    await good(state(withdrawn.id, { value: 'withdrawn' }, 1));
    await good(state(no.id, { value: 'not_confirmed', reviewDueOn: inDays(30) }));
    const agenda = await propose((await aMeeting(world, inDays(35))).id);
    expect([withdrawn, no].map(({ id }) => isOn(agenda, id))).toEqual([false, false]);
  });

  it('is asked about once by the scheduler, 30 days before, and stands on the police’s list', async () => {
    const [soon, later] = [await aReview(world), await aReview(world)];
    await good(state(soon.id, { ...confirmed, reviewDueOn: inDays(30) }));
    await good(state(later.id, { ...confirmed, reviewDueOn: inDays(31) }));
    const asked = await asScheduler(world, (tx) => askToConfirm(tx, 'koebenhavn', inDays(0)));
    expect(asked.length).toBeGreaterThan(0);
    expect(await asScheduler(world, (tx) => askToConfirm(tx, 'koebenhavn', inDays(0)))).toEqual([]);
    const { affiliations } = await good(world.as('politi-liaison').get('/v1/me/due-assessments', police));
    const ofReview = (id: string) => affiliations.filter((one: Json) => one.reviewId === id);
    expect(ofReview(soon.id)).toMatchObject([{ reviewDueOn: inDays(30), askedOn: inDays(0) }]);
    expect(ofReview(later.id)).toEqual([]);
    await good(state(soon.id, confirmed, 1));
    const again = await good(world.as('politi-liaison').get('/v1/me/due-assessments', police));
    expect(again.affiliations.some((one: Json) => one.reviewId === soon.id)).toBe(false);
  });
});

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
    const due = await good(world.as('politi-liaison').get('/v1/me/due-assessments', police));
    expect(due.securityAssessments.map((one: Json) => one.id)).toContain(third.id);
    const late = await world
      .as('politi-liaison')
      .post(
        `/v1/security-assessments/${third.id}/notices`,
        { recipients: ['kk-sof'], declarationNotInvestigation: true },
        police,
      );
    expect(late.json.ruleId).toBe('security.ended');
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
