import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAdmittedReview, told } from '../case-reviews/reviews.ts';
import { inDays } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { aWholeCase, type Case, doors, listsThatNameCases } from './doors.ts';
import { alsoA, idOf } from './people.ts';

let world: World;
const colleague = 'bif-legal-officer';
let one: Case;
beforeAll(async () => {
  world = await aWorld();
  await alsoA(world, colleague, 'liaison');
  one = await aWholeCase(world);
});
afterAll(() => world.close());

const exclude = async (by: string, whom: string, reason = 'Har haft en tvist med borgeren.') =>
  world.as(by).post(`/v1/case-reviews/${one.id}/exclusions`, { personId: await idOf(world, whom), reason });
const recuse = (who: string, key: string = randomUUID()) =>
  world.as(who).post(`/v1/case-reviews/${one.id}/recusal`, { reason: 'Borgeren er min fætter.' }, { key });

/** Everything that a seat is told in lists, searches and counts. */
async function lists(who: string): Promise<string> {
  const as = world.as(who);
  const answers = await Promise.all(listsThatNameCases(one).map((path) => as.get(path)));
  const found = await as.post('/v1/citizen-lookups', { cpr: one.cpr, reason: 'follow_up' });
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(3);
  return [...answers, found].map(({ text }) => text).join('\n');
}
const holds = (text: string) =>
  [one.id, one.findingId, one.disclosureId, one.itemId, one.actionId].filter((id) => text.includes(id));

/** The same request about a review, finding or follow-up that is nowhere, answered byte for byte like this one. */
async function isAsIfMissing(who: string) {
  const missing = {
    id: randomUUID(),
    findingId: randomUUID(),
    disclosureId: randomUUID(),
    actionId: randomUUID(),
  };
  const nowhere = doors(missing);
  for (const [index, { method, path, body, version }] of doors(one).entries()) {
    const sent = { ...(body === undefined ? {} : { body }), ...(version === undefined ? {} : { version }) };
    const [hidden, absent] = await Promise.all([
      world.send(who, method, path, sent),
      world.send(who, method, nowhere[index]?.path ?? '', sent),
    ]);
    expect({ path, ...told(hidden) }).toEqual({ path, ...told(absent) });
    expect([404, 403]).toContain(hidden.status);
    // Never the 403 of a colleague's case: that would tell.
    expect(hidden.json.ruleId).not.toBe('review.need-to-know');
  }
}

test('whoever is inhabil says so and is told whom to contact; from then on every door is shut, and all agree', async () => {
  const seen = holds(await lists('bif-liaison'));
  expect(seen).toEqual(expect.arrayContaining([one.id, one.itemId, one.actionId]));
  const key = randomUUID();
  const declared = await recuse('bif-liaison', key);
  expect(declared.status).toBe(201);
  const { contacts } = declared.json;
  expect(contacts).toContainEqual({ name: 'Gorm Eksempelholm', role: 'approver', agencyId: 'kk-bif' });
  expect(contacts).toContainEqual({ name: 'Mads Modelberg', role: 'chair', agencyId: 'koebenhavns-politi' });
  // Asked for again with the same key, it is the same answer: a lost answer loses nobody.
  expect((await recuse('bif-liaison', key)).json).toEqual(declared.json);
  await isAsIfMissing('bif-liaison');
  expect(holds(await lists('bif-liaison'))).toEqual([]);
  // It goes on for everybody else, and the case is there for the agency to give to somebody.
  const left = await world.as(colleague).get(`/v1/case-reviews/${one.id}`);
  expect(left.json).toMatchObject({ heldBy: 'nobody', name: 'Ida Opdigtet' });
  expect(holds(await lists('skat-liaison'))).toContain(one.id);
});

test.each([
  ['bif-approver', 'bif-coordinator'],
  ['bif-approver', 'bif-auditor'],
  ['politi-chair', 'bk-liaison'],
  ['bif-chair', 'politi-chair'],
])('%s excludes %s: at once, everywhere, without the reason', async (by, whom) => {
  const key = randomUUID();
  const opening = () =>
    world
      .as(whom)
      .post(`/v1/case-reviews/${one.id}/openings`, { reason: 'Skal svare på sagen i dag.' }, { key });
  const before = await opening();
  const why = `Er nabo til borgeren, ${whom}.`;
  expect((await exclude(by, whom, why)).json).toMatchObject({ kind: 'imposed', reason: why });
  await isAsIfMissing(whom);
  const text = await lists(whom);
  expect(holds(text)).toEqual([]);
  expect(text).not.toContain('nabo');
  // What was answered before is not told again either.
  expect(before.status).toBe(whom === 'bk-liaison' ? 201 : 403);
  if (before.status === 201) expect((await opening()).status).toBe(404);
  expect((await exclude(by, whom)).json.ruleId).toBe('exclusion.already');
});

