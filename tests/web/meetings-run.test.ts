import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anOpenMeeting } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import type { Json } from '../support/world.ts';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const names = ['Anna Prøve', 'Bent Prøve', 'Carla Prøve'];
async function openWith(count: number, agencies = ['skat', 'kk-bif']): Promise<Json> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1)
    ids.push(
      (await aCaseReview(web, { agencies, answered: ['skat'], name: names[number] ?? `Prøve ${number}` })).id,
    );
  const { meeting, items } = await anOpenMeeting(web, ids);
  return { meeting, items, run: `/meetings/${meeting.id}/run` };
}
const chair = () => web.signedIn('politi-chair');
const heading = (page: WebPage) => page.$('#case-heading')?.structuredText;
/** What the list says of a case without an outcome. */
const undecided = '1 af 2 har svaret';
const outcomes = (page: WebPage) => page.$$('.run-item-state').map((one) => one.structuredText.trim());

describe('the chair runs a meeting', () => {
  test('case by case: an outcome leads to the next undecided case, and with none left to closing', async () => {
    const { meeting, items, run } = await openWith(3);
    const leader = await chair();
    const record = (page: WebPage, index: number, outcome: string) =>
      leader.submit(page, `${run}/items/${items[index].id}/outcome`, { outcome });
    const first = await leader.get(run);
    expect(heading(first)).toBe('1. Anna Prøve');
    expect(first.$$('[data-key]').map((one) => one.getAttribute('data-key'))).toEqual([
      'o',
      'i',
      'u',
      't',
      'next',
    ]);
    const second = await record(first, 0, 'no_follow_up');
    expect(second.words).toContain('Punkt 1: Ingen opfølgning.');
    expect(heading(second)).toBe('2. Bent Prøve');
    const third = await record(second, 1, 'postponed');
    expect(heading(third)).toBe('3. Carla Prøve');
    const changed = await record(await leader.get(`${run}?item=${items[0].id}`), 0, 'follow_up');
    expect(heading(changed)).toBe('3. Carla Prøve');
    const last = await record(changed, 2, 'withdrawn');
    expect(outcomes(last)).toEqual(['Opfølgning', 'Udsat', 'Trukket tilbage']);
    expect(last.words).toContain('Alle punkter har et udfald');
    const closed = await leader.submit(last, `/meetings/${meeting.id}/closing`);
    expect(closed.path).toBe(`/meetings/${meeting.id}`);
    expect(closed.words).toContain('Mødet er lukket.');
    const after = await leader.get(run);
    expect(after.words).toContain('Udfaldene kan ikke ændres.');
    expect(after.$$('[data-key=o]')).toEqual([]);
  });

  test('gives an agency of the review something to do, within its remit', async () => {
    const { items, run } = await openWith(1);
    const leader = await chair();
    const page = await leader.get(run);
    const action = `${run}/items/${items[0].id}/follow-ups`;
    const offered = page.$$('input[name=task]').map((one) => one.getAttribute('value'));
    expect(offered[0]).toMatch(/^kk-bk:/);
    expect(offered).toContain('skat:special_control');
    expect(offered.some((value) => value?.startsWith('kk-sof'))).toBe(false);
    const refused = await leader.submit(page, action, { task: 'kk-bk:benefit_stop', dueOn: '2020-01-01' });
    expect(refused.status).toBe(422);
    expect(refused.errors[0]).toContain('Fristen ligger før startdatoen.');
    expect(refused.$('input[value="kk-bk:benefit_stop"]')?.hasAttribute('checked')).toBe(true);
    expect(refused.$('#assign details')?.hasAttribute('open')).toBe(true);
    const done = await leader.submit(page, action, { task: 'kk-bk:benefit_stop', _key: randomUUID() });
    expect(done.words).toContain('Sat i gang: Standsning af ydelse.');
    expect(done.$('#part-follow-ups')?.structuredText).toMatch(
      /Standsning af ydelse[^]*Betaling og Kontrol[^]*Fra dette møde/,
    );
    expect(heading(done)).toBe('1. Anna Prøve');
  });

  test('cannot close while items have no outcome: they are named', async () => {
    const { meeting, items, run } = await openWith(2);
    const leader = await chair();
    const next = await leader.submit(await leader.get(run), `${run}/items/${items[0].id}/outcome`, {
      outcome: 'postponed',
    });
    const refused = await leader.submit(next, `/meetings/${meeting.id}/closing`);
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('Mødet kan ikke lukkes, før hvert punkt har et udfald.');
    expect(refused.$('#undecided')?.structuredText).toBe('2. Bent Prøve');
  });

  test('of two who record the same item the second sees both, and decides', async () => {
    const { items, run } = await openWith(2);
    const leader = await chair();
    const action = `${run}/items/${items[0].id}/outcome`;
    const [one, other] = [await leader.get(run), await leader.get(run)];
    await leader.submit(one, action, { outcome: 'postponed' });
    const second = await leader.submit(other, action, { outcome: 'follow_up' });
    expect(second.status).toBe(412);
    expect(heading(second)).toBe('1. Anna Prøve');
    expect(second.$('#conflict')?.structuredText).toMatch(/Gemt nu\s+Udsat\s+Du valgte\s+Opfølgning/);
    expect(outcomes(second)[0]).toBe('Udsat');
    const keep = second.$('#keep-stored')?.getAttribute('href') ?? '';
    expect(heading(await leader.get(keep))).toBe('2. Bent Prøve');
    const mine = second.$$('form').filter((form) => form.getAttribute('action') === action);
    const fields = Object.fromEntries(
      (mine[0]?.querySelectorAll('input') ?? []).map((input) => [
        input.getAttribute('name') ?? '',
        input.getAttribute('value') ?? '',
      ]),
    );
    expect(fields['outcome']).toBe('follow_up');
    expect((await leader.post(action, fields)).status).toBe(303);
    expect(outcomes(await leader.get(run))[0]).toBe('Opfølgning');
  });

  test('an outcome that is none is refused, and nothing is recorded', async () => {
    const { items, run } = await openWith(1);
    const leader = await chair();
    const refused = await leader.submit(await leader.get(run), `${run}/items/${items[0].id}/outcome`, {
      outcome: 'x',
    });
    expect(refused.status).toBe(400);
    expect(outcomes(refused)).toEqual([undecided]);
  });
});

