import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aMeeting, anOpenMeeting, inDays } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const propose = (meetingId: string) =>
  world.as('politi-chair').post(`/v1/meetings/${meetingId}/agenda-proposals`);

describe('the agenda', () => {
  test('says of each review who was asked by when, who has answered, and what follow-up is open', async () => {
    const at = await aMeeting(world, inDays(21));
    const review = await aCaseReview(world, {
      nominatedOn: '2021-01-01',
      agencies: ['skat', 'kk-sof', 'kk-bif'],
      answered: ['skat'],
      name: 'Rut Skriveprøve',
      cpr: '7802642812',
    });
    await world.superuser.query(
      "update app.review_agency set due_on = '2021-01-10' where review_id = $1 and agency_id = 'kk-sof'",
      [review.id],
    );
    await world.superuser.query(
      `insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, status, started_on, closed_on)
       select $1, 'koebenhavn', 'skat', 'tax', 'special_control', s, '2021-02-01', case s when 'in_progress' then null else date '2021-03-01' end
       from unnest(array['in_progress', 'in_progress', 'completed', 'dropped']) s`,
      [review.id],
    );
    await propose(at.id);
    const item = async (who: string) => {
      const { json } = await world.as(who).get(`/v1/meetings/${at.id}/agenda`);
      return json.items.find((one: Json) => one.reviewId === review.id);
    };
    const person = { name: 'Rut Skriveprøve', cprMasked: '780264-****' };
    const readiness = {
      asked: 3,
      answered: 1,
      agencies: [
        { agencyId: 'kk-sof', answered: false, dueOn: '2021-01-10' },
        { agencyId: 'kk-bif', answered: false, dueOn: '2021-01-15' },
        { agencyId: 'skat', answered: true, dueOn: '2021-01-15' },
      ],
    };
    for (const who of ['politi-chair', 'skat-liaison'])
      expect(await item(who)).toMatchObject({ ...person, readiness, openFollowUps: 2 });
    // An approver knows the person and reads no follow-up; a coordinator follows that it exists, without a name.
    expect(await item('sof-approver')).toMatchObject({ ...person, readiness, openFollowUps: null });
    const nobody = { name: null, cprMasked: null };
    expect(await item('bif-coordinator')).toMatchObject({ ...nobody, readiness, openFollowUps: 2 });
    expect(await item('politi-liaison')).toBeUndefined();
    const { rows } = await world.superuser.query(
      `select agency_id, convert_from(canon, 'UTF8')::jsonb #> '{event,ids,named}' ? $1 as named from audit.event
       where convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' = 'getAgenda' and convert_from(canon, 'UTF8')::jsonb #> '{event,ids,reviews}' ? $1 order by id`,
      [review.id],
    );
    expect(rows.map(({ agency_id, named }) => [agency_id, named])).toEqual([
      ['koebenhavns-politi', true],
      ['skat', true],
      ['kk-sof', true],
      ['kk-bif', false],
    ]);
  });

  test('costs the same number of statements however many items it has', async () => {
    const [few, many] = [await aMeeting(world, inDays(22), 1), await aMeeting(world, inDays(23), 100)];
    for (let n = 0; n < 12; n += 1)
      await aCaseReview(world, { nominatedOn: '2020-01-01', agencies: ['skat'] });
    const counted: number[] = [];
    for (const { id } of [few, many]) {
      await propose(id);
      await world.as('politi-chair').get(`/v1/meetings/${id}/agenda`);
      const sent = vi.spyOn(pg.Client.prototype, 'query');
      const { json } = await world.as('politi-chair').get(`/v1/meetings/${id}/agenda`);
      counted.push(sent.mock.calls.length);
      sent.mockRestore();
      expect(json.items.length).toBeGreaterThan(id === many.id ? 10 : 0);
    }
    expect(counted[0]).toBeGreaterThan(5);
    expect(counted[1]).toBe(counted[0]);
  });

  test('names the person to the chair who records an outcome, and the trail says so', async () => {
    const { id } = await aCaseReview(world, { name: 'Ole Opdigtet', agencies: ['skat'] });
    const { items } = await anOpenMeeting(world, [id]);
    expect(items).toMatchObject([{ reviewId: id, name: 'Ole Opdigtet', openFollowUps: 0 }]);
    const path = `/v1/agenda-items/${items[0].id}/outcome`;
    const { json } = await world.as('politi-chair').put(path, { outcome: 'follow_up' }, { version: 1 });
    expect(json).toMatchObject({
      name: 'Ole Opdigtet',
      readiness: { asked: 1, answered: 0, agencies: [{ agencyId: 'skat', answered: false }] },
      openFollowUps: 0,
    });
    const { rows } = await world.superuser.query(
      `select convert_from(canon, 'UTF8')::jsonb #> '{event,ids}' as ids from audit.event
       where convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' = 'recordOutcome'`,
    );
    expect(rows).toMatchObject([{ ids: { reviews: [id], named: [id], agendaItems: [items[0].id] } }]);
    expect(JSON.stringify(rows)).not.toContain('Opdigtet');
  });
});
