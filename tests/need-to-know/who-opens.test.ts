import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAdmittedReview, aNominatedReview } from '../case-reviews/reviews.ts';
import { allowed } from '../findings/findings.ts';
import { aWorld, type World } from '../support/world.ts';
import { alsoA, idOf } from './people.ts';

let world: World;
/** A second liaison of BIF. */
const colleague = 'bif-legal-officer';
let colleagueId: string;
beforeAll(async () => {
  world = await aWorld();
  colleagueId = await alsoA(world, colleague, 'liaison');
});
afterAll(() => world.close());

const reason = { reason: 'Afløser for Lis, som har ferie i denne uge.' };
const open = (who: string, id: string) => world.as(who).post(`/v1/case-reviews/${id}/openings`, reason);
const read = async (who: string, path: string) => {
  const { status, json } = await world.as(who).get(path);
  return { status, rule: json?.ruleId, json };
};
const inList = async (who: string, id: string) =>
  (await world.as(who).get('/v1/case-reviews?limit=100')).json.items.find(
    (one: { id: string }) => one.id === id,
  );

/** BIF's liaison nominates and attaches; SKAT and BIF are asked. */
async function aHeldReview() {
  const { id } = await anAdmittedReview(world, ['skat', 'kk-bif', 'kk-bk']);
  const { who, body, purpose } = allowed.bif;
  const finding = await world
    .as(who)
    .post(`/v1/case-reviews/${id}/findings`, body, { purpose: purpose as 'benefit_control' });
  expect(finding.status).toBe(201);
  return { id, findingId: finding.json.id as string };
}

test('the first act makes the case one’s own; a colleague sees that it exists, and not whose it is about', async () => {
  const { id } = await aNominatedReview(world);
  expect(await inList('bif-liaison', id)).toMatchObject({ heldBy: 'me', name: 'Ida Opdigtet' });
  expect(await inList(colleague, id)).toMatchObject({ heldBy: 'colleague', name: null, cprMasked: null });
  expect(await inList('bif-approver', id)).toMatchObject({ heldBy: 'colleague', name: null });
  // The chair leads every case; a coordinator never read a name.
  expect(await inList('politi-chair', id)).toMatchObject({ heldBy: 'nobody', name: 'Ida Opdigtet' });
  const refused = await read(colleague, `/v1/case-reviews/${id}`);
  expect(refused.json).toMatchObject({
    status: 403,
    ruleId: 'review.need-to-know',
    provision: 'Forvaltningsloven § 32',
    reviewId: id,
    contact: 'approver',
  });
  expect(refused.json.detail).toContain('8 timer');
});

test('everything below a colleague’s case is refused in the same way, and nothing of it is changed', async () => {
  const { id, findingId } = await aHeldReview();
  const as = world.as(colleague);
  const answers = {
    dossier: await as.get(`/v1/case-reviews/${id}`),
    findings: await as.get(`/v1/case-reviews/${id}/findings`),
    finding: await as.get(`/v1/findings/${findingId}`),
    versions: await as.get(`/v1/findings/${findingId}/versions`),
    withdrawFinding: await as.post(
      `/v1/findings/${findingId}/withdrawal`,
      { reason: 'Var ikke rigtig.' },
      { version: 1 },
    ),
    attach: await as.post(`/v1/case-reviews/${id}/findings`, allowed.bif.body),
    reply: await as.put(`/v1/case-reviews/${id}/replies/kk-bif`, { kind: 'nothing_to_add' }, { version: 0 }),
    unmask: await as.post(`/v1/case-reviews/${id}/unmaskings`, { reason: 'phone_contact' }),
    withdraw: await as.post(`/v1/case-reviews/${id}/withdrawal`, {}, { version: 2 }),
    followUp: await as.post(`/v1/case-reviews/${id}/follow-ups`, {
      agencyId: 'kk-bif',
      type: 'sanction',
      dueOn: '2999-12-31',
    }),
  };
  const told = Object.entries(answers).map(
    ([door, { status, json }]) => `${door} ${status} ${json?.ruleId ?? json?.errors?.[0]?.pointer}`,
  );
  expect(told).toEqual(Object.keys(answers).map((door) => `${door} 403 review.need-to-know`));
  // A finding that the agency does not know is still one that does not exist.
  expect(await read('bk-liaison', `/v1/findings/${findingId}`)).toMatchObject({ status: 404 });
  expect(await read(colleague, `/v1/findings/${randomUUID()}`)).toMatchObject({ status: 404 });
});

