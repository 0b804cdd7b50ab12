import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addDays, toDanishDate } from '#platform/danish-time.ts';
import { startScheduler } from '#scheduler/run.ts';
import { attach, disclose, aReview, tryDisclose } from '../findings/findings.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { aCaller, asCaller } from '../access/sql.ts';
import { anAgreement, codesOf, lapse, renew, said } from './steps.ts';

let world: World;
const today = toDanishDate(new Date().toISOString());
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const body = { scope: 'Ny aftale.', signedOn: today, validFrom: today, validTo: addDays(today, 700) };
const draft = (by: string, change: Json = {}) => world.as(by).post('/v1/agreements', { ...body, ...change });
const sign = (by: string, id: string) => world.as(by).post(`/v1/agreements/${id}/signature`);
const discard = (by: string, id: string) => world.as(by).post(`/v1/agreements/${id}/withdrawal`);
const standing = async (agencyId: string): Promise<Json> =>
  (await world.as('bif-liaison').get('/v1/sharing')).json.items.find(
    (one: Json) => one.agencyId === agencyId,
  );

describe('a version is drafted by one and confirmed by another', () => {
  test.each([
    ['a legal officer drafts', 'sof-legal-officer', {}, '403 permission.missing'],
    ['a liaison drafts', 'sof-liaison', {}, '403 permission.missing'],
    [
      'signed tomorrow',
      'sof-administrator',
      { signedOn: addDays(today, 1) },
      '422 agreement.signed-in-future',
    ],
    [
      'over already',
      'sof-administrator',
      { validFrom: '2020-01-01', validTo: '2020-12-31' },
      '422 agreement.over-already',
    ],
    ['ends before it begins', 'sof-administrator', { validTo: addDays(today, -1) }, '400 input.invalid'],
    ['ends when no calendar reaches', 'sof-administrator', { validTo: '3026-01-01' }, '400 input.invalid'],
    ['no text', 'sof-administrator', { scope: ' ' }, '400 input.invalid'],
  ])('refused: %s', async (_name, who, change, expected) => {
    expect(said(await draft(who, change))).toBe(expected);
  });

  test('the drafter cannot confirm; another authority does not know of the draft; once is enough', async () => {
    const { status, json } = await draft('sof-administrator');
    expect([status, json.version, json.state, json.draftedByYou]).toEqual([201, 2, 'draft', true]);
    expect(said(await draft('sof-administrator'))).toBe('409 agreement.draft-there');
    expect(said(await sign('sof-administrator', json.id))).toBe('422 agreement.four-eyes');
    expect(said(await sign('skat-legal-officer', json.id))).toBe('404 not-found');
    expect(said(await world.as('sof-liaison').get(`/v1/agreements/${json.id}`))).toBe('404 not-found');
    expect((await sign('sof-approver', json.id)).status).toBe(403);
    const answers = await Promise.all([
      sign('sof-legal-officer', json.id),
      sign('bif-administrator', json.id),
    ]);
    expect(answers.map(said).toSorted()).toEqual(['200', '409 agreement.not-draft']);
    const signed = (await world.as('skat-liaison').get(`/v1/agreements/${json.id}`)).json;
    expect([signed.state, signed.draftedBy]).toEqual(['signed', 'Adam Fiktivgaard']);
    expect(said(await discard('sof-administrator', json.id))).toBe('409 agreement.not-draft');
    expect(await standing('kk-sof')).toMatchObject({
      sharing: 'in_force',
      sharesUntil: body.validTo,
      endsSoon: false,
    });
  });

  test('a discarded draft allows nothing and keeps its number', async () => {
    const { json } = await draft('bk-administrator');
    expect((await discard('bk-administrator', json.id)).json.state).toBe('discarded');
    expect(said(await sign('bk-legal-officer', json.id))).toBe('409 agreement.not-draft');
    const next = await draft('bk-administrator');
    expect(next.json.version).toBe(json.version + 1);
    await discard('bk-administrator', next.json.id);
  });

  test('the database has the last word', async () => {
    const { json } = await draft('skat-administrator');
    const as = (text: string) => world.superuser.query(text, [json.id]);
    await expect(as("update app.participation_agreement set scope = 'Andet.' where id = $1")).rejects.toThrow(
      /does not change/,
    );
    await expect(as("update app.participation_agreement set state = 'signed' where id = $1")).rejects.toThrow(
      /no proven caller/,
    );
    await expect(as('delete from app.participation_agreement where id = $1')).rejects.toThrow(/is kept/);
    const { rows } = await as('select drafted_by from app.participation_agreement where id = $1');
    const drafter = aCaller('skat', { personId: rows[0].drafted_by, roles: ['administrator'] });
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    const signing = `update app.participation_agreement set state = 'signed' where id = '${json.id}'`;
    await expect(asCaller(client, drafter, world.keys.callerSigning, signing)).rejects.toThrow(
      /second person/,
    );
    await client.end();
    await expect(
      as(
        "update app.participation_agreement set state = 'draft' where id = (select id from app.participation_agreement where id <> $1 limit 1)",
      ),
    ).rejects.toThrow(/does not go back/);
    await discard('skat-administrator', json.id);
  });
});

