import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#platform/danish-time.ts';
import { permissions } from '#platform/permissions.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const administrator = () => world.as('bif-administrator');
/** The id of a person of the demo, as the person reads it. */
const idOf = async (username: string): Promise<string> => (await world.as(username).get('/v1/me')).json.id;
const newPerson = (changes: object = {}) => ({
  subject: randomUUID(),
  name: 'Ny Eksempelholm',
  title: null,
  ...changes,
});
const liaison = (changes: object = {}) => ({
  role: 'liaison',
  agencyId: 'kk-bif',
  validFrom: '2020-01-01',
  ...changes,
});

describe('me', () => {
  test('tells who one is, where one can act and what one may do there', async () => {
    const { json } = await world.as('bif-liaison').get('/v1/me');
    const seat = {
      unitId: 'koebenhavn',
      agencyId: 'kk-bif',
      agencyName: 'BIF',
      agencyKind: 'bif',
      roles: ['liaison'],
    };
    expect(json).toMatchObject({
      name: 'Lis Eksempelholm',
      authorityId: 'koebenhavns-kommune',
      seats: [seat],
      acting: seat,
    });
    expect(json.permissions).toContain('findings.write');
    expect(json.permissions).not.toContain('people.manage');
  });

  test('a national reader acts in no unit', async () => {
    const { json } = await world.as('national-reader').get('/v1/me');
    expect(json.acting).toMatchObject({
      unitId: null,
      unitName: null,
      agencyId: 'rigspolitiet',
      roles: ['national_reader'],
    });
  });

  test('somebody with roles in two agencies says which, and is told the choices', async () => {
    const personId = await idOf('bif-coordinator');
    const given = await administrator().post(`/v1/people/${personId}/roles`, liaison({ agencyId: 'kk-sof' }));
    expect(given.status).toBe(201);
    const unsaid = await world.as('bif-coordinator').get('/v1/me');
    expect(unsaid.status).toBe(400);
    expect(unsaid.json).toMatchObject({
      ruleId: 'acting.ambiguous',
      choices: [
        { unitId: 'koebenhavn', agencyId: 'kk-bif' },
        { unitId: 'koebenhavn', agencyId: 'kk-sof' },
      ],
    });
    const said = await world.as('bif-coordinator').get('/v1/me', { headers: { 'acting-agency': 'kk-sof' } });
    expect(said.json.acting).toMatchObject({ agencyId: 'kk-sof', roles: ['liaison'] });
    expect(said.json.seats).toHaveLength(2);
    const elsewhere = await world
      .as('bif-coordinator')
      .get('/v1/me', { headers: { 'acting-agency': 'skat' } });
    expect(elsewhere.json.ruleId).toBe('acting.not-yours');
  });
});

