import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, danishHoliday } from '#platform/danish-time.ts';
import { aMeeting, inDays, moveTo, settled, today } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const chair = () => web.signedIn('politi-chair');
const coordinator = () => web.signedIn('politi-coordinator');
const liaison = () => web.signedIn('bif-liaison');

describe('the list of meetings', () => {
  test('is empty at first and says who plans, or how', async () => {
    const page = await (await liaison()).get('/meetings');
    expect(page.h1).toBe('Møder');
    expect(page.words).toContain('Koordinatoren eller mødelederen planlægger møderne.');
    expect(page.text).not.toContain('/meetings/new');
    expect((await (await coordinator()).get('/meetings')).words).toContain(
      'Planlæg et møde eller en møderække',
    );
  });

  test('the coordinator plans a meeting, and everybody in the unit sees it first', async () => {
    const leader = await coordinator();
    const form = await leader.get('/meetings/new');
    const planned = await leader.submit(form, '/meetings/new', {
      date: inDays(10),
      time: '10:30',
      capacity: '8',
    });
    expect(planned.h1).toMatch(/^Møde \S+dag den /);
    expect(planned.words).toContain('er planlagt');
    expect(planned.words).toContain('kl. 10.30 Planlagt');
    expect(planned.words).toContain('8 gennemgange');
    const list = await (await liaison()).get('/meetings');
    expect(list.$('.next-meeting')?.structuredText).toMatch(/Næste møde[^]*kl\. 10\.30/);
  });

  test('what is wrong is said at its field, and what was written is kept', async () => {
    const leader = await coordinator();
    const form = await leader.get('/meetings/new');
    const again = await leader.submit(form, '/meetings/new', { date: '', time: '25:00', capacity: '500' });
    expect(again.status).toBe(400);
    expect(again.errors).toHaveLength(3);
    expect(again.$('#field-time')?.getAttribute('value')).toBe('25:00');
    const past = await leader.submit(form, '/meetings/new', { date: inDays(-1) });
    expect(past.status).toBe(422);
    expect(past.words).toContain('Datoen ligger i fortiden.');
    const taken = await leader.submit(form, '/meetings/new', { date: inDays(10) });
    expect(taken.status).toBe(409);
    expect(taken.words).toContain('Enheden har allerede et møde den dag.');
  });

  test('a liaison plans nothing', async () => {
    const lis = await liaison();
    expect((await lis.get('/meetings/new')).status).toBe(403);
    expect((await lis.get('/meetings/series')).words).not.toContain('Planlæg en ny række');
    const page = await lis.get('/meetings');
    const csrf = page.$('input[name=_csrf]')?.getAttribute('value') ?? '';
    const answer = await lis.post('/meetings/new', {
      _csrf: csrf,
      _key: 'k'.repeat(20),
      date: inDays(30),
      time: '09:00',
    });
    expect(answer.status).toBe(403);
  });
});

describe('series', () => {
  test('are planned by a rule; a meeting moved off a holiday says from where', async () => {
    const leader = await chair();
    // Thirteen Mondays on end always hold a holiday or none; so the rule starts on a day known to be one.
    const holiday = Array.from({ length: 360 }, (_none, day) => inDays(day + 20)).find(
      (day) => danishHoliday(day) !== null && day < inDays(180),
    );
    if (holiday === undefined) throw new Error('no holiday within half a year');
    const weekday = new Date(`${holiday}T12:00:00Z`).getUTCDay() || 7;
    const planned = await leader.submit(await leader.get('/meetings/series'), '/meetings/series', {
      'rule.frequency': 'weekly',
      'rule.weekday': String(weekday),
      'rule.startsOn': holiday,
      'rule.exceptions': '',
    });
    expect(planned.path).toBe('/meetings');
    expect(planned.words).toMatch(/\d+ møder er planlagt\. \d+ er flyttet på grund af helligdage\./);
    expect(planned.words).toMatch(/Flyttet fra .* som er en helligdag, til næste arbejdsdag/);
    const list = await leader.get('/meetings/series');
    expect(list.words).toMatch(/dag hver uge kl\. 09\.00/);
  });

  test('a rule that does not hold together is refused at its fields', async () => {
    const leader = await coordinator();
    const again = await leader.submit(await leader.get('/meetings/series'), '/meetings/series', {
      'rule.frequency': 'monthly',
      'rule.exceptions': '24.12.2026 i morgen',
    });
    expect(again.status).toBe(400);
    expect(again.$('#field-rule-exceptions')?.getAttribute('aria-invalid')).toBe('true');
    expect(again.$('#field-rule-exceptions')?.getAttribute('value')).toBe('24.12.2026 i morgen');
    expect(again.words).toContain('Hvilken i måneden');
  });

  test('are ended: what is only planned after the day is cancelled', async () => {
    const leader = await coordinator();
    const list = await leader.get('/meetings/series');
    const href = list.$('a[href^="/meetings/series/"]')?.getAttribute('href') ?? '';
    const ended = await leader.submit(await leader.get(href), href, { endsOn: today() });
    expect(ended.words).toMatch(/Rækken er afsluttet\. \d+ planlagte møder er aflyst\./);
    expect(ended.words).toContain('Afsluttet');
    const again = await leader.submit(await leader.get(href), href, { endsOn: today() });
    expect(again.status).toBe(409);
  });
});

