import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '#audit/record.ts';
import { overdueReviews } from '#follow-ups/questions.ts';
import { alsoIn, asScheduler, inDays, today } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

describe('the list', () => {
  let seen: World;
  beforeAll(async () => {
    seen = await aWorld();
    const one = await aCaseReview(seen, { nominatedBy: 'kk-bk', agencies: ['skat'] });
    const other = await aCaseReview(seen, { nominatedBy: 'kk-sof' });
    const rows: [string, string, string, string, string, string | null][] = [
      [one.id, 'kk-bk', 'bk', 'benefit_stop', 'in_progress', inDays(-3)],
      [one.id, 'kk-bk', 'bk', 'sanction-free', 'completed', inDays(-2)],
      [one.id, 'skat', 'tax', 'special_control', 'in_progress', today()],
      [one.id, 'skat', 'tax', 'distraint', 'in_progress', null],
      [other.id, 'kk-sof', 'sof', 'exit_referral', 'in_progress', inDays(-9)],
    ];
    for (const [reviewId, agency, kind, type, status, due] of rows) {
      await seen.superuser.query(
        `insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, status, started_on, due_on, closed_on)
         values ($1, 'koebenhavn', $2, $3, $4, $5, '2020-01-01', $6, case when $5 = 'completed' then date '2020-02-01' end)`,
        [reviewId, agency, kind, type === 'sanction-free' ? 'police_report' : type, status, due],
      );
    }
  });
  afterAll(() => seen.close());
  const typesFor = async (who: string, query = '') => {
    const { json } = await seen.as(who).get(`/v1/follow-ups${query}`);
    return json.items.map((one: Json) => one.type);
  };

  test('goes by due date, without one last, and shows each agency its own reviews only', async () => {
    const mine = ['benefit_stop', 'police_report', 'special_control', 'distraint'];
    expect(await typesFor('bk-liaison')).toEqual(mine);
    expect(await typesFor('skat-liaison')).toEqual(mine);
    expect(await typesFor('sof-liaison')).toEqual(['exit_referral']);
    expect(await typesFor('bif-liaison')).toEqual([]);
    expect(await typesFor('bif-coordinator')).toEqual(['exit_referral', ...mine]);
  });

  test('names the review by its reference', async () => {
    const { json } = await seen.as('sof-liaison').get('/v1/follow-ups');
    expect(json.items[0].reviewReference).toMatch(/^P-[0-9a-f]{8}$/);
  });

  test.each<[string, string[]]>([
    ['?mine=true', ['benefit_stop', 'police_report']],
    ['?status=completed', ['police_report']],
    ['?overdue=true', ['benefit_stop']],
    ['?overdue=true&status=completed', []],
    ['?mine=true&status=in_progress', ['benefit_stop']],
  ])('%s', async (query, types) => {
    expect(await typesFor('bk-liaison', query)).toEqual(types);
  });

  test('comes in pages, and a cursor does not fit other filters', async () => {
    const types: string[] = [];
    let cursor = '';
    for (;;) {
      const { json } = await seen.as('bk-liaison').get(`/v1/follow-ups?limit=1${cursor}`);
      types.push(...json.items.map((one: Json) => one.type));
      if (json.next === null) break;
      cursor = `&cursor=${encodeURIComponent(json.next)}`;
    }
    expect(types).toEqual(['benefit_stop', 'police_report', 'special_control', 'distraint']);
    const misused = await seen.as('bk-liaison').get(`/v1/follow-ups?limit=1&mine=true${cursor}`);
    expect(misused.json.ruleId).toBe('cursor.invalid');
  });

  test('is not for auditors, nor for other units', async () => {
    expect((await seen.as('bk-auditor').get('/v1/follow-ups')).status).toBe(403);
    await alsoIn(seen, 'skat-liaison', 'fyn', 'liaison');
    const headers = { 'acting-unit': 'fyn', 'acting-agency': 'skat' };
    expect((await seen.as('skat-liaison').get('/v1/follow-ups', { headers })).json.items).toEqual([]);
  });

  test('what is overdue is known to the scheduler too', async () => {
    const overdue = await asScheduler(seen, async (tx) => {
      record(tx, { verb: 'consult', deed: 'test' });
      return overdueReviews(tx, 'koebenhavn', today());
    });
    expect(overdue.size).toBe(2);
  });
});