describe('people', () => {
  test('an administrator sees the own authority and nobody else, page by page', async () => {
    const all = await administrator().get('/v1/people?limit=100');
    expect(all.json.items).toHaveLength(21);
    expect(all.json.next).toBeNull();
    const names: string[] = [];
    let address = '/v1/people?limit=8';
    for (let pages = 0; pages < 3; pages += 1) {
      const { json } = await administrator().get(address);
      names.push(...json.items.map(({ id }: Json) => id));
      address = `/v1/people?limit=8&cursor=${json.next}`;
    }
    expect(names).toEqual(all.json.items.map(({ id }: Json) => id));
    expect(JSON.stringify(all.json)).not.toMatch(/Modelberg|Prøvestrup/);
  });

  test('a cursor is bound to its person and list, and holds no name', async () => {
    const { json } = await administrator().get('/v1/people?limit=8');
    expect(Buffer.from(json.next.split('.')[0], 'base64url').toString()).toMatch(/^\["[0-9a-f-]{36}"\]$/);
    const others = await world.as('sof-administrator').get(`/v1/people?limit=8&cursor=${json.next}`);
    expect(others.json.ruleId).toBe('cursor.invalid');
    const longer = await administrator().get(`/v1/people?limit=9&cursor=${json.next}`);
    expect(longer.json.ruleId).toBe('cursor.invalid');
  });

  test('a new person is found among those without a role, and can be given one', async () => {
    const added = await administrator().post('/v1/people', newPerson({ name: 'Åse Nydal' }));
    expect(added.status).toBe(201);
    expect(added.json).toMatchObject({ name: 'Åse Nydal', title: null, state: 'active', roles: [] });
    const waiting = await administrator().get('/v1/people?withoutRole=true');
    expect(waiting.json.items.map(({ name }: Json) => name)).toEqual(['Åse Nydal']);
    const given = await administrator().post(
      `/v1/people/${added.json.id}/roles`,
      liaison({ validTo: '2030-06-30' }),
    );
    expect(given.json).toMatchObject({
      roles: [
        {
          role: 'liaison',
          agencyId: 'kk-bif',
          validFrom: '2020-01-01',
          validTo: '2030-06-30',
          revokedAt: null,
        },
      ],
      effect: { da: expect.stringContaining('næste anmodning') },
    });
    const { rows } = await world.superuser.query(
      'select given_by from app.role_assignment where person_id = $1',
      [added.json.id],
    );
    expect(rows).toEqual([{ given_by: await idOf('bif-administrator') }]);
  });

  test('one person is read with the roles in the unit, by administrators of the own authority', async () => {
    const personId = await idOf('sof-liaison');
    const read = (who: string, id = personId) => world.as(who).get(`/v1/people/${id}`);
    expect((await read('bif-administrator')).json).toMatchObject({
      name: 'Lis Fiktivgaard',
      state: 'active',
      roles: [{ role: 'liaison', agencyId: 'kk-sof' }],
    });
    expect((await read('bif-auditor')).status).toBe(403);
    const elsewhere = await read('skat-administrator');
    const missing = await read('bif-administrator', randomUUID());
    expect([elsewhere.status, elsewhere.json.ruleId]).toEqual([404, 'not-found']);
    expect(missing.json.ruleId).toBe('not-found');
  });

  test('an administrator finds those whose role ends soon', async () => {
    const personId = await idOf('bk-approver');
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
    const role = { role: 'chair', agencyId: 'kk-bk', validFrom: '2020-01-01', validTo: addDays(today, 30) };
    await administrator().post(`/v1/people/${personId}/roles`, role);
    const ending = async (days: number): Promise<string[]> =>
      (await administrator().get(`/v1/people?endsBy=${addDays(today, days)}`)).json.items.map(
        ({ id }: Json) => id,
      );
    expect([await ending(29), await ending(30)]).toEqual([[], [personId]]);
    const ended = 'update app.role_assignment set revoked_at = now() where person_id = $1 and valid_to = $2';
    await world.superuser.query(ended, [personId, role.validTo]);
    expect(await ending(30)).toEqual([]);
    expect((await administrator().get('/v1/people?endsBy=2026-02-30')).status).toBe(400);
  });

  test('the issuer is the own authority’s, and a subject is registered once', async () => {
    const person = newPerson();
    const added = await administrator().post('/v1/people', person);
    const { rows } = await world.superuser.query(
      'select issuer, authority_id from app.person where id = $1',
      [added.json.id],
    );
    expect(rows).toEqual([
      { issuer: expect.stringContaining('koebenhavns-kommune'), authority_id: 'koebenhavns-kommune' },
    ]);
    expect((await administrator().post('/v1/people', person)).json.ruleId).toBe('person.exists');
    expect((await world.as('skat-administrator').post('/v1/people', person)).status).toBe(201);
  });

  test.each([
    ['a civil registration number as subject', { subject: '780264-2812' }, 'person.subject-is-cpr'],
    ['a control character in the name', { name: 'A\u0000B' }, 'text.not-allowed'],
    ['an issuer of one’s own choice', { issuer: 'https://example.org' }, 'field.unknown'],
    ['a state', { state: 'active' }, 'field.unknown'],
  ])('refuses %s', async (_case, change, ruleId) => {
    const { status, json, text } = await administrator().post('/v1/people', newPerson(change));
    expect(status).toBe(400);
    expect(json.errors.map(({ rule }: Json) => rule)).toEqual([ruleId]);
    expect(text).not.toContain('780264');
  });
});

