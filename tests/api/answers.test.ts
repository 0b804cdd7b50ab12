import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { audience } from '#api/run.ts';
import { buildServer } from '#api/server.ts';
import { record } from '#audit/record.ts';
import { endpoint } from '#platform/contract.ts';
import { serve } from '#platform/deed.ts';
import { aWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const told = z.object({
  id: z.string(),
  inner: z.object({ name: z.string() }),
  list: z.array(z.object({ name: z.string() })),
});
const contract = endpoint({
  id: 'tellTooMuch',
  method: 'GET',
  path: '/v1/too-much',
  summary: { da: 'Til en prøve', en: 'For a test' },
  permission: 'signed_in',
  output: told,
});
const lying = endpoint({ ...contract, id: 'tellWrongly', path: '/v1/wrong' });

test('what the contract does not declare does not leave, and what it declares must be so', async () => {
  const secret = randomUUID();
  const hidden = { cpr_ct: secret, visible_to: [secret] };
  const row = { id: '1', ...hidden, inner: { name: 'a', ...hidden }, list: [{ name: 'b', ...hidden }] };
  const wrong = { id: secret, inner: { name: secret }, list: secret };
  const { server, databases, identities, vault, register } = world.api;
  expect(server.hasRoute({ method: 'GET', url: contract.path })).toBe(false);
  const app = await buildServer({
    endpoints: [
      serve(contract, async (tx) => {
        record(tx, { verb: 'consult', deed: contract.id });
        return row;
      }),
      serve(lying, async (tx) => {
        record(tx, { verb: 'consult', deed: lying.id });
        return JSON.parse(JSON.stringify(wrong));
      }),
    ],
    audience,
    logger: pino({ level: 'silent' }),
    databases,
    identities,
    vault,
    register,
    clock: Date.now,
    ready: async () => true,
    fetchKeys: world.providers.fetchKeys,
  });
  const authorization = `Bearer ${await world.providers.accessTokenFor('bif-liaison')}`;
  const answer = await app.inject({ url: contract.path, headers: { authorization } });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ id: '1', inner: { name: 'a' }, list: [{ name: 'b' }] });
  expect(answer.body).not.toContain(secret);
  const broken = await app.inject({ url: lying.path, headers: { authorization } });
  expect([broken.statusCode, broken.json().ruleId]).toEqual([500, 'service.fault']);
  expect(broken.body).not.toContain(secret);
  await app.close();
});
