import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refusalsOf } from './sign-in-refusals.ts';
import { aBrowser, aSignInWorld, type SignInWorld } from './sign-in-world.ts';

// Issuers that cannot be asked or believed, and people whom the service does not let in.
let world: SignInWorld;
let expectRefused: ReturnType<typeof refusalsOf>;
beforeAll(async () => {
  world = await aSignInWorld();
  expectRefused = refusalsOf(world);
});
afterAll(() => world.close());
afterEach(() => world.between());

const browser = () => aBrowser(world.baseUrl);

describe('an issuer that is away, or is not the one that was set up', () => {
  const discovery = (change: object) =>
    world.between(async (address, init) => {
      const answer = await world.plainly(address, init);
      if (!address.includes('/.well-known/')) return answer;
      return Response.json({ ...JSON.parse(await answer.text()), ...change });
    });

  test.each<[string, () => void]>([
    ['does not answer', () => world.between(() => Promise.reject(new TypeError('fetch failed')))],
    [
      'answers with an error',
      () => world.between(async () => new Response('secret-of-the-issuer', { status: 500 })),
    ],
    ['answers with something else', () => world.between(async () => new Response('secret-of-the-issuer'))],
    ['says that it is another', () => discovery({ issuer: 'https://evil.example' })],
    ['names other keys', () => discovery({ jwks_uri: 'https://evil.example/jwks' })],
  ])('%s', async (_what, arrange) => {
    // What it said before is forgotten after an hour.
    world.later(61);
    arrange();
    const one = browser();
    await expectRefused(one, await one.visit('/sign-in/rigspolitiet'), 503, 'issuer_away');
    world.between();
    expect((await one.visit('/sign-in/rigspolitiet')).status).toBe(303);
  });

  test('goes away between the two halves', async () => {
    const one = browser();
    const answer = await one.answerFor('bif-liaison');
    world.between(() => Promise.reject(new TypeError('fetch failed')));
    await expectRefused(one, await one.visit(answer), 503, 'issuer_away');
  });

  test('is no longer believed when the answer comes', async () => {
    const one = browser();
    const answer = await one.answerFor('national-reader');
    const set = (id: string | null) =>
      world.superuser.query(
        `update app.identity_issuer set web_client_id = $1 where authority_id = 'rigspolitiet'`,
        [id],
      );
    await set(null);
    // The list is remembered for ten seconds.
    world.later(0.2);
    await expectRefused(one, await one.visit(answer), 400, 'answer');
    expect((await one.visit('/sign-in/rigspolitiet')).status).toBe(404);
    await set('web');
  });

  test.each(['atlantis', 'RIGSPOLITIET', '..%2Fdemo-idp', 'x'.repeat(90)])(
    'nobody knows: %s',
    async (name) => {
      const one = browser();
      expect((await one.visit(`/sign-in/${name}`)).status).toBe(404);
      expect(one.cookie('sign-in')).toBeUndefined();
    },
  );
});

describe('somebody whom the issuer knows', () => {
  test('and the service does not: is told whom to ask, and gets no session', async () => {
    await world.superuser.query(
      `update app.person set subject = gen_random_uuid()::text where name = 'Karen Testrup'`,
    );
    const one = browser();
    const answer = await one.signIn('bk-coordinator');
    const page = await answer.clone().text();
    await expectRefused(one, answer, 403, { ruleId: 'person.unknown', ids: {} });
    expect(page).toContain('ikke oprettet i tjenesten');
    expect(page).toContain('administrator');
  });

  test('and who is revoked: is told the same', async () => {
    await world.superuser.query(`update app.person set state = 'revoked' where name = 'Gorm Testrup'`);
    const one = browser();
    const answer = await one.signIn('bk-approver');
    expect(await answer.clone().text()).toContain('ikke oprettet i tjenesten');
    await expectRefused(one, answer, 403, {
      ruleId: 'person.unknown',
      ids: { persons: [expect.any(String)] },
    });
  });

  test('but whose sign-in cannot be recorded: gets no session', async () => {
    await world.superuser.query('revoke execute on function audit.append from cap_app');
    const one = browser();
    const answer = await one.signIn('bif-liaison');
    await world.superuser.query('grant execute on function audit.append to cap_app');
    await expectRefused(one, answer, 503, null);
  });
});