describe('roles', () => {
  test.each([
    ['of an agency of another authority', liaison({ agencyId: 'skat' }), 422, 'role.agency-elsewhere'],
    ['of an agency that does not exist', liaison({ agencyId: 'atlantis' }), 422, 'role.agency-elsewhere'],
    ['before the agency takes part', liaison({ validFrom: '2010-12-31' }), 422, 'role.agency-elsewhere'],
    ['national reader', liaison({ role: 'national_reader' }), 422, 'role.only-by-setup'],
    ['that the person has already', liaison({ role: 'approver' }), 409, 'role.given'],
    ['that ends before it begins', liaison({ validTo: '2019-12-31' }), 400, 'input.invalid'],
  ])('are not given: %s', async (_case, role, status, ruleId) => {
    const answer = await administrator().post(`/v1/people/${await idOf('bif-approver')}/roles`, role);
    expect([answer.status, answer.json.ruleId]).toEqual([status, ruleId]);
  });

  test('nobody changes the own access', async () => {
    const own = await idOf('bif-administrator');
    const [role] = (await administrator().get('/v1/people?limit=100')).json.items.find(
      ({ id }: Json) => id === own,
    ).roles;
    for (const [path, body] of [
      [`/v1/people/${own}/roles`, liaison()],
      [`/v1/people/${own}/roles/${role.id}/revocation`, {}],
      [`/v1/people/${own}/revocation`, {}],
      [`/v1/people/${own}/reinstatement`, {}],
    ] as const) {
      const answer = await administrator().post(path, body);
      expect([answer.status, answer.json.ruleId]).toEqual([422, 'access.own']);
    }
    expect((await administrator().get('/v1/me')).status).toBe(200);
  });

  test('people of another authority are not found, as if they were not there', async () => {
    const other = await idOf('skat-liaison');
    for (const personId of [other, randomUUID()]) {
      for (const [path, body] of [
        [`/v1/people/${personId}/roles`, liaison()],
        [`/v1/people/${personId}/roles/${randomUUID()}/revocation`, {}],
        [`/v1/people/${personId}/revocation`, {}],
        [`/v1/people/${personId}/reinstatement`, {}],
      ] as const) {
        const answer = await administrator().post(path, body);
        expect([answer.status, answer.json.ruleId]).toEqual([404, 'not-found']);
      }
    }
    expect((await world.as('skat-liaison').get('/v1/me')).status).toBe(200);
  });

  test('a role of another person is not revoked under this one', async () => {
    const people = (await administrator().get('/v1/people?limit=100')).json.items;
    const [one, another] = people.filter(({ roles }: Json) => roles[0].role === 'liaison');
    const answer = await administrator().post(`/v1/people/${one.id}/roles/${another.roles[0].id}/revocation`);
    expect(answer.status).toBe(404);
  });
});

test('only administrators read and change people', async () => {
  for (const username of ['bif-liaison', 'bif-chair', 'bif-auditor', 'bif-coordinator', 'national-reader']) {
    const headers = username === 'bif-coordinator' ? { 'acting-agency': 'kk-bif' } : {};
    const read = await world.as(username).get('/v1/people', { headers });
    expect([read.status, read.json.ruleId]).toEqual([403, 'permission.missing']);
    expect((await world.as(username).post('/v1/people', newPerson(), { headers })).status).toBe(403);
  }
});

test('the matrix of permissions is the table that decides', async () => {
  const { json } = await world.as('bif-auditor').get('/v1/meta/permissions');
  expect(
    Object.fromEntries(json.permissions.map(({ permission, roles }: Json) => [permission, roles])),
  ).toEqual(permissions);
});

test('each change is in the trail with the person’s id, and with no name', async () => {
  const { rows } = await world.superuser.query(
    `select distinct verb, convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' as deed from audit.event
     where outcome = 'done' and verb <> 'consult' order by deed`,
  );
  expect(rows).toEqual([
    { verb: 'alter', deed: 'addPerson' },
    { verb: 'alter', deed: 'giveRole' },
  ]);
  const names = await world.superuser.query(
    `select from audit.event where convert_from(canon, 'UTF8') ~ 'Eksempelholm|Nydal|Adam'`,
  );
  expect(names.rowCount).toBe(0);
});
