import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askToConfirm } from '#assessments/questions.ts';
import { told } from '../case-reviews/reviews.ts';
import { allowed, aReview, attach, disclose } from '../findings/findings.ts';
import { aMeeting, asScheduler, inDays, settled } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { good, nowhere, police } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const statements = (reviewId: string) => `/v1/case-reviews/${reviewId}/affiliation-statements`;

const state = (reviewId: string, body: Record<string, unknown>, version = 0, who = 'politi-liaison') =>
  world.as(who).post(statements(reviewId), body, { ...police, version });
const confirmed = { value: 'confirmed', reviewDueOn: inDays(90), ground: 'Kun til politiet selv.' };
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
    expect(due.json).toEqual({ affiliations: [], securityAssessments: [], findings: [] });
    expect((await world.as('politi-liaison').get(statements(nowhere), police)).status).toBe(404);
    // No filter, no order.
    for (const query of ['affiliation=confirmed', 'sort=affiliation', 'carriesReview=true'])
      expect((await world.as('politi-chair').get(`/v1/case-reviews?${query}`, police)).status).toBe(400);
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

describe('a finding of the police that expires', () => {
  const dated = (days: number) => ({ police: { ...allowed.politi.body.police, reviewDueOn: inDays(days) } });
  const due = async (who = 'politi-liaison'): Promise<Json[]> =>
    (await good(world.as(who).get('/v1/me/due-assessments', police))).findings;

  it('stands on the list 30 days before, until it is confirmed or withdrawn; no text, and nobody else’s', async () => {
    const { id: reviewId } = await aReview(world);
    const [soon, withdrawn, later] = [
      await attach(world, reviewId, 'politi', dated(30)),
      await attach(world, reviewId, 'politi', dated(3)),
      await attach(world, reviewId, 'politi', dated(31)),
    ];
    await disclose(world, soon.id, 'politi', { recipients: ['kk-sof'] });
    await good(
      world
        .as('politi-liaison')
        .post(
          `/v1/findings/${withdrawn.id}/withdrawal`,
          { reason: 'Ikke længere.' },
          { ...police, version: 1 },
        ),
    );
    const listed = await due();
    const ids = listed.map(({ id }) => id);
    expect([soon, withdrawn, later].map(({ id }) => ids.includes(id))).toEqual([true, false, false]);
    expect(listed.find(({ id }) => id === soon.id)).toEqual({
      id: soon.id,
      reviewId,
      reference: expect.any(String),
      reviewDueOn: inDays(30),
    });
    expect(await due('sof-liaison'), 'who was given it').toEqual([]);
    const { notedOn: _day, ...said } = { ...allowed.politi.body, ...dated(200) };
    const again = { ...said, reason: 'Bekræftet igen.' };
    const sent = { ...police, version: 1 };
    await good(world.as('politi-liaison').post(`/v1/findings/${soon.id}/corrections`, again, sent));
    expect((await due()).some(({ id }) => id === soon.id)).toBe(false);
  });

  it('stays there when its day has passed, as long as its review is under way', async () => {
    const { id: reviewId } = await aReview(world);
    const { id } = await attach(world, reviewId, 'politi', dated(3));
    await world.superuser.query('update app.finding set expires_on = $2 where id = $1', [id, inDays(-1)]);
    expect((await due()).find((one) => one.id === id)).toMatchObject({ reviewDueOn: inDays(-1) });
    await world.superuser.query(
      "update app.case_review set state = 'concluded', outcome = 'no_follow_up', reviewed_on = nominated_on where id = $1",
      [reviewId],
    );
    expect((await due()).some((one) => one.id === id)).toBe(false);
  });
});
