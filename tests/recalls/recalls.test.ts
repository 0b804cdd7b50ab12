import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { listenForMeetings } from '#platform/notices.ts';
import { aReview, attach, disclose, tryDisclose, withoutTrace } from '../findings/findings.ts';
import { anOpenMeeting, inDays, today } from '../meetings/steps.ts';
import { linesOf, reachedBySql } from './reach.ts';
import { stepsIn } from './steps.ts';
import { aWorld, type Json, type Sent, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const { withdraw, correct, revoke, answer, recallsOf, noticesOf, given } = stepsIn(() => world);

describe('a recall lists everything that the finding had reached', () => {
  test('which is what the tables say, asked another way', async () => {
    const { review, id } = await given();
    await world.as('skat-liaison').get(`/v1/case-reviews/${review.id}`);
    await world.as('skat-liaison').get(`/v1/findings/${id}`);
    await world.as('bk-liaison').get(`/v1/case-reviews/${review.id}/findings`);
    await world.as('sof-liaison').get(`/v1/case-reviews/${review.id}`);
    const { items, meeting } = await anOpenMeeting(world, [review.id]);
    const assigned = await world.as('skat-liaison').post(`/v1/case-reviews/${review.id}/follow-ups`, {
      agencyId: 'skat',
      type: 'special_control',
      dueOn: inDays(20),
    });
    expect(assigned.json.basedOn).toEqual([id]);
    await world
      .as('politi-chair')
      .put(
        `/v1/agenda-items/${items[0].id}/outcome`,
        { outcome: 'follow_up' },
        { version: items[0].version },
      );
    const period = `${meeting.date.slice(0, 4)}-H${meeting.date.slice(5, 7) <= '06' ? 1 : 2}`;
    const report = await world.as('bif-coordinator').post('/v1/reports', { period });
    await world.as('politi-coordinator').get(`/v1/reports/${report.json.id}/document`);
    const before = await reachedBySql(world, id);
    expect((await withdraw(id)).status).toBe(200);

    const [head] = await recallsOf(id);
    const { json } = await world.as('bif-liaison').get(`/v1/recalls/${head.id}`);
    expect(linesOf(json.reached)).toEqual(before);
    expect(Object.values(json.reached).every((found) => Array.isArray(found) && found.length > 0)).toBe(true);
    expect(json.reached.views.map(({ agencyId }: Json) => agencyId)).not.toContain('kk-sof');
    expect(json.reached.disclosures[0].receiptNumber).toEqual(expect.any(Number));
    expect(JSON.stringify(json)).not.toMatch(/kontanthjælp|Liaison|@/);
  });
});

describe('those who were given it', () => {
  test('are told once each, of every version together, and answer by a day; the giver sees how', async () => {
    const { id } = await given(['skat', 'kk-bk']);
    await correct(id, 1);
    await disclose(world, id, 'bif', { recipients: ['skat'], version: 2 });
    await withdraw(id, { version: 2 });
    const [withdrawal, correction] = await recallsOf(id);
    expect(withdrawal).toMatchObject({ kind: 'withdrawal', version: 2, open: true, dueOn: inDays(14) });
    expect(withdrawal.recipients).toMatchObject([
      { agencyId: 'kk-bk', heldVersion: 1, answer: null, overdue: false },
      { agencyId: 'skat', heldVersion: 2, answer: null },
    ]);
    expect(correction).toMatchObject({ kind: 'correction', open: false });
    expect(correction.recipients.map((one: Json) => [one.superseded, one.newVersion])).toEqual([
      [true, 'no_longer'],
      [true, 'given'],
    ]);
    const open = await noticesOf(id, 'skat-liaison', '&open=true');
    expect(open).toMatchObject([
      {
        kind: 'withdrawal',
        fromAgencyId: 'kk-bif',
        heldSince: today(),
        version: 1,
        provision: expect.stringContaining('art. 19'),
      },
    ]);
    expect(JSON.stringify(open)).not.toMatch(/kontanthjælp|Rettet|Handler om/);

    const done = await answer('skat-liaison', open[0].id, { answer: 'acknowledged' });
    expect(done).toMatchObject({ status: 200, json: { answer: 'acknowledged', why: null, version: 2 } });
    const [bk] = await noticesOf(id, 'bk-liaison', '&open=true');
    const why = 'Indgår i en afgørelse, som er påklaget.';
    expect(await answer('bk-liaison', bk.id, { answer: 'cannot', why })).toMatchObject({
      status: 200,
      json: { why },
    });
    const [after] = await recallsOf(id);
    expect(after).toMatchObject({
      open: false,
      recipients: [{ why }, { answer: 'acknowledged', why: null }],
    });
    expect((await noticesOf(id, 'skat-liaison'))[0].why).toBeNull();
    const stored = await world.superuser.query('select why_ct from app.recall_notice where id = $1', [bk.id]);
    expect(stored.rows[0].why_ct.toString('utf8')).not.toContain('påklaget');
    const trail = (await world.as('bif-auditor').get('/v1/trail?limit=20')).json.items;
    const opened = trail.filter(({ deed }: Json) => deed === 'openRecall');
    expect(opened[0]).toMatchObject({ verb: 'alter', ids: { findings: [id], recalls: [withdrawal.id] } });
    const byBk = (await world.as('bk-auditor').get('/v1/trail?limit=20')).json.items;
    expect(byBk.find(({ deed }: Json) => deed === 'answerRecallNotice')).toMatchObject({
      reason: 'cannot',
      ids: { notices: [bk.id] },
    });
    expect(JSON.stringify([trail, byBk])).not.toMatch(/påklaget|Rettet tekst/);
    // It could be done after all.
    expect((await answer('bk-liaison', bk.id, { answer: 'acknowledged' }, { version: 2 })).status).toBe(200);
  });

  test('are told nothing when nobody was given it, and not again when the deed is repeated', async () => {
    const review = await aReview(world);
    const alone = await attach(world, review.id);
    await withdraw(alone.id);
    expect(await recallsOf(alone.id)).toEqual([]);
    const { id } = await given(['skat']);
    const sent = { version: 1, key: 'withdrawn-once-and-for-all' };
    await withdraw(id, sent);
    expect((await withdraw(id, sent)).status).toBe(200);
    expect(await noticesOf(id, 'skat-liaison')).toHaveLength(1);
    expect((await withdraw(id)).json.ruleId).toBe('finding.withdrawn');
    expect(await recallsOf(id)).toHaveLength(1);
  });

  test('lose what was revoked, and only the one it was revoked from is told', async () => {
    const { id, disclosures } = await given(['skat', 'kk-bk']);
    await world.as('bk-liaison').get(`/v1/findings/${id}`);
    await revoke(disclosures.find((one) => one.toAgencyId === 'skat').id);
    expect((await world.as('skat-liaison').get(`/v1/findings/${id}`)).status).toBe(404);
    expect(await noticesOf(id, 'skat-liaison')).toMatchObject([{ kind: 'revocation' }]);
    expect(await noticesOf(id, 'bk-liaison')).toEqual([]);
    const [{ id: recallId }] = await recallsOf(id);
    const { json } = await world.as('bif-liaison').get(`/v1/recalls/${recallId}`);
    expect(new Set(json.reached.disclosures.map((one: Json) => one.agencyId))).toEqual(new Set(['skat']));
    expect(json.reached.views).toEqual([]);
  });

  test('of a correction are done when they have the new version', async () => {
    const { id } = await given(['skat', 'kk-bk']);
    await correct(id, 1);
    const states = async () => (await recallsOf(id))[0].recipients.map((one: Json) => one.newVersion);
    expect(await states()).toEqual(['not_given', 'not_given']);
    expect((await tryDisclose(world, id, 'bif', { recipients: ['skat'], version: 2 })).status).toBe(201);
    expect(await states()).toEqual(['not_given', 'given']);
    expect((await noticesOf(id, 'skat-liaison'))[0]).toMatchObject({ newVersion: 'given', answer: null });
  });
});

describe('refused is', () => {
  test('everybody else, in the same words as for what does not exist', async () => {
    const { id } = await given(['skat']);
    await withdraw(id);
    const [recall] = await recallsOf(id);
    const [notice] = await noticesOf(id, 'skat-liaison');
    const missing = withoutTrace(
      await world.as('bk-liaison').get('/v1/recalls/00000000-0000-4000-8000-000000000000'),
    );
    for (const who of ['skat-liaison', 'bk-liaison', 'politi-chair']) {
      const seen = await world.as(who).get(`/v1/recalls/${recall.id}`);
      expect([who, seen.status, withoutTrace(seen)]).toEqual([who, 404, missing]);
    }
    for (const who of ['bif-liaison', 'bk-liaison', 'politi-chair']) {
      const seen = await world.as(who).get(`/v1/recall-notices/${notice.id}`);
      expect([who, seen.status, withoutTrace(seen)]).toEqual([who, 404, missing]);
    }
    for (const who of ['bif-liaison', 'bk-liaison'])
      expect([who, (await answer(who, notice.id, { answer: 'acknowledged' })).status]).toEqual([who, 404]);
    for (const who of ['skat-coordinator', 'skat-auditor', 'skat-legal-officer', 'skat-administrator'])
      expect([who, (await world.as(who).get('/v1/recall-notices')).status]).toEqual([who, 403]);
    const byApprover = await answer('skat-approver', notice.id, { answer: 'acknowledged' });
    expect(byApprover.status).toBe(403);
  });

  test('an answer that is not whole', async () => {
    const { id } = await given(['skat']);
    await withdraw(id);
    const [notice] = await noticesOf(id, 'skat-liaison');
    const acknowledged = { answer: 'acknowledged' };
    const wrong: [body: object, sent: Sent, status: number, told: string][] = [
      [{ answer: 'cannot' }, { version: 1 }, 400, 'recall.why-missing'],
      [{ ...acknowledged, why: 'Ja.' }, { version: 1 }, 400, 'recall.why-not-asked'],
      [{ answer: 'later' }, { version: 1 }, 400, '/body/answer'],
      [acknowledged, {}, 428, 'version.missing'],
      [acknowledged, { version: 7 }, 412, 'version.stale'],
      [acknowledged, { version: 1, key: null }, 400, 'idempotency'],
    ];
    for (const [body, sent, status, told] of wrong) {
      const refused = await answer('skat-liaison', notice.id, body, sent);
      expect([refused.status, refused.text]).toEqual([status, expect.stringContaining(told)]);
    }
    expect(await noticesOf(id, 'skat-liaison', '&open=true')).toHaveLength(1);
  });

  test('a second answer, and one to a notice that a newer one has overtaken', async () => {
    const { id } = await given(['skat']);
    await correct(id, 1);
    const [first] = await noticesOf(id, 'skat-liaison');
    await withdraw(id, { version: 2 });
    const overtaken = await answer('skat-liaison', first.id, { answer: 'acknowledged' }, { version: 2 });
    expect([overtaken.status, overtaken.json.ruleId]).toEqual([409, 'recall.superseded']);
    const [second] = await noticesOf(id, 'skat-liaison', '&open=true');
    await answer('skat-liaison', second.id, { answer: 'acknowledged' });
    const again = await answer('skat-liaison', second.id, { answer: 'cannot', why: 'Nej.' }, { version: 2 });
    expect([again.status, again.json.ruleId]).toEqual([409, 'recall.answered']);
  });

  test('an answer to a notice in the database for another, and a recall of what reached nobody', async () => {
    const { rows } = await world.superuser.query(
      `select has_table_privilege('cap_app', 'app.recall_notice', 'insert') as notice, has_table_privilege('cap_app', 'app.recall_reach', 'insert') as reach,
         has_column_privilege('cap_app', 'app.recall_notice', 'due_on', 'update') as due`,
    );
    expect(rows[0]).toEqual({ notice: false, reach: false, due: false });
    const { id, review } = await given(['skat']);
    const other = await given(['kk-bk']);
    const forged = world.superuser.query(
      `insert into app.recall (id, unit_id, review_id, finding_id, version, agency_id, kind, reached, opened_by, opened_on, due_on)
       values (gen_random_uuid(), 'koebenhavn', $1, $2, 1, 'kk-bif', 'withdrawal', array[$3::uuid], (select id from app.person limit 1), '2026-01-01', '2026-01-15')`,
      [review.id, id, other.disclosures[0].id],
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });
});

test('whoever listens hears of a recall, and a meeting of what is withdrawn while it looks: ids, after commit', async () => {
  const { id, review } = await given(['skat']);
  const { meeting } = await anOpenMeeting(world, [review.id]);
  const password = needPassword(world.keys, 'app');
  const user = loginOf('app', password);
  const notices = listenForMeetings({ url: world.url, user, password, onError: () => {} });
  try {
    const heard: string[] = [];
    notices.subscribe(meeting.id, () => heard.push('meeting'));
    await expect.poll(() => heard).toEqual(['meeting']);
    await withdraw(id);
    await expect.poll(() => heard).toEqual(['meeting', 'meeting']);
    const [{ id: recallId }] = await recallsOf(id);
    notices.subscribe(recallId, () => heard.push('recall'));
    const [notice] = await noticesOf(id, 'skat-liaison');
    await answer('skat-liaison', notice.id, { answer: 'later' });
    await answer('skat-liaison', notice.id, { answer: 'acknowledged' });
    await expect.poll(() => heard).toEqual(['meeting', 'meeting', 'recall']);
  } finally {
    await notices.close();
  }
});

test('the lists go on page by page, none left out and none twice', async () => {
  for (const path of ['/v1/recalls', '/v1/recall-notices']) {
    const who = path === '/v1/recalls' ? 'bif-liaison' : 'skat-liaison';
    const all = (await world.as(who).get(`${path}?limit=100`)).json.items.map(({ id }: Json) => id);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { json } = await world.as(who).get(`${path}?limit=2${cursor}`);
      seen.push(...json.items.map(({ id }: Json) => id));
      next = json.next;
    }
    expect(seen).toEqual(all);
    const stolen = (await world.as(who).get(`${path}?limit=1`)).json.next;
    const other = await world.as('bk-liaison').get(`${path}?limit=1&cursor=${encodeURIComponent(stolen)}`);
    expect([other.status, other.json.ruleId]).toEqual([400, 'cursor.invalid']);
  }
});

describe('overdue', () => {
  test('stands with both sides, and with the chair as a number of agencies', async () => {
    const chair = async () => (await world.as('politi-chair').get('/v1/me/recalls')).json;
    expect((await chair()).agenciesOverdue).toBe(0);
    const { id } = await given(['skat', 'kk-bk']);
    const secret = await given(['skat']);
    await withdraw(id);
    await withdraw(secret.id);
    await world.superuser.query(
      "update app.recall_notice set due_on = '2026-01-01' where finding_id = any($1)",
      [[id, secret.id]],
    );
    const seen = await chair();
    expect(seen).toEqual({ toAnswer: [], given: [], agenciesOverdue: 2 });
    const skat = (await world.as('skat-liaison').get('/v1/me/recalls')).json;
    expect(skat.agenciesOverdue).toBeNull();
    expect(skat.toAnswer.filter((one: Json) => one.overdue)).toHaveLength(2);
    const bif = (await world.as('bif-liaison').get('/v1/me/recalls')).json;
    expect(bif.given.filter((one: Json) => one.recipients.some((who: Json) => who.overdue))).toHaveLength(2);
  });
});