test('while nobody of the agency has it, everybody there reads it; one takes it and then it is theirs', async () => {
  const { id } = await anAdmittedReview(world, ['skat', 'kk-bk']);
  const path = `/v1/case-reviews/${id}/assignments`;
  expect(await read('bk-approver', `/v1/case-reviews/${id}`)).toMatchObject({ status: 200 });
  expect((await world.as('bk-approver').post(path, {})).json.ruleId).toBe('assignment.self');
  expect(
    (await world.as('bk-liaison').post(path, { personId: await idOf(world, 'bk-approver') })).json.ruleId,
  ).toBe('assignment.approver-gives');
  expect((await world.as('bk-liaison').post(path, {})).status).toBe(201);
  expect((await world.as('bk-liaison').post(path, {})).json.ruleId).toBe('assignment.already');
  expect(await read('bk-approver', `/v1/case-reviews/${id}`)).toMatchObject({ status: 403 });
  const { json } = await world.as('bk-approver').get(path);
  expect(json.items).toMatchObject([{ name: 'Lis Testrup' }]);
  // Other agencies are not told who has it there, and distribute their own.
  expect(
    (await world.as('skat-liaison').get(path)).json.items.map((one: { name: string }) => one.name),
  ).not.toContain('Lis Testrup');
  expect((await world.as('sof-approver').get(path)).status).toBe(404);
});

test('of two first acts at once one takes the case, and the other is refused like any colleague', async () => {
  const second = 'bk-administrator';
  await alsoA(world, second, 'liaison');
  const { id } = await anAdmittedReview(world, ['skat', 'kk-bk']);
  const gate = await world.superuser.connect();
  const lock = `hashtextextended('assign koebenhavn/kk-bk ${id}', 0)`;
  await gate.query(`select pg_advisory_lock(${lock})`);
  const both = ['bk-liaison', second].map((who) =>
    world.as(who).post(`/v1/case-reviews/${id}/findings`, allowed.bif.body),
  );
  // Both have read that nobody has it.
  const waiting = "select from pg_locks where locktype = 'advisory' and not granted";
  await expect.poll(async () => (await gate.query(waiting)).rowCount).toBe(2);
  await gate.query(`select pg_advisory_unlock(${lock})`);
  gate.release();
  const told = (await Promise.all(both)).map(({ status, json }) => `${status} ${json.ruleId}`);
  expect(told.toSorted()).toEqual(['201 undefined', '403 review.need-to-know']);
});

test('the approver gives a case to others of the agency and ends it; nobody else does', async () => {
  const { id } = await aHeldReview();
  const path = `/v1/case-reviews/${id}/assignments`;
  expect((await world.as(colleague).post(path, {})).json.ruleId).toBe('assignment.taken');
  expect(
    (await world.as('bif-approver').post(path, { personId: await idOf(world, 'bk-liaison') })).json.ruleId,
  ).toBe('assignment.person');
  const given = await world.as('bif-approver').post(path, { personId: colleagueId });
  expect(given.json).toMatchObject({ personId: colleagueId, givenBy: await idOf(world, 'bif-approver') });
  expect(await read(colleague, `/v1/case-reviews/${id}`)).toMatchObject({ status: 200 });
  const { json } = await world.as('bif-approver').get(path);
  expect(json.items).toHaveLength(2);
  for (const who of [colleague, 'bif-liaison', 'bk-approver']) {
    const answer = await world.as(who).delete(`${path}/${given.json.id}`);
    expect({ who, status: answer.status }).toEqual({ who, status: who === 'bk-approver' ? 404 : 403 });
  }
  for (const one of json.items)
    expect((await world.as('bif-approver').delete(`${path}/${one.id}`)).status).toBe(204);
  expect((await world.as('bif-approver').delete(`${path}/${given.json.id}`)).status).toBe(404);
  expect(await inList(colleague, id)).toMatchObject({ heldBy: 'nobody', name: 'Ida Opdigtet' });
});