describe('while an agency has no agreement in force', () => {
  test('it gives nothing and is given nothing, and the rule says so', async () => {
    const review = await aReview(world);
    const own = await attach(world, review.id);
    await lapse(world, 'kk-bif');
    const giving = await tryDisclose(world, own.id, 'bif');
    expect([said(giving), codesOf(giving.json)]).toEqual(['422 D2', ['agreement_lapsed_giver']]);
    await renew(world, 'kk-bif');
    await lapse(world, 'skat');
    const receiving = await tryDisclose(world, own.id, 'bif');
    expect([said(receiving), codesOf(receiving.json)]).toEqual(['422 D2', ['agreement_lapsed_recipient']]);
    const tried = {
      basisCode: 'DBL6-GDPR6E',
      recipients: ['skat'],
      purpose: 'benefit_control',
      dataClass: 'confidential',
      subject: 'person',
      necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
    };
    const why = await world.as('bif-liaison').post('/v1/decisions/evaluate', tried, { key: null });
    // Not the chair: it is the recipient's own authority that renews.
    expect(why.json.decisions[0].whoDecides).toMatchObject({
      role: 'administrator',
      da: expect.stringContaining('Modtagerens egen myndighed'),
    });
    await renew(world, 'skat');
    expect((await tryDisclose(world, own.id, 'bif')).status).toBe(201);
  });

  test('what it was given is closed, what is its own is not, and a new agreement opens it again', async () => {
    const review = await aReview(world);
    const given = await attach(world, review.id);
    await disclose(world, given.id);
    const own = await attach(world, review.id, 'skatCompany');
    const seen = async () => {
      const { json } = await world.as('skat-liaison').get(`/v1/case-reviews/${review.id}/findings`);
      return new Set(json.items.map(({ id }: Json) => id));
    };
    expect(await seen()).toEqual(new Set([given.id, own.id]));
    await lapse(world, 'skat');
    expect(await seen()).toEqual(new Set([own.id]));
    expect(said(await world.as('skat-liaison').get(`/v1/findings/${given.id}`))).toBe(
      '403 agreement.suspended',
    );
    // The giver goes on seeing what it gave.
    expect((await world.as('bif-liaison').get(`/v1/findings/${given.id}`)).json.disclosures).toHaveLength(1);
    await renew(world, 'skat');
    expect(await seen()).toEqual(new Set([given.id, own.id]));
  });

  test('the database refuses a disclosure that goes past the rule', async () => {
    await lapse(world, 'kk-bk');
    const shares = 'select app.agreement_in_force($1, $2) as shares';
    const answers = ['kk-bk', 'kk-bif', 'nobody'].map(
      async (agency) => (await world.superuser.query(shares, ['koebenhavn', agency])).rows[0].shares,
    );
    expect(await Promise.all(answers)).toEqual([false, true, false]);
    await renew(world, 'kk-bk');
  });
});

describe('before it ends', () => {
  test('30 days before, and not 31, everybody in the unit is told; a signed renewal ends the warning', async () => {
    await anAgreement(world, 'kk-sof', [0, 31]);
    expect(await standing('kk-sof')).toMatchObject({ daysLeft: 31, endsSoon: false });
    await anAgreement(world, 'kk-sof', [0, 30]);
    expect(await standing('kk-sof')).toMatchObject({ daysLeft: 30, endsSoon: true });
    await anAgreement(world, 'kk-sof', [31, 400]);
    expect(await standing('kk-sof')).toMatchObject({ daysLeft: 400, endsSoon: false });
    await anAgreement(world, 'kk-sof', [0, 20]);
    // Between the two there is now a gap.
    expect(await standing('kk-sof')).toMatchObject({ daysLeft: 20, endsSoon: true });
  });

  test('the job tells each agency once, and its notice says nothing else', async () => {
    await lapse(world, 'koebenhavns-politi');
    const scheduler = await startScheduler({
      databaseUrl: world.url,
      keys: inject('keys'),
      logLevel: 'silent',
      tickEvery: 0,
    });
    for (const _ of [1, 2]) {
      await scheduler.tick();
      await world.superuser.query(
        "update app.job set considered_through = considered_through - interval '2 days' where job_key = 'tell-of-agreements'",
      );
      await scheduler.tick();
    }
    await scheduler.close();
    const { rows } = await world.superuser.query(
      'select agency_id, kind from app.agreement_notice order by agency_id',
    );
    expect(rows).toEqual([
      { agency_id: 'kk-sof', kind: 'ends_soon' },
      { agency_id: 'koebenhavns-politi', kind: 'lapsed' },
    ]);
    const failed = await world.superuser.query(
      "select from app.job_run where job_key = 'tell-of-agreements' and (attempts > 0)",
    );
    expect(failed.rowCount).toBe(0);
    const { items } = (await world.as('sof-administrator').get('/v1/agreements?agencyId=kk-sof')).json;
    expect(items.flatMap(({ notices }: Json) => notices)).toEqual([{ kind: 'ends_soon', on: today }]);
    await renew(world, 'koebenhavns-politi');
  });
});

test('whoever took part before agreements were asked for goes on for 90 days', async () => {
  const migration = await readFile(new URL('../../migrations/0019_agreements.sql', import.meta.url), 'utf8');
  const carryingOver = migration.slice(migration.indexOf('insert into app.participation_agreement'));
  const client = await world.superuser.connect();
  try {
    await client.query('begin');
    await client.query('alter table app.participation_agreement disable trigger user');
    await client.query('truncate app.participation_agreement cascade');
    await client.query(carryingOver);
    const { rows } = await client.query(
      `select count(*)::int as agreements, min(valid_to - valid_from) as days, bool_and(origin = 'carried_over' and version = 1) as marked,
         bool_and(app.agreement_in_force(unit_id, agency_id)) as shares, (select count(*)::int from app.unit_agency) as taking
       from app.participation_agreement`,
    );
    expect(rows[0]).toEqual({
      agreements: rows[0].taking,
      days: 90,
      marked: true,
      shares: true,
      taking: rows[0].taking,
    });
  } finally {
    await client.query('rollback');
    client.release();
  }
});
