import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { stepsIn } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());
const { withdraw, given, recallsOf, noticesOf } = stepsIn(() => world);

/** Sixty more like this one, opened after it and due later. */
async function sixtyLater(recallId: string): Promise<void> {
  const client = await world.superuser.connect();
  await client.query("set session_replication_role = 'replica'");
  await client.query(
    `with more as (
       insert into app.recall (id, unit_id, review_id, finding_id, version, agency_id, kind, reached, opened_by, opened_at, opened_on, due_on)
       select gen_random_uuid(), unit_id, review_id, gen_random_uuid(), version, agency_id, kind, reached, opened_by,
         opened_at + make_interval(mins => n), opened_on, opened_on + 100 + n
       from app.recall, generate_series(1, 60) n where id = $1 returning *)
     insert into app.recall_notice (recall_id, unit_id, review_id, finding_id, from_agency_id, to_agency_id, kind, held_version, held_since,
       opened_at, opened_on, due_on)
     select m.id, m.unit_id, m.review_id, m.finding_id, n.from_agency_id, n.to_agency_id, n.kind, n.held_version, n.held_since,
       m.opened_at, m.opened_on, m.due_on
     from more m, app.recall_notice n where n.recall_id = $1`,
    [recallId],
  );
  await client.query("set session_replication_role = 'origin'");
  client.release();
}

test('what is overdue is not pushed out of the queue by what was opened later', async () => {
  const { id } = await given(['skat']);
  await withdraw(id);
  const [[recall], [notice]] = [await recallsOf(id), await noticesOf(id, 'skat-liaison')];
  await sixtyLater(recall?.id);
  for (const table of ['recall', 'recall_notice'])
    await world.superuser.query(`update app.${table} set opened_on = $2, due_on = $3 where finding_id = $1`, [
      id,
      inDays(-30),
      inDays(-10),
    ]);
  const queueOf = async (who: string): Promise<Json> => (await world.as(who).get('/v1/me/recalls')).json;
  const { toAnswer } = await queueOf('skat-liaison');
  expect([toAnswer.length, toAnswer[0].id]).toEqual([50, notice?.id]);
  expect(toAnswer.map(({ dueOn }: Json) => dueOn)).toEqual([
    inDays(-10),
    ...Array.from({ length: 49 }, (_, index) => inDays(101 + index)),
  ]);
  const { given: mine } = await queueOf('bif-liaison');
  expect([mine.length, mine[0].id]).toEqual([50, recall?.id]);
});
