import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aWorld, type Json, type World } from '../support/world.ts';

// After a revocation has committed no request that starts later succeeds, whatever is in flight. Shown to be a check by the
// last test: with a database that vouches for whatever the API remembers, requests do get through.
let world: World;
let personId: string;
let roleId: string;

beforeAll(async () => {
  world = await aWorld();
  personId = (await world.as('bif-liaison').get('/v1/me')).json.id;
});
afterAll(() => world.close());
beforeEach(async () => {
  const administrator = world.as('bif-administrator');
  await administrator.post(`/v1/people/${personId}/reinstatement`);
  const { json } = await administrator.get('/v1/people?limit=100');
  const { roles } = json.items.find(({ id }: Json) => id === personId);
  const held = roles.find(({ revokedAt }: Json) => revokedAt === null);
  if (held) roleId = held.id;
  else {
    const role = { role: 'liaison', agencyId: 'kk-bif', validFrom: '2020-01-01' };
    const given = await administrator.post(`/v1/people/${personId}/roles`, role);
    roleId = given.json.roles.at(-1).id;
  }
});

/** Keeps six requests in flight while `revoke` runs and until 20 that started later have ended. */
async function underLoad(revoke: () => Promise<{ status: number }>) {
  const authorization = `Bearer ${await world.providers.accessTokenFor('bif-liaison')}`;
  const before: number[] = [];
  const after: number[] = [];
  let revokedAt = Infinity;
  const ask = async () => {
    while (after.length < 20) {
      const began = performance.now();
      const { status } = await world.send(null, 'GET', '/v1/me', { headers: { authorization } });
      (began >= revokedAt ? after : before).push(status);
    }
  };
  const asking = Promise.all(Array.from({ length: 6 }, ask));
  while (before.length < 12) await new Promise((resolve) => setTimeout(resolve, 2));
  const { status } = await revoke();
  // The answer leaves after COMMIT: what starts from here on comes later than the revocation.
  revokedAt = performance.now();
  await asking;
  return { status, before, after };
}

const revokePerson = () => world.as('bif-administrator').post(`/v1/people/${personId}/revocation`);
const revokeRole = () =>
  world.as('bif-administrator').post(`/v1/people/${personId}/roles/${roleId}/revocation`);

test.each([
  ['a person', revokePerson, 401],
  ['a role', revokeRole, 403],
])('revoking %s holds for every request that starts later', async (_what, revoke, refusal) => {
  for (let round = 0; round < 5; round += 1) {
    const { status, before, after } = await underLoad(revoke);
    expect(status).toBe(200);
    expect(before).toContain(200);
    expect(new Set(after)).toEqual(new Set([refusal]));
    expect(before.filter((seen) => seen !== 200 && seen !== refusal)).toEqual([]);
    await world.as('bif-administrator').post(`/v1/people/${personId}/reinstatement`);
    if (refusal === 403) {
      const role = { role: 'liaison', agencyId: 'kk-bif', validFrom: '2020-01-01' };
      const given = await world.as('bif-administrator').post(`/v1/people/${personId}/roles`, role);
      roleId = given.json.roles.at(-1).id;
    }
    expect((await world.as('bif-liaison').get('/v1/me')).status).toBe(200);
  }
});

test('the answer says what is refused from now on, and repeating it changes nothing', async () => {
  const first = await revokePerson();
  expect(first.json).toMatchObject({
    state: 'revoked',
    effect: { da: expect.stringContaining('afvises alle anmodninger') },
  });
  expect((await revokePerson()).json).toEqual(first.json);
  const role = { role: 'chair', agencyId: 'kk-bif', validFrom: '2020-01-01' };
  const given = await world.as('bif-administrator').post(`/v1/people/${personId}/roles`, role);
  expect([given.status, given.json.ruleId]).toEqual([409, 'person.revoked']);
});

test('what a revoked person tries is remembered, without saying so to the person', async () => {
  await revokePerson();
  const refused = await world.as('bif-liaison').get('/v1/units');
  const anonymous = await world.as(null).get('/v1/units');
  expect({ ...refused.json, traceId: '' }).toEqual({ ...anonymous.json, traceId: '' });
  const { rows } = await world.superuser.query(
    `select system, verb, outcome, convert_from(canon, 'UTF8')::jsonb -> 'event' as event from audit.event order by id desc limit 1`,
  );
  expect(rows).toEqual([
    {
      system: 'api',
      verb: 'sign_in',
      outcome: 'refused',
      event: { deed: 'listUnits', ruleId: 'token.refused', ids: { persons: [personId] } },
    },
  ]);
});

test('whoever was refused is let in again from the next request on', async () => {
  await revokePerson();
  expect((await world.as('bif-liaison').get('/v1/me')).status).toBe(401);
  await world.as('bif-administrator').post(`/v1/people/${personId}/reinstatement`);
  expect((await world.as('bif-liaison').get('/v1/me')).status).toBe(200);
  expect((await world.as('bif-liaison').get('/v1/people')).status).toBe(403);
  const role = { role: 'administrator', agencyId: 'kk-bif', validFrom: '2020-01-01' };
  await world.as('bif-administrator').post(`/v1/people/${personId}/roles`, role);
  expect((await world.as('bif-liaison').get('/v1/people')).status).toBe(200);
});

test('the check is one: were the version not read in each transaction, revoked people would get through', async () => {
  const { rows } = await world.superuser.query('select version from app.person where id = $1', [personId]);
  await world.superuser.query(
    `create or replace function app.identity_version(person uuid) returns int language sql stable as 'select ${rows[0].version}'`,
  );
  expect((await world.as('bif-liaison').get('/v1/me')).status).toBe(200);
  await world.superuser.query(`update app.person set state = 'revoked' where id = $1`, [personId]);
  expect((await world.as('bif-liaison').get('/v1/me')).status).toBe(200);
});