test('opened with a reason for eight hours; approver and auditor see who, when and why, and nobody looks at their own', async () => {
  const { id } = await aHeldReview();
  const short = await world.as(colleague).post(`/v1/case-reviews/${id}/openings`, { reason: 'Ferie' });
  expect(short.json.errors[0]).toMatchObject({ pointer: '/body/reason' });
  const number = await world
    .as(colleague)
    .post(`/v1/case-reviews/${id}/openings`, { reason: 'Borgeren 780264-2812 har ringet.' });
  expect(number.json.errors[0]).toMatchObject({ rule: 'reason.cpr' });
  const opened = await open(colleague, id);
  expect(Date.parse(opened.json.until) - Date.parse(opened.json.openedAt)).toBe(8 * 3_600_000);
  expect(await read(colleague, `/v1/case-reviews/${id}`)).toMatchObject({ status: 200 });
  expect(await inList(colleague, id)).toMatchObject({ heldBy: 'colleague', name: 'Ida Opdigtet' });
  expect((await open('bif-approver', id)).status).toBe(201);

  for (const who of ['bif-approver', 'bif-auditor']) {
    const { json } = await world.as(who).get('/v1/openings?reviewed=false');
    expect(json.items.filter((one: { reviewId: string }) => one.reviewId === id)).toMatchObject([
      { name: 'Gorm Eksempelholm', reviewedAt: null },
      { name: 'Jura Eksempelholm', kind: 'opened', reason: reason.reason, until: opened.json.until },
    ]);
  }
  expect((await world.as('skat-approver').get('/v1/openings')).json.items).toEqual([]);
  expect((await world.as('bif-liaison').get('/v1/openings')).status).toBe(403);
  const mark = (who: string, openingId: string) => world.as(who).post(`/v1/openings/${openingId}/review`);
  expect((await mark('skat-approver', opened.json.id)).status).toBe(404);
  expect((await mark('bif-approver', opened.json.id)).json).toMatchObject({
    reviewedBy: 'Gorm Eksempelholm',
  });
  const own = (await world.as('bif-approver').get('/v1/openings?reviewed=false&limit=1')).json.items[0];
  expect((await mark('bif-approver', own.id)).json.ruleId).toBe('opening.own');

  await world.superuser.query(
    "update app.review_access set until = now() - interval '1 second' where id = $1",
    [opened.json.id],
  );
  expect(await read(colleague, `/v1/case-reviews/${id}`)).toMatchObject({
    status: 403,
    rule: 'review.need-to-know',
  });
});

test('the queue begins with what is one’s own or nobody’s', async () => {
  const first = await anAdmittedReview(world, ['kk-bif'], 'bk-liaison');
  const second = await anAdmittedReview(world, ['kk-bif'], 'bk-liaison');
  await world.superuser.query('update app.review_agency set due_on = due_on - 10 where review_id = $1', [
    first.id,
  ]);
  const order = async (who: string) =>
    (await world.as(who).get('/v1/me/queue')).json.toAnswer
      .map((one: { review: { id: string } }) => one.review.id)
      .filter((id: string) => [first.id, second.id].includes(id));
  expect(await order(colleague)).toEqual([first.id, second.id]);
  await world.as('bif-liaison').post(`/v1/case-reviews/${first.id}/assignments`, {});
  expect(await order(colleague)).toEqual([second.id, first.id]);
  expect(await order('bif-liaison')).toEqual([first.id, second.id]);
});
