import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PersonCaller, signCaller } from '#platform/caller.ts';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { demoPeople } from '#demo/people.ts';
import { lapse, renew } from '../agreements/steps.ts';
import { police } from '../assessments/steps.ts';
import { aReview, attach, disclose, withoutTrace } from '../findings/findings.ts';
import { inDays } from '../meetings/steps.ts';
import { idOf } from '../need-to-know/people.ts';
import { tryAsk } from '../requests/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
let client: pg.Client;
beforeAll(async () => {
  world = await aWorld();
  const password = needPassword(world.keys, 'app');
  const login = Object.assign(new URL(world.url), { username: loginOf('app', password), password });
  client = new pg.Client({ connectionString: login.toString() });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await world.close();
});

/** What somebody gets who slips these statements into the connection that serves their own request; all of it is undone. */
async function injected(username: string, ...statements: string[]): Promise<Json[]> {
  const person = demoPeople.find((one) => one.username === username);
  if (!person) throw new Error(`nobody is called ${username}`);
  const caller: PersonCaller = {
    ...person,
    kind: 'person',
    personId: await idOf(world, username),
    identityVersion: 1,
    agencyKind: 'bif',
    roles: [person.role],
    purpose: 'benefit_control',
    requestId: 'attack',
  };
  await client.query('begin');
  try {
    const pid = Number((await client.query('select pg_backend_pid() as pid')).rows[0].pid);
    const setting = signCaller(caller, world.keys.callerSigning, pid, Date.now());
    await client.query("select set_config('app.caller', $1, true)", [setting]);
    const answers: Json[] = [];
    for (const text of statements) {
      const { command, rowCount, rows } = await client.query(text);
      answers.push(command === 'UPDATE' ? rowCount : rows);
    }
    return answers;
  } finally {
    await client.query('rollback');
  }
}

async function exclude(username: string, reviewId: string, by: string): Promise<void> {
  const body = { personId: await idOf(world, username), reason: 'Er i familie med borgeren.' };
  const answer = await world.as(by).post(`/v1/case-reviews/${reviewId}/exclusions`, body);
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
}

describe('an excluded person', () => {
  test('a legal officer who is excluded does not meet the review in what a draft would change', async () => {
    const review = await aReview(world);
    const { id } = await attach(world, review.id);
    await disclose(world, id);
    const standing = `select count(*)::int as standing from app.standing_decisions() where review_id = '${review.id}'`;
    expect(await injected('bif-legal-officer', standing)).toEqual([[{ standing: 2 }]]);
    await exclude('bif-legal-officer', review.id, 'politi-chair');
    expect(await injected('bif-legal-officer', standing)).toEqual([[{ standing: 0 }]]);
    expect(await injected('sof-legal-officer', standing)).toEqual([[{ standing: 2 }]]);
  });

  test('a chair who is excluded does not count who is late with a recall of the review', async () => {
    const review = await aReview(world);
    const { id } = await attach(world, review.id);
    await disclose(world, id, 'bif', { recipients: ['kk-bk'] });
    await world
      .as('bif-liaison')
      .post(`/v1/findings/${id}/withdrawal`, { reason: 'Forkert.' }, { version: 1 });
    const late = `select app.agencies_overdue_with_recalls('${inDays(30)}') as late`;
    expect(await injected('politi-chair', late)).toEqual([[{ late: 1 }]]);
    await exclude('politi-chair', review.id, 'politi-approver');
    expect(await injected('politi-chair', late)).toEqual([[{ late: 0 }]]);
  });

  test('changes nothing on the review, not even by a change that looks at nothing', async () => {
    const review = await aReview(world);
    const reason = 'Borgeren er i fare, og kollegaen er på ferie.';
    await attach(world, review.id);
    await exclude('skat-liaison', review.id, 'politi-chair');
    const asked = await world
      .as('bif-approver')
      .post(`/v1/case-reviews/${review.id}/emergency-accesses`, { reason });
    expect([asked.status, asked.text]).toEqual([201, asked.text]);
    const blind = [
      `update app.review_exclusion set lifted_by = '${await idOf(world, 'politi-chair')}', lifted_at = now()`,
      "update app.emergency_access set state = 'refused'",
    ];
    const [before, refused] = await injected('politi-chair', ...blind);
    expect(refused).toBe(1);
    await exclude('politi-chair', review.id, 'politi-approver');
    expect(await injected('politi-chair', ...blind)).toEqual([before - 1, 0]);
  });
});

