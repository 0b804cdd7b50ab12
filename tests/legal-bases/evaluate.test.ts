import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const evaluate = (who: string, change: Record<string, unknown> = {}) =>
  world.as(who).post(
    '/v1/decisions/evaluate',
    {
      basisCode: 'RSL11C',
      recipients: ['skat'],
      purpose: 'benefit_control',
      dataClass: 'confidential',
      subject: 'person',
      necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
      ...change,
    },
    { key: null, purpose: null },
  );
const codes = (options: Json[]) => options.map(({ basis }) => basis.code);

test('each recipient gets a decision with its reasons, and the bases that could and could not carry it', async () => {
  const answer = await evaluate('bif-liaison', { recipients: ['skat', 'kk-sof', 'kk-bif'] });
  expect(answer).toMatchObject({ status: 200 });
  const [skat, sof, self] = answer.json.decisions;
  expect(skat).toMatchObject({
    recipient: 'skat',
    outcome: 'allow_full',
    sharing: 'disclosure',
    refusals: [],
    basis: { code: 'RSL11C', version: 1 },
    useRestriction: null,
    catalogueVersion: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(codes(skat.possible)).toEqual(['DBL6-GDPR6E', 'RSL11C']);
  expect(codes(skat.impossible)).toContain('RPL115-1-1');
  expect(skat.impossible.every(({ refusals }: Json) => refusals.length > 0)).toBe(true);
  expect(sof.sharing).toBe('internal_use');
  expect(self).toMatchObject({
    outcome: 'deny',
    refusals: [{ rule: 'D2', code: 'recipient_is_contributor' }],
  });
});

test('what is still to be filled in does not make a basis impossible', async () => {
  const answer = await evaluate('politi-liaison', {
    basisCode: 'RPL115-1-1',
    recipients: ['kk-sof'],
    purpose: 'prevention',
    dataClass: 'criminal',
    necessity: '',
  });
  const [decision] = answer.json.decisions;
  expect(decision.outcome).toBe('deny');
  expect(decision.refusals.map(({ rule }: Json) => rule)).toEqual(['D3', 'D5', 'D6', 'D6', 'D6']);
  expect(decision.refusals.every(({ da, en }: Json) => da !== '' && en !== '')).toBe(true);
  expect(codes(decision.possible)).toEqual(['RPL115-1-1']);
  expect(decision.possible[0].useRestriction.code).toBe('not_for_criminal_investigation');
});

test('a money-laundering report is refused whatever the basis', async () => {
  const answer = await evaluate('skat-liaison', {
    basisCode: 'SFL17',
    recipients: ['kk-bk'],
    sourceClass: 'money_laundering_report',
  });
  expect(answer.json.decisions[0]).toMatchObject({
    outcome: 'deny',
    possible: [],
    refusals: [{ rule: 'D8' }],
  });
});

test('with a review, taking part in it is tried; a hidden review is missing', async () => {
  const review = await aCaseReview(world, { agencies: ['kk-bif', 'skat'] });
  const answer = await evaluate('bif-liaison', { reviewId: review.id, recipients: ['skat', 'kk-sof'] });
  expect(answer.json.decisions).toMatchObject([
    { outcome: 'allow_full' },
    { outcome: 'deny', refusals: [{ rule: 'D2', code: 'recipient_takes_no_part' }] },
  ]);
  expect((await evaluate('sof-liaison', { reviewId: review.id })).status).toBe(404);
  expect((await evaluate('bif-auditor', { reviewId: review.id })).status).toBe(403);
});

test('nothing is stored but that it was asked, and no text of it', async () => {
  await evaluate('bif-liaison', { basisCode: '7802642812', necessity: 'Bor på Vesterbro med en samlever.' });
  const { rows } = await world.superuser.query(
    "select convert_from(canon, 'UTF8') as event from audit.event order by id desc limit 1",
  );
  expect(rows[0].event).toContain('evaluateDecision');
  expect(rows[0].event).not.toMatch(/Vesterbro|780264/);
});