test('a chair who is excluded admits and plans as before: no number twice, and no case lost from an agenda', async () => {
  await expect(anAdmittedReview(world, ['skat'])).resolves.toBeDefined();
  const planned = await world
    .as('bif-chair')
    .post('/v1/meetings', { date: inDays(300), time: '09:00', capacity: 20 });
  const agenda = `/v1/meetings/${planned.json.id}/agenda`;
  await world.superuser.query('update app.agenda_item set outcome = $2 where id = $1', [
    one.itemId,
    'postponed',
  ]);
  const onIt = async (who: string) =>
    (await world.as(who).get(agenda)).json.items.map((item: Json) => item.reviewId);
  await world.as('bif-chair').post(`${agenda}-proposals`);
  expect(await onIt('bif-chair')).toContain(one.id);
  await world.as('politi-chair').post(`${agenda}-proposals`);
  expect(await onIt('politi-chair')).not.toContain(one.id);
  expect(await onIt('bif-chair')).toContain(one.id);
});

test('lifted by the agency’s approver or a chair, never by that person, and by nobody of another agency', async () => {
  await recuse('bif-approver');
  const { json } = await world.as('bif-chair').get(`/v1/exclusions?reviewId=${one.id}`);
  const listed = json.items.find(({ name }: Json) => name === 'Gorm Eksempelholm');
  expect(listed).toMatchObject({ kind: 'recusal', reason: 'Borgeren er min fætter.' });
  const lift = async (who: string) =>
    (await world.as(who).post(`/v1/exclusions/${listed.id}/lifting`)).status;
  const refused = {
    'bif-approver': 404,
    'skat-approver': 404,
    'politi-chair': 404,
    'bif-liaison': 403,
    'bif-auditor': 403,
  };
  for (const [who, status] of Object.entries(refused))
    expect({ who, status: await lift(who) }).toEqual({ who, status });
  expect(await lift('bif-chair')).toBe(200);
  expect(await lift('bif-chair')).toBe(404);
  expect((await world.as('bif-approver').get(`/v1/case-reviews/${one.id}`)).status).toBe(200);
});

test.each([
  ['bif-approver', 'bif-approver', 403, 'exclusion.self'],
  ['bif-approver', 'skat-liaison', 422, 'exclusion.person'],
  ['politi-approver', 'politi-liaison', 404, 'not-found'],
  ['bif-legal-officer', 'skat-liaison', 403, 'permission.missing'],
])('%s does not exclude %s: %s %s', async (by, whom, status, ruleId) => {
  expect((await exclude(by, whom)).json).toMatchObject({ status, ruleId });
});

test('nobody is given a case that they are excluded from', async () => {
  const personId = await idOf(world, 'bif-liaison');
  const path = `/v1/case-reviews/${one.id}/assignments`;
  expect((await world.as('bif-approver').post(path, { personId })).json.ruleId).toBe('assignment.person');
  const { people } = (await world.as('bif-approver').get(path)).json;
  expect(people.map((person: Json) => person.personId)).not.toContain(personId);
});

test('an exclusion that is written while many read: no reading that begins afterwards succeeds', async () => {
  const reading = () => world.as(colleague).get(`/v1/case-reviews/${one.id}`);
  const inFlight = Array.from({ length: 20 }, reading);
  let written = false;
  const writing = exclude('bif-chair', colleague).then((answer) => {
    written = true;
    return answer;
  });
  const late: number[] = [];
  while (late.length < 20) {
    const beganAfter = written;
    const { status } = await reading();
    if (beganAfter) late.push(status);
  }
  expect((await writing).status).toBe(201);
  const answers = await Promise.all(inFlight);
  expect(answers.filter(({ status }) => status !== 200 && status !== 404)).toEqual([]);
  expect(late).toEqual(Array.from({ length: 20 }, () => 404));
});
