import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { lapse, renew, said } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterEach(() => renew(world, 'skat'));
afterAll(() => world.close());

const reason = 'Fare for borgerens barn i aften; kollegaen kan ikke træffes.';
const ask = (who: string, reviewId: string, body: Json = { reason }) =>
  world.as(who).post(`/v1/case-reviews/${reviewId}/emergency-accesses`, body);
const confirm = (who: string, id: string) => world.as(who).post(`/v1/emergency-accesses/${id}/confirmation`);
const refuse = (who: string, id: string) => world.as(who).post(`/v1/emergency-accesses/${id}/refusal`);
const end = (who: string, id: string) => world.as(who).post(`/v1/emergency-accesses/${id}/ending`);
const list = async (who: string, query = ''): Promise<Json[]> =>
  (await world.as(who).get(`/v1/emergency-accesses${query}`)).json.items;
const personId = async (who: string): Promise<string> => (await world.as(who).get('/v1/me')).json.id;

/** What SKAT was given on a review of its own, when its agreement has lapsed; and what it was not given. */
async function aClosedReview() {
  const review = await aReview(world);
  const given = await attach(world, review.id);
  await disclose(world, given.id);
  const kept = await attach(world, review.id, 'bif', { text: 'Kun for BIF selv.' });
  await lapse(world, 'skat');
  return { review, given, kept };
}
const seenBy = async (who: string, reviewId: string): Promise<string[]> =>
  (await world.as(who).get(`/v1/case-reviews/${reviewId}/findings`)).json.items.map(({ id }: Json) => id);
const later = (id: string, column: string) =>
  world.superuser.query(
    `begin; alter table app.emergency_access disable trigger user;
     update app.emergency_access set ${column} = now() - interval '1 second' where id = '${id}';
     update app.review_access set until = now() - interval '1 second' where id = '${id}' and '${column}' = 'until';
     alter table app.emergency_access enable trigger user; commit`,
  );

describe('what a lapsed agreement has closed', () => {
  test('opens to the person who asked when a second person confirms, as far as it was given, and is ended early', async () => {
    const { review, given } = await aClosedReview();
    const asked = await ask('skat-liaison', review.id);
    expect([asked.status, asked.json.state, asked.json.open]).toEqual([201, 'asked', false]);
    expect(await seenBy('skat-liaison', review.id)).toEqual([]);
    const [waiting] = await list('skat-approver', '?waiting=true');
    expect(waiting).toMatchObject({ id: asked.json.id, reason, youCanDecide: true });
    const confirmed = await confirm('skat-approver', asked.json.id);
    expect(confirmed.json).toMatchObject({
      state: 'confirmed',
      open: true,
      decidedBy: { name: 'Gorm Prøvestrup' },
    });
    const hours = (Date.parse(confirmed.json.until) - Date.parse(confirmed.json.decidedAt)) / 3_600_000;
    expect(hours).toBe(4);
    expect(await seenBy('skat-liaison', review.id)).toEqual([given.id]);
    // For that person alone: the approver's own view stays closed.
    expect(await seenBy('skat-approver', review.id)).toEqual([]);
    const [own] = await list('skat-auditor');
    expect(own).toMatchObject({ id: asked.json.id, reason: null, open: true });
    expect(own.uses).toBeGreaterThan(0);
    expect((await end('skat-approver', asked.json.id)).json).toMatchObject({ state: 'ended', open: false });
    expect(await seenBy('skat-liaison', review.id)).toEqual([]);
    expect(said(await end('skat-liaison', asked.json.id))).toBe('409 emergency.not-open');
  });

  test('closes by itself after four hours', async () => {
    const { review, given } = await aClosedReview();
    const { id } = (await ask('skat-liaison', review.id)).json;
    await confirm('politi-chair', id);
    expect(await seenBy('skat-liaison', review.id)).toEqual([given.id]);
    await later(id, 'until');
    expect(await seenBy('skat-liaison', review.id)).toEqual([]);
    expect(said(await end('skat-liaison', id))).toBe('409 emergency.not-open');
    // A new one can be asked for.
    expect((await ask('skat-liaison', review.id)).status).toBe(201);
  });
});

