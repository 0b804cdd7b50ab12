import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atOnce, inDays, today } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
let review: Json;
beforeAll(async () => {
  world = await aWorld();
  review = await aCaseReview(world, { nominatedBy: 'kk-bk', agencies: ['skat', 'kk-bif'] });
});
afterAll(() => world.close());

const assign = (who: string, body: object, reviewId = review.id) =>
  world.as(who).post(`/v1/case-reviews/${reviewId}/follow-ups`, { dueOn: inDays(30), ...body });
const claim = { agencyId: 'kk-bk', type: 'repayment_claim' };
const patch = (who: string, actionId: string, body: object, version?: number) =>
  world.as(who).patch(`/v1/follow-ups/${actionId}`, body, version === undefined ? {} : { version });

describe('assigning', () => {
  test('the chair gives an agency of the review something within its remit', async () => {
    const { status, json } = await assign('politi-chair', claim);
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.any(String),
      reviewId: review.id,
      agencyId: 'kk-bk',
      type: 'repayment_claim',
      typeName: { da: 'Tilbagebetalingskrav', en: 'Repayment claim' },
      status: 'in_progress',
      startedOn: today(),
      dueOn: inDays(30),
      closedOn: null,
      openReason: null,
      agendaItemId: null,
      source: 'service',
      detail: null,
      basedOn: [],
      limits: expect.objectContaining({ known: false, notForCriminalInvestigation: true, purposes: [] }),
      version: 1,
    });
  });

  test('a liaison sets follow-up for the own agency', async () => {
    const { status, json } = await assign('skat-liaison', { agencyId: 'skat', type: 'special_control' });
    expect({ status, agencyId: json.agencyId }).toEqual({ status: 201, agencyId: 'skat' });
  });

  test.each<[string, string, object, number, string]>([
    ['SKAT sets a benefit stop', 'skat-liaison', { agencyId: 'skat', type: 'benefit_stop' }, 403, 'D10'],
    [
      'the chair gives SKAT a benefit stop',
      'politi-chair',
      { agencyId: 'skat', type: 'benefit_stop' },
      403,
      'D10',
    ],
    [
      'SKAT sets it for another agency',
      'skat-liaison',
      { agencyId: 'kk-bk', type: 'benefit_stop' },
      403,
      'D10',
    ],
    [
      'to an agency outside the review',
      'politi-chair',
      { agencyId: 'kk-sof', type: 'social_action_plan' },
      422,
      'follow-up.agency-not-party',
    ],
    [
      'to an agency outside the unit',
      'politi-chair',
      { agencyId: 'fyn-politi', type: 'security_assessment' },
      422,
      'follow-up.agency-not-party',
    ],
    ['due before it starts', 'bk-liaison', { ...claim, dueOn: '2020-01-01' }, 422, 'follow-up.invalid'],
    [
      'started in the future',
      'bk-liaison',
      { ...claim, startedOn: '2090-01-01', dueOn: '2090-02-01' },
      422,
      'follow-up.invalid',
    ],
    ['of an unknown type', 'bk-liaison', { ...claim, type: 'imprisonment' }, 400, 'input.invalid'],
    ['by a coordinator', 'bk-coordinator', claim, 403, 'permission.missing'],
    ['by an auditor', 'bk-auditor', claim, 403, 'permission.missing'],
    [
      'by a liaison who does not see the review',
      'sof-liaison',
      { agencyId: 'kk-sof', type: 'social_action_plan' },
      404,
      'not-found',
    ],
  ])('is refused: %s', async (_case, who, body, status, ruleId) => {
    const before = await count();
    expect(await assign(who, body)).toMatchObject({ status, json: { ruleId } });
    expect(await count()).toBe(before);
    const { rows } = await world.superuser.query('select outcome from audit.event order by id desc limit 1');
    expect(rows).toEqual([{ outcome: 'refused' }]);
  });

  test.each(['nominated', 'declined', 'withdrawn', 'lapsed'] as const)(
    'is refused on a review that is %s',
    async (state) => {
      const other = await aCaseReview(world, { state });
      expect(await assign('bk-liaison', claim, other.id)).toMatchObject({
        status: 409,
        json: { ruleId: 'follow-up.review-state', state },
      });
    },
  );

  test('without a purpose or a key is not read at all', async () => {
    const path = `/v1/case-reviews/${review.id}/follow-ups`;
    const body = { ...claim, dueOn: inDays(3) };
    const answer = await world.as('bk-liaison').post(path, body, { purpose: null, key: null });
    expect(answer.json.errors.map((one: Json) => one.rule)).toEqual([
      'purpose.missing',
      'idempotency.missing',
    ]);
  });
});

const count = async () =>
  Number((await world.superuser.query('select count(*) from app.follow_up_action')).rows[0].count);

