import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dueOfAnswer, readinessOf } from '#case-reviews/readiness.ts';
import { replyKinds } from '#platform/codes.ts';
import { attach } from '../findings/findings.ts';
import { aMeeting, inDays, today } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';
import type { Answer, Json } from '../support/world.ts';

let web: WebWorld;
let meeting: Json;
let review: Json;
let version = 0;
beforeAll(async () => {
  web = await aWebWorld();
  review = await aCaseReview(web, {
    nominatedOn: '2020-01-01',
    nominatedBy: 'kk-bk',
    agencies: ['kk-bif', 'skat', 'kk-sof'],
  });
  await attach(web, review.id);
  meeting = await aMeeting(web, inDays(20));
  await web.as('politi-chair').post(`/v1/meetings/${meeting.id}/agenda-proposals`);
});
afterAll(() => web.close());

async function reply(kind: string, shownToOthers = false): Promise<Answer> {
  const path = `/v1/case-reviews/${review.id}/replies/kk-bif`;
  const answer = await web.as('bif-liaison').put(path, { kind, shownToOthers }, { version });
  if (answer.status === 200) version += 1;
  return answer;
}
const others = ['skat-liaison', 'sof-liaison', 'sof-approver', 'politi-chair', 'skat-coordinator'];

const ofBif = (agencies: Json[]) => agencies.find((one) => one.agencyId === 'kk-bif');
async function dossierOf(who: string): Promise<Json> {
  return (await web.as(who).get(`/v1/case-reviews/${review.id}`)).json;
}
async function boardOf(who: string): Promise<Json> {
  const { json } = await web.as(who).get(`/v1/meetings/${meeting.id}/agenda`);
  return json.items.find((one: Json) => one.reviewId === review.id).readiness;
}

/** Every door through which another agency could learn of the answer, as bytes. */
async function everyDoor(who: string): Promise<string[]> {
  const browser = await web.signedIn(who);
  const api = [
    `/v1/case-reviews/${review.id}`,
    `/v1/case-reviews/${review.id}/readiness`,
    '/v1/case-reviews',
    '/v1/me/queue',
    `/v1/meetings/${meeting.id}/agenda`,
    `/v1/case-reviews/${review.id}/findings`,
    '/v1/requests',
  ];
  const pages = ['/', '/case-reviews', `/case-reviews/${review.id}`, `/meetings/${meeting.id}`];
  return [
    ...(await Promise.all(api.map(async (path) => (await web.as(who).get(path)).text))).map(withoutTrace),
    ...(await Promise.all(pages.map(async (path) => (await browser.get(path)).text))).map(withoutKeys),
  ];
}
const withoutTrace = (text: string) => text.replaceAll(/"traceId":"[^"]*"/g, '');
/** Pages hold a key for each form, the session's token, and a trace number where something is refused. */
const withoutKeys = (text: string) =>
  text
    .replaceAll(/name="(_csrf|_key|csrf|key)" value="[^"]*"/g, '')
    .replaceAll(/<code>[0-9a-f]{32}<\/code>/g, '');