describe('who takes part', () => {
  test('a liaison sees the same page without the chair’s forms, and cannot record or close', async () => {
    const { meeting, items, run } = await openWith(2);
    const lis = await web.signedIn('bif-liaison');
    const page = await lis.get(run);
    expect(heading(page)).toBe('1. Anna Prøve');
    expect(page.$$('[data-key=o]')).toEqual([]);
    const posts = page.$$('form[method=post]').map((form) => form.getAttribute('action'));
    expect(posts).toContain(`${run}/items/${items[0].id}/follow-ups`);
    expect(posts).not.toContain(`/meetings/${meeting.id}/closing`);
    expect(page.$$('input[name=task]').every((one) => one.getAttribute('value')?.startsWith('kk-bif:'))).toBe(
      true,
    );
    const sent = {
      _csrf: page.$('input[name=_csrf]')?.getAttribute('value') ?? '',
      _version: '1',
      _key: randomUUID(),
      outcome: 'postponed',
    };
    for (const path of [`${run}/items/${items[0].id}/outcome`, `/meetings/${meeting.id}/closing`]) {
      const refused = await lis.post(path, sent);
      expect(refused.status).toBe(403);
    }
    expect(outcomes(await lis.get(run))).toEqual([undecided, undecided]);
  });

  test('a coordinator sees the cases without names, an approver with', async () => {
    const { run } = await openWith(1);
    const [coordinator, approver] = [
      await web.signedIn('bif-coordinator'),
      await web.signedIn('bif-approver'),
    ];
    expect((await coordinator.get(run)).text).not.toContain('Anna Prøve');
    const page = await approver.get(run);
    expect(page.text).toContain('Anna Prøve');
    expect(page.$$('#run form')).toEqual([]);
  });

  test('an agency that is in none of the cases is told so, and no more', async () => {
    const { run, items } = await openWith(1, ['skat']);
    const other = await web.signedIn('sof-liaison');
    const page = await other.get(run);
    expect(page.words).toContain('Ingen punkter');
    expect((await other.get(`${run}?item=${items[0].id}`)).text).not.toContain('Anna');
  });

  test('an auditor is refused', async () => {
    const { run } = await openWith(1);
    expect((await (await web.signedIn('politi-auditor')).get(run)).status).toBe(403);
  });
});

test('a script asks for the parts alone', async () => {
  const { run } = await openWith(1);
  const part = await (await chair()).get(`${run}?part=run`);
  expect(part.text).toMatch(/^<div id="run"/);
  expect(part.$$('[data-part]').map((one) => one.id)).toContain('part-list');
});

test('a meeting without an agenda leads to its page', async () => {
  const { json } = await web
    .as('politi-coordinator')
    .post('/v1/meetings', { date: '2027-12-01', time: '09:00', capacity: 5 });
  const page = await (await chair()).get(`/meetings/${json.id}/run`);
  expect([page.status, page.headers['location']]).toEqual([303, `/meetings/${json.id}`]);
});

test('the page costs the same number of statements however many items it has', async () => {
  const leader = await chair();
  const counted: number[] = [];
  for (const count of [1, 12]) {
    const { run, meeting } = await openWith(count);
    for (const path of [run, `/meetings/${meeting.id}`]) {
      await leader.get(path);
      const sent = vi.spyOn(pg.Client.prototype, 'query');
      await leader.get(path);
      counted.push(sent.mock.calls.length);
      sent.mockRestore();
    }
  }
  expect(counted[0]).toBeGreaterThan(5);
  expect(counted.slice(2)).toEqual(counted.slice(0, 2));
});