describe('a meeting and its agenda', () => {
  let reviewIds: string[];
  let late: string;
  beforeAll(async () => {
    const due = { nominatedOn: addDays(today(), -5) };
    reviewIds = [];
    for (const [number, name] of ['Anna Prøve', 'Bent Prøve', 'Carla Prøve'].entries()) {
      const nominatedOn = addDays(today(), -5 + number);
      const { id } = await aCaseReview(web, {
        agencies: ['skat', 'kk-bif'],
        answered: ['skat'],
        name,
        nominatedOn,
      });
      reviewIds.push(id);
    }
    late = (await aCaseReview(web, { agencies: ['kk-bif'], name: 'Dorte Prøve', nominatedOn: '2026-01-02' }))
      .id;
    await aCaseReview(web, { state: 'nominated', ...due });
  });

  test('a proposal is built, with why each is on and who has answered; what is absent says why not', async () => {
    const leader = await chair();
    const { id } = await aMeeting(web, inDays(3));
    const before = await leader.get(`/meetings/${id}`);
    expect(before.words).toContain('Der er ikke bygget en dagsorden endnu.');
    const proposed = await leader.submit(before, `/meetings/${id}/proposal`);
    expect(proposed.words).toContain('Forslaget er bygget');
    const rows = proposed
      .$$('.agenda-board tbody tr')
      .map((row) => row.structuredText.replaceAll(/\s+/g, ' '));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('Dorte Prøve');
    expect(rows[0]).toContain('overskredet');
    expect(rows[0]).toContain('Ikke spurgt');
    expect(rows[1]).toContain('Anna Prøve');
    expect(rows[1]).toMatch(/Afventer svar, frist [\d.]+ Har svaret/);
    expect(rows[1]).toContain('Indstillet, optaget og spurgt.');
    expect(proposed.$('section[aria-labelledby=absent]')?.structuredText).toMatch(
      /Indstillingen er ikke optaget[^]*Mødelederen optager den/,
    );
    const guest = await (await liaison()).get(`/meetings/${id}`);
    expect(guest.words).not.toContain('Ikke på dagsordenen');
    expect(guest.$$('form').map((form) => form.getAttribute('action'))).not.toContain(
      `/meetings/${id}/settlement`,
    );
  });

  test('the chair settles it in another order, without one and with another', async () => {
    const leader = await chair();
    const { id } = await aMeeting(web, inDays(4), 3);
    await web.as('politi-chair').post(`/v1/meetings/${id}/cancellation`, {}, { version: 1 });
    const other = await aMeeting(web, inDays(2), 3);
    const first = await leader.submit(
      await leader.get(`/meetings/${other.id}`),
      `/meetings/${other.id}/proposal`,
    );
    const [, second = '', third = ''] = [late, ...reviewIds];
    const fourth = reviewIds[2] ?? '';
    const after = await leader.submit(first, `/meetings/${other.id}/settlement`, {
      [`place.${third}`]: '1',
      remove: second,
      add: fourth,
    });
    expect(after.words).toContain('Dagsordenen er fastlagt.');
    const names = after.$$('.agenda-board tbody a').map((one) => one.structuredText);
    expect(names).toEqual(['Bent Prøve', 'Dorte Prøve', 'Carla Prøve']);
    expect(after.words).toContain('Sat på af mødelederen.');
    expect(after.words).toContain('Taget af dagsordenen af mødelederen.');
    const stale = await leader.submit(first, `/meetings/${other.id}/settlement`, {
      _key: randomUUID(),
      [`place.${third}`]: '2',
    });
    expect(stale.status).toBe(412);
    expect(stale.words).toContain('En anden har ændret det');
  });

  test('a newer proposal that waits is shown, and can be looked at', async () => {
    const leader = await chair();
    const { id } = await aMeeting(web, inDays(1));
    await settled(web, id);
    await aCaseReview(web, { agencies: ['skat'], name: 'Erik Prøve', nominatedOn: '2026-01-01' });
    const page = await leader.submit(await leader.get(`/meetings/${id}`), `/meetings/${id}/proposal`);
    expect(page.words).toContain('Dette er et forslag, som ikke gælder endnu');
    expect(page.words).toContain('Erik Prøve');
    const standing = await leader.get(`/meetings/${id}`);
    expect(standing.words).toContain('Et nyere forslag venter');
    expect(standing.words).not.toContain('Erik Prøve');
    expect(standing.$$('form').map((form) => form.getAttribute('action'))).not.toContain(
      `/meetings/${id}/settlement`,
    );
  });

  test('is moved; of two who move it the second sees both and decides', async () => {
    const leader = await coordinator();
    const { id } = await aMeeting(web, inDays(40));
    const page = await leader.get(`/meetings/${id}`);
    const moved = await leader.submit(page, `/meetings/${id}/change`, { time: '13:00' });
    expect(moved.words).toContain('kl. 13.00');
    const second = await leader.submit(page, `/meetings/${id}/change`, { time: '14:15' });
    expect(second.status).toBe(412);
    expect(second.$('#field-time')?.getAttribute('value')).toBe('14:15');
    expect(second.$('#field-time-stored')?.structuredText).toContain('13:00');
    const decided = await leader.submit(second, `/meetings/${id}/change`);
    expect(decided.words).toContain('kl. 14.15');
  });

  test('is cancelled; a liaison cannot', async () => {
    const { id } = await aMeeting(web, inDays(41));
    const lis = await liaison();
    const csrf = (await lis.get(`/meetings/${id}`)).$('input[name=_csrf]')?.getAttribute('value') ?? '';
    const sent = { _csrf: csrf, _key: 'k'.repeat(20), _version: '1' };
    expect((await lis.post(`/meetings/${id}/cancellation`, sent)).status).toBe(403);
    const leader = await coordinator();
    const page = await leader.submit(await leader.get(`/meetings/${id}`), `/meetings/${id}/cancellation`);
    expect(page.words).toContain('Aflyst');
    expect(page.text).not.toContain(`/meetings/${id}/change`);
  });

  test('is opened on its day at the earliest', async () => {
    const leader = await chair();
    const { id } = await aMeeting(web, inDays(42));
    await settled(web, id);
    expect((await leader.get(`/meetings/${id}`)).words).toMatch(/Mødet kan åbnes \S+dag den/);
    await moveTo(web, id, inDays(-300));
    const opened = await leader.submit(await leader.get(`/meetings/${id}`), `/meetings/${id}/opening`);
    expect(opened.path).toBe(`/meetings/${id}/run`);
    expect(opened.words).toContain('Mødet er åbnet.');
  });

  test('of another unit is as if it were not there', async () => {
    const { id } = await aMeeting(web, inDays(43));
    await web.superuser.query(
      'update app.meeting set unit_id = (select id from app.unit where id <> unit_id limit 1) where id = $1',
      [id],
    );
    for (const path of [`/meetings/${id}`, `/meetings/${id}/run`, `/meetings/${id}/live`]) {
      const page = await (await chair()).get(path);
      expect(page.status).toBe(404);
      expect(page.h1).toBe('Findes ikke, eller du kan ikke se det.');
    }
  });
});