describe('what an agency answered', () => {
  test('before it is answered: awaited by its deadline; those who were not asked are named', async () => {
    await web.superuser.query('update app.review_agency set due_on = $2 where review_id = $1', [
      review.id,
      inDays(2),
    ]);
    const board = await boardOf('politi-chair');
    expect(ofBif(board.agencies)).toMatchObject({ standing: 'awaiting', due: 'soon', answered: false });
    expect(board.notAsked).toEqual(['kk-bk', 'koebenhavns-politi'].toSorted());
    const all = await web.as('politi-chair').get(`/v1/case-reviews/${review.id}/readiness`);
    expect(all.json.agencies.map((one: Json) => [one.agencyId, one.standing, one.due])).toEqual([
      ['kk-bif', 'awaiting', 'soon'],
      ['kk-bk', 'not_asked', null],
      ['kk-sof', 'awaiting', 'soon'],
      ['koebenhavns-politi', 'not_asked', null],
      ['skat', 'awaiting', 'soon'],
    ]);
    const stranger = await web.as('politi-liaison').get(`/v1/case-reviews/${review.id}/readiness`);
    expect(stranger.status).toBe(404);
    const { json } = await web.as('bif-liaison').get('/v1/me/queue');
    expect(json.toAnswer).toMatchObject([{ due: 'soon', overdue: false }]);
    const page = await (await web.signedIn('bif-liaison')).get(`/case-reviews/${review.id}`);
    expect(page.words).toContain('Afventer svar, fristen er nær');
    expect(page.words).toContain('Ikke spurgt: Københavns Politi.');
  });

  test('that there is a finding is shown by disclosing it, never in this way', async () => {
    const refused = await reply('finding', true);
    expect(refused).toMatchObject({ status: 422, json: { ruleId: 'reply.finding-not-shown' } });
    expect(refused.json.errors).toMatchObject([{ pointer: '/body/shownToOthers' }]);
    const lis = await web.signedIn('bif-liaison');
    const path = `/case-reviews/${review.id}`;
    const page = await lis.submit(await lis.get(path), `${path}/reply`, {
      kind: 'finding',
      shownToOthers: 'yes',
    });
    expect(page.status).toBe(422);
    expect(page.errors.join()).toContain('er selv en videregivelse');
    expect(ofBif((await dossierOf('skat-liaison')).asked).answered).toBe(false);
  });

  test('not shown: the same bytes for everybody else on every door, whichever it was', async () => {
    for (const who of ['skat-liaison', 'politi-chair', 'skat-coordinator']) {
      const told: string[][] = [];
      for (const kind of replyKinds) {
        expect((await reply(kind)).status).toBe(200);
        told.push(await everyDoor(who));
      }
      expect(told[1]).toEqual(told[0]);
      expect(told[2]).toEqual(told[0]);
    }
    // The deeds are in the own agency's trail, and no word of what was answered is in any.
    const { rows } = await web.superuser.query(
      `select distinct agency_id, convert_from(canon, 'UTF8')::jsonb -> 'event' as event from audit.event
       where outcome = 'done' and convert_from(canon, 'UTF8')::jsonb #>> '{event,deed}' = 'putReply'`,
    );
    expect(rows).toEqual([{ agency_id: 'kk-bif', event: { deed: 'putReply' } }]);
    expect((await web.as('bif-liaison').get('/v1/me/queue')).json.toAnswer).toEqual([]);
  });

  test('shown, changed and taken back: the others follow, the chair no more than they', async () => {
    const seen = async () =>
      Promise.all(
        others.map(async (who) => [
          ofBif((await dossierOf(who)).asked).standing,
          ofBif((await boardOf(who)).agencies).standing,
        ]),
      );
    for (const [kind, shown, standing] of [
      ['nothing_to_add', true, 'nothing_to_add'],
      ['may_not_answer', true, 'may_not_answer'],
      ['may_not_answer', false, 'answered'],
      ['finding', false, 'answered'],
    ] as const) {
      const answer = await reply(kind, shown);
      expect(answer.json).toMatchObject({ kind, shownToOthers: shown });
      expect(new Set((await seen()).flat())).toEqual(new Set([standing]));
      const own = await dossierOf('bif-liaison');
      expect(own.ownReply).toMatchObject({ kind, shownToOthers: shown });
      expect([ofBif(own.asked), ofBif((await boardOf('bif-liaison')).agencies)]).toMatchObject([
        { standing: kind, due: null },
        { standing: kind, due: null },
      ]);
    }
    await reply('may_not_answer', true);
    const chair = await web.signedIn('politi-chair');
    for (const path of [`/case-reviews/${review.id}`, `/meetings/${meeting.id}`]) {
      expect((await chair.get(path)).words).toContain('Må ikke svare');
    }
    await reply('nothing_to_add');
    expect((await chair.get(`/meetings/${meeting.id}`)).words).not.toContain('Må ikke svare');
  });

  test('random answers: others learn what is shown, and that is never a finding', async () => {
    const change = fc.record({ kind: fc.constantFrom(...replyKinds), shown: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let shown = ofBif((await dossierOf('skat-liaison')).asked).standing;
        for (const one of changes) {
          const { status } = await reply(one.kind, one.shown);
          expect(status).toBe(one.kind === 'finding' && one.shown ? 422 : 200);
          if (status === 200) shown = one.shown ? one.kind : 'answered';
        }
        const who = others[changes.length] ?? 'politi-chair';
        expect(ofBif((await dossierOf(who)).asked).standing).toBe(shown);
        expect(ofBif((await boardOf(who)).agencies).standing).toBe(shown);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the rules of readiness', () => {
  const kind = fc.constantFrom(null, ...replyKinds);
  const question = fc.record({
    dueOn: fc.constantFrom(inDays(-1), today(), inDays(3), inDays(4)),
    answered: fc.boolean(),
    shownKind: fc.constantFrom(null, 'nothing_to_add' as const, 'may_not_answer' as const),
    ownKind: kind,
  });

  test('every state is reached, and one that is not shown tells nothing', () => {
    const reached = new Set<string>([readinessOf(null)]);
    fc.assert(
      fc.property(question, (asked) => {
        const standing = readinessOf(asked);
        reached.add(standing);
        if (!asked.answered) expect(standing).toBe('awaiting');
        else if (asked.ownKind === null) expect(standing).toBe(asked.shownKind ?? 'answered');
        else expect(standing).toBe(asked.ownKind);
        expect(dueOfAnswer(asked, today()) === null).toBe(asked.answered);
      }),
      { numRuns: 300 },
    );
    expect([...reached].toSorted()).toEqual(
      ['answered', 'awaiting', 'finding', 'may_not_answer', 'not_asked', 'nothing_to_add'].toSorted(),
    );
  });

  test.each([
    [-1, 'past'],
    [0, 'soon'],
    [3, 'soon'],
    [4, 'later'],
  ])('a deadline in %i days is %s', (days, due) => {
    const asked = { dueOn: inDays(days), answered: false, shownKind: null, ownKind: null };
    expect(dueOfAnswer(asked, today())).toBe(due);
  });
});