describe('the owner', () => {
  let action: Json;
  beforeAll(async () => {
    action = (await assign('politi-chair', claim)).json;
  });

  test('reports status, amounts, note and reference; the others see that it exists and where it stands', async () => {
    const report = {
      openReason: 'could_not',
      claimedDkk: 12_345.67,
      decidedDkk: 10_000,
      note: 'Venter på partshøring.',
      journalRef: 'BK-26-1',
    };
    const owner = await patch('bk-liaison', action.id, report, 1);
    expect(owner).toMatchObject({
      status: 200,
      json: {
        openReason: 'could_not',
        version: 2,
        detail: {
          claimedDkk: 12_345.67,
          decidedDkk: 10_000,
          collectedDkk: null,
          note: 'Venter på partshøring.',
          journalRef: 'BK-26-1',
        },
      },
    });
    expect(owner.headers['etag']).toBe('"2"');
    for (const who of ['skat-liaison', 'bif-liaison', 'politi-chair', 'politi-coordinator']) {
      const seen = await world.as(who).get(`/v1/follow-ups/${action.id}`);
      const limits = expect.objectContaining({ known: false });
      expect(seen.json).toEqual({
        ...owner.json,
        detail: null,
        limits,
        reviewReference: review.reference,
        security: [],
      });
      expect(seen.text).not.toMatch(/12345|partshøring|BK-26-1/);
    }
    const { rows } = await world.superuser.query('select * from app.follow_up_detail where action_id = $1', [
      action.id,
    ]);
    expect(JSON.stringify(rows)).not.toContain('partshøring');
  });

  test('keeps what a change does not mention, and may take back what it does', async () => {
    const changed = await patch('bk-liaison', action.id, { collectedDkk: 500, note: null }, 2);
    expect(changed.json.detail).toMatchObject({
      claimedDkk: 12_345.67,
      collectedDkk: 500,
      note: null,
      journalRef: 'BK-26-1',
    });
    expect(changed.json.openReason).toBe('could_not');
  });

  test('completes it, which clears the reason why it was open; and opens it again', async () => {
    const done = await patch('bk-liaison', action.id, { status: 'completed', closedOn: today() }, 3);
    expect(done.json).toMatchObject({ status: 'completed', closedOn: today(), openReason: null, version: 4 });
    const again = await patch('bk-liaison', action.id, { status: 'in_progress', dueOn: inDays(60) }, 4);
    expect(again.json).toMatchObject({ status: 'in_progress', closedOn: null, dueOn: inDays(60) });
  });

  test('is told everything that does not hold together at once, and nothing is saved', async () => {
    const answer = await patch(
      'bk-liaison',
      action.id,
      { status: 'completed', dueOn: '2020-01-01', stoppedPerMonthDkk: 1 },
      5,
    );
    expect(answer).toMatchObject({ status: 422, json: { ruleId: 'follow-up.invalid' } });
    expect(answer.json.errors.map((one: Json) => [one.pointer, one.rule])).toEqual([
      ['/body/dueOn', 'due_before_start'],
      ['/body/closedOn', 'closed_on_missing'],
      ['/body/stoppedPerMonthDkk', 'amount_not_of_type'],
    ]);
    expect((await world.as('bk-liaison').get(`/v1/follow-ups/${action.id}`)).json).toMatchObject({
      version: 5,
    });
  });

  test.each([
    ['less than nothing', { claimedDkk: -1 }],
    ['a tenth of an øre', { claimedDkk: 0.001 }],
    ['text', { claimedDkk: '100' }],
    ['a status that is none', { status: 'forgotten' }],
    ['another owner', { agencyId: 'skat' }],
  ])('cannot report %s', async (_case, body) => {
    expect((await patch('bk-liaison', action.id, body, 5)).status).toBe(400);
  });

  test('is the only one who changes it, and says which version was read', async () => {
    const change = { status: 'dropped', closedOn: today() };
    expect(await patch('skat-liaison', action.id, change, 5)).toMatchObject({
      status: 403,
      json: { ruleId: 'follow-up.owner-only', owner: 'kk-bk' },
    });
    expect((await patch('sof-liaison', action.id, change, 5)).json.ruleId).toBe('not-found');
    expect((await patch('politi-chair', action.id, change, 5)).json.ruleId).toBe('permission.missing');
    expect((await patch('bk-liaison', action.id, change)).status).toBe(428);
    expect(await patch('bk-liaison', action.id, change, 4)).toMatchObject({
      status: 412,
      json: { currentVersion: 5 },
    });
    const lock = { text: 'select from app.follow_up_action where id = $1 for update', values: [action.id] };
    const report = () => patch('bk-liaison', action.id, { claimedDkk: 1 }, 5);
    const both = await atOnce(world, lock, [report, report]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });

  test('may report on what the register brought, though it does not keep the rules of this door', async () => {
    const { rows } = await world.superuser.query(
      `insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, status, started_on, source)
       values ($1, 'koebenhavn', 'kk-bk', 'bk', 'police_report', 'completed', '2016-02-01', 'register') returning id`,
      [review.id],
    );
    const noted = await patch('bk-liaison', rows[0].id, { journalRef: 'BK-16-7' }, 1);
    expect(noted.json).toMatchObject({
      status: 'completed',
      closedOn: null,
      detail: { journalRef: 'BK-16-7' },
    });
    const changed = await patch('bk-liaison', rows[0].id, { dueOn: '2016-03-01' }, 2);
    expect(changed.json.errors).toMatchObject([{ rule: 'closed_on_missing' }]);
  });
});