describe('nothing opens', () => {
  test('without a second person, or for somebody who may not be it', async () => {
    const { review } = await aClosedReview();
    const { id } = (await ask('skat-approver', review.id)).json;
    expect(said(await confirm('skat-approver', id))).toBe('422 emergency.second-person');
    for (const who of ['skat-liaison', 'skat-auditor', 'bif-coordinator'])
      expect((await confirm(who, id)).status).toBe(403);
    expect(said(await confirm('bif-approver', id))).toBe('404 not-found');
    expect((await refuse('politi-chair', id)).json).toMatchObject({ state: 'refused', open: false });
    expect(said(await confirm('politi-chair', id))).toBe('409 emergency.decided-already');
    expect(await seenBy('skat-approver', review.id)).toEqual([]);
  });

  test('when it is confirmed twice at once, opened once; when it is confirmed too late, not at all', async () => {
    const { review } = await aClosedReview();
    const { id } = (await ask('skat-liaison', review.id)).json;
    const both = await Promise.all([confirm('skat-approver', id), confirm('politi-chair', id)]);
    expect(both.map(said).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '200',
      '409 emergency.decided-already',
    ]);
    const opened = await world.superuser.query(
      "select from app.review_access where id = $1 and kind = 'emergency'",
      [id],
    );
    expect(opened.rowCount).toBe(1);
    await end('skat-liaison', id);
    const late = (await ask('skat-liaison', review.id)).json;
    await later(late.id, 'answer_by');
    expect(said(await confirm('skat-approver', late.id))).toBe('409 emergency.not-in-time');
    const waiting = (await list('skat-approver', '?waiting=true')).map((one) => one.id);
    expect(waiting).not.toContain(late.id);
    expect((await list('skat-liaison')).find((one) => one.id === late.id).state).toBe('lapsed');
    expect(await seenBy('skat-liaison', review.id)).toEqual([]);
  });

  test('that is open already, was asked for already, or belongs to nobody of the agency', async () => {
    const { review } = await aClosedReview();
    const { id } = (await ask('skat-liaison', review.id)).json;
    expect(said(await ask('skat-liaison', review.id))).toBe('409 emergency.asked-already');
    await confirm('skat-approver', id);
    expect(said(await ask('skat-liaison', review.id))).toBe('409 emergency.open-already');
    await end('skat-liaison', id);
    await renew(world, 'skat');
    expect(said(await ask('skat-liaison', review.id))).toBe('409 emergency.not-needed');
    const others = await aReview(world, { agencies: ['kk-bif'] });
    expect(said(await ask('skat-liaison', others.id))).toBe('404 not-found');
    for (const body of [{}, { reason: 'kort' }, { reason: 'Det drejer sig om 780264-2812 i dag.' }])
      expect((await ask('skat-liaison', review.id, body)).status).toBe(400);
    for (const who of ['skat-coordinator', 'skat-auditor', 'politi-chair', 'skat-administrator'])
      expect((await ask(who, review.id)).status).toBe(403);
  });

  test('against an exclusion, whoever confirms', async () => {
    const { review } = await aClosedReview();
    const { id } = (await ask('skat-liaison', review.id)).json;
    await confirm('politi-chair', id);
    const excluded = await world
      .as('politi-chair')
      .post(`/v1/case-reviews/${review.id}/exclusions`, { personId: await personId('skat-liaison'), reason });
    expect(excluded.status).toBe(201);
    expect(said(await world.as('skat-liaison').get(`/v1/case-reviews/${review.id}`))).toBe('404 not-found');
    expect(said(await ask('skat-liaison', review.id))).toBe('404 not-found');
    expect(await list('skat-liaison')).not.toContainEqual(expect.objectContaining({ id }));
  });
});

test('only what was confirmed is counted, in the period of the confirmation', async () => {
  const { review } = await aClosedReview();
  const counted = async (period: string): Promise<number> =>
    (await world.as('bif-coordinator').get(`/v1/figures?period=${period}`)).json.figures.emergency_accesses;
  const year = new Date().getFullYear();
  const before = await counted(String(year));
  const { id } = (await ask('skat-liaison', review.id)).json;
  await refuse('skat-approver', id);
  expect(await counted(String(year))).toBe(before);
  await confirm('skat-approver', (await ask('skat-liaison', review.id)).json.id);
  expect([await counted(String(year)), await counted(String(year + 1))]).toEqual([before + 1, 0]);
  const { items, definitionVersion } = (await world.as('bif-coordinator').get('/v1/indicators')).json;
  expect([items.at(-1).code, definitionVersion]).toEqual(['emergency_accesses', '2']);
});

test('a colleague’s case opens to who asked, and to nobody else', async () => {
  const review = await aReview(world);
  const own = await attach(world, review.id);
  // Whoever attached has the case now; the approver does not.
  expect(said(await world.as('bif-approver').get(`/v1/findings/${own.id}`))).toBe('403 review.need-to-know');
  const { id } = (await ask('bif-approver', review.id)).json;
  expect(said(await world.as('bif-approver').get(`/v1/findings/${own.id}`))).toBe('403 review.need-to-know');
  await confirm('politi-chair', id);
  expect((await world.as('bif-approver').get(`/v1/findings/${own.id}`)).status).toBe(200);
  expect((await end('bif-approver', id)).json.state).toBe('ended');
  expect(said(await world.as('bif-approver').get(`/v1/findings/${own.id}`))).toBe('403 review.need-to-know');
});

test('who asked takes it back; the database lets nobody open it past a second person', async () => {
  const { review } = await aClosedReview();
  const { id } = (await ask('skat-liaison', review.id)).json;
  expect((await end('skat-liaison', id)).json.state).toBe('withdrawn');
  expect(said(await confirm('skat-approver', id))).toBe('409 emergency.decided-already');
  const again = (await ask('skat-liaison', review.id)).json;
  const forced = "update app.emergency_access set state = 'confirmed' where id = $1";
  await expect(world.superuser.query(forced, [again.id])).rejects.toThrow(/by a second person/);
});