describe('who was told only the fact', () => {
  test('does not learn from the decision that its basis carries no more of this class', async () => {
    const review = await aReview(world);
    const own = await attach(world, review.id, 'politi');
    await disclose(world, own.id, 'politi', { form: 'fact_only' });
    const { json } = await world.as('sof-liaison').get(`/v1/findings/${own.id}`);
    const chosen = await world.as('sof-liaison').get(`/v1/decisions/${json.decisionId}`);
    await world.superuser.query("update app.decision_facts set wished = 'full' where decision_id = $1", [
      json.decisionId,
    ]);
    const compelled = await world.as('sof-liaison').get(`/v1/decisions/${json.decisionId}`);
    expect(withoutTrace(compelled)).toBe(withoutTrace(chosen));
    expect(compelled.text).not.toMatch(/class of data|type oplysninger/);
    expect((await world.as('politi-liaison').get(`/v1/decisions/${json.decisionId}`)).json.wished).toBe(
      'full',
    );
  });
});

describe('an agency without an agreement in force', () => {
  test('does not read what it was asked: a question tells of the citizen', async () => {
    const review = await aReview(world);
    const { json } = await tryAsk(world, review.id);
    expect((await world.as('bif-liaison').get(`/v1/requests/${json.id}`)).status).toBe(200);
    await lapse(world, 'kk-bif');
    expect((await world.as('bif-liaison').get(`/v1/requests/${json.id}`)).status).toBe(404);
    expect((await world.as('bif-liaison').get('/v1/requests?direction=received')).text).not.toContain(
      json.id,
    );
    expect((await world.as('skat-liaison').get(`/v1/requests/${json.id}`)).status).toBe(200);
    await renew(world, 'kk-bif');
    expect((await world.as('bif-liaison').get(`/v1/requests/${json.id}`)).status).toBe(200);
  });

  test('whether another unit has agreements is told to nobody here', async () => {
    const { rows } = await world.superuser.query(
      `select unit_id, agency_id from app.participation_agreement
       where unit_id <> 'koebenhavn' and state = 'signed' and valid_from <= now() and valid_to > now() limit 1`,
    );
    const { unit_id: unit, agency_id: agency } = rows[0];
    expect(
      await injected(
        'skat-liaison',
        `select app.agency_shares('koebenhavn', 'skat') as shares`,
        `select app.agency_shares('${unit}', '${agency}') as shares`,
      ),
    ).toEqual([[{ shares: true }], [{ shares: false }]]);
  });
});

describe('with functions that know more than the caller', () => {
  test('nobody finds the day of an affiliation that still holds', async () => {
    const review = await aReview(world);
    const stated = await world
      .as('politi-liaison')
      .post(
        `/v1/case-reviews/${review.id}/affiliation-statements`,
        { value: 'confirmed', reviewDueOn: inDays(90), ground: 'Kun til politiet selv.' },
        { ...police, version: 0 },
      );
    expect(stated.status).toBe(201);
    const after = `select id from app.reviews_without_affiliation(array['${review.id}']::uuid[], '${inDays(400)}') id`;
    for (const who of ['bif-liaison', 'politi-chair', 'bif-coordinator'])
      expect([who, await injected(who, after)]).toEqual([who, [[]]]);
  });

  test('a chair does not count what another agency has by giving it something to do', async () => {
    const review = await aReview(world);
    await attach(world, review.id, 'skatCriminal');
    const action = randomUUID();
    const [, rests] = await injected(
      'politi-chair',
      `insert into app.follow_up_action (id, review_id, unit_id, agency_id, owner_kind, type, started_on, due_on, created_by)
       select '${action}', '${review.id}', 'koebenhavn', 'skat', 'tax', min(code), '${inDays(0)}', '${inDays(9)}', '${await idOf(world, 'politi-chair')}'
       from app.follow_up_type where owner_kind = 'tax' and not criminal`,
      `select app.rest_follow_up_on('${action}', null) as rests`,
    );
    expect(rests).toEqual([{ rests: 0 }]);
  });
});
