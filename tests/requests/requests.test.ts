import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { told } from '../case-reviews/reviews.ts';
import { aReview, attach, tryDisclose } from '../findings/findings.ts';
import { inDays } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { aRequest, read, respond, tryAnswer, tryAsk, withdraw } from './steps.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const bif = (request: Json, body: Record<string, unknown>) => respond(world, request, body);

describe('asking', () => {
  test('says what is asked, why, by which basis and by when, and that nobody is obliged', async () => {
    const request = await aRequest(world);
    expect(request).toMatchObject({
      direction: 'sent',
      fromAgencyId: 'skat',
      toAgencyId: 'kk-bif',
      state: 'asked',
      purpose: 'benefit_control',
      legalBasis: { code: 'SFL17', version: 1 },
      duty: { creates: false, da: expect.stringContaining('ingen har pligt til at videregive') },
      wishedOn: inDays(10),
      expiresOn: inDays(24),
      due: 'later',
      allowedNext: ['withdraw'],
      version: 1,
    });
    const received = await read(world, request.id, 'bif-liaison');
    expect(received).toMatchObject({
      direction: 'received',
      question: 'Modtager borgeren kontanthjælp i denne måned?',
      allowedNext: ['accept', 'accept_in_part', 'refuse', 'answer'],
    });
    const sealed = 'select question_ct, necessity_ct from app.information_request where id = $1';
    const { rows } = await world.superuser.query(sealed, [request.id]);
    expect(JSON.stringify(rows)).not.toContain('kontanthjælp');
  });

  test('is decided like a disclosure, and every reason is said of its field', async () => {
    const review = await aReview(world, { agencies: ['skat', 'kk-bif', 'koebenhavns-politi'] });
    const refusals: [Record<string, unknown>, string, string][] = [
      [{ legalBasisCode: 'NO-SUCH-BASIS' }, 'D1', '/body/legalBasisCode'],
      [{ legalBasisCode: 'RSL11C' }, 'D1', '/body/legalBasisCode'],
      [{ agencyId: 'kk-sof' }, 'D2', '/body/agencyId'],
      [{ agencyId: 'skat' }, 'D2', '/body/agencyId'],
      [{ agencyId: 'rigspolitiet' }, 'D2', '/body/agencyId'],
      [{ necessity: 'Kort.' }, 'D3', '/body/necessity'],
    ];
    for (const [change, rule, pointer] of refusals) {
      const { status, json } = await tryAsk(world, review.id, change);
      expect({ change, status, rule: json.ruleId }).toEqual({ change, status: 422, rule });
      expect(json.errors.map((one: Json) => one.pointer)).toContain(pointer);
    }
    const prevention = { who: 'skat-liaison', purpose: 'prevention' } as const;
    const undeclared = await tryAsk(world, review.id, { legalBasisCode: 'RPL115-2' }, prevention);
    expect(undeclared.json).toMatchObject({ ruleId: 'D5' });
    const wrongPurpose = await tryAsk(world, review.id, { legalBasisCode: 'SFL17' }, prevention);
    expect(wrongPurpose.json).toMatchObject({ ruleId: 'D3' });
    const { rows } = await world.superuser.query('select from app.information_request where review_id = $1', [
      review.id,
    ]);
    expect(rows).toEqual([]);
  });

  test('by the police under § 115: the restriction goes with it, and nobody is obliged', async () => {
    const review = await aReview(world);
    const change = { legalBasisCode: 'RPL115-1-1', declarationNotInvestigation: true };
    const sent = { who: 'politi-liaison', purpose: 'prevention' } as const;
    expect((await tryAsk(world, review.id, change, sent)).json).toMatchObject({
      useRestriction: 'not_for_criminal_investigation',
      duty: { creates: false, provision: 'Retsplejeloven § 115' },
    });
  });

  test('not on a review that is over, that one is no part of or cannot see, or for yesterday', async () => {
    const over = await aReview(world, { state: 'concluded' });
    expect((await tryAsk(world, over.id)).json).toMatchObject({ ruleId: 'request.review-not-admitted' });
    const others = await aReview(world, { agencies: ['kk-bif', 'kk-sof'] });
    expect((await tryAsk(world, others.id)).status).toBe(404);
    const review = await aReview(world);
    const late = await tryAsk(world, review.id, { wishedOn: inDays(-1) });
    expect(late.json).toMatchObject({ status: 422, ruleId: 'request.wished-too-early' });
    const never = await tryAsk(world, review.id, { wishedOn: '3026-01-01' });
    expect(never.json.errors).toMatchObject([{ pointer: '/body/wishedOn', rule: 'date.year' }]);
    const last = await tryAsk(world, review.id, { wishedOn: '2999-12-31' });
    expect(last.json).toMatchObject({ expiresOn: '2999-12-31' });
    for (const dataClass of ['criminal', 'special'])
      expect((await tryAsk(world, review.id, { dataClass })).status).toBe(400);
    for (const who of ['skat-chair', 'skat-coordinator', 'skat-approver'])
      expect((await tryAsk(world, review.id, {}, { who })).status).toBe(403);
  });

  test('warns of a civil registration number without repeating it', async () => {
    const review = await aReview(world);
    const { json, text } = await tryAsk(world, review.id, { question: 'Bor 780264-2812 på adressen?' });
    expect(json.warnings).toMatchObject([{ code: 'cpr_number', pointer: '/body/question' }]);
    expect(JSON.stringify(json.warnings)).not.toContain('780264');
    expect(text.match(/780264-2812/g)).toHaveLength(1);
  });
});

describe('answering', () => {
  test('accepted, then answered by a disclosure that names the request', async () => {
    const request = await aRequest(world);
    const accepted = await bif(request, { choice: 'accept' });
    expect(accepted.json).toMatchObject({ state: 'accepted', version: 2, allowedNext: ['refuse', 'answer'] });
    expect(await tryAnswer(world, request)).toMatchObject({ status: 201 });
    const seen = await read(world, request.id, 'skat-liaison');
    expect(seen).toMatchObject({ state: 'answered', due: null, version: 3, allowedNext: [] });
    expect(seen.findingIds).toHaveLength(1);
    const finding = await world.as('skat-liaison').get(`/v1/findings/${seen.findingIds[0]}`);
    expect(finding.status).toBe(200);
    // More may follow, and it stays answered.
    expect(await tryAnswer(world, request)).toMatchObject({ status: 201 });
    expect((await read(world, request.id, 'bif-liaison')).findingIds).toHaveLength(2);
  });

  test('in part', async () => {
    const request = await aRequest(world);
    expect((await bif(request, { choice: 'accept_in_part' })).json.state).toBe('accepted_in_part');
    await tryAnswer(world, request);
    expect((await read(world, request.id, 'skat-liaison')).state).toBe('answered_in_part');
  });

  test('only by the asked agency, from the same review, to the asker alone, and on request', async () => {
    const request = await aRequest(world);
    const elsewhere = await attach(world, (await aReview(world)).id);
    const answers: [Record<string, unknown>, string][] = [
      [{ recipients: ['kk-bk'] }, 'request.other-answer'],
      [{ recipients: ['skat', 'kk-bk'] }, 'request.other-answer'],
      [{ initiative: 'own' }, 'input.invalid'],
      [{ requestId: '00000000-0000-4000-8000-000000000000' }, 'not-found'],
    ];
    for (const [change, ruleId] of answers)
      expect((await tryAnswer(world, request, change)).json).toMatchObject({ ruleId });
    const other = { initiative: 'on_request', requestId: request.id };
    expect((await tryDisclose(world, elsewhere.id, 'bif', other)).json.ruleId).toBe('request.other-answer');
    // SKAT cannot answer its own question.
    const own = await attach(world, request.reviewId, 'skatCompany');
    expect((await tryDisclose(world, own.id, 'skatCompany', other)).json.ruleId).toBe('request.other-agency');
    expect(await read(world, request.id, 'skat-liaison')).toMatchObject({ state: 'asked', findingIds: [] });
  });

  test('refused without a reason; with one that is kept; with one that is shown', async () => {
    const [silent, kept, shown] = [await aRequest(world), await aRequest(world), await aRequest(world)];
    await bif(silent, { choice: 'refuse' });
    await bif(kept, { choice: 'refuse', reason: 'Vi er i tvivl om hjemlen.' });
    await bif(shown, { choice: 'refuse', reason: 'Vi har ingen sag.', reasonShown: true });
    const reasonFor = async (who: string) =>
      Promise.all([silent, kept, shown].map(async ({ id }) => (await read(world, id, who)).reason));
    expect(await reasonFor('bif-liaison')).toEqual([null, 'Vi er i tvivl om hjemlen.', 'Vi har ingen sag.']);
    expect(await reasonFor('skat-liaison')).toEqual([null, null, 'Vi har ingen sag.']);
    // Without a reason shown, the asker cannot tell that there is one.
    const [a, b] = await Promise.all([silent, kept].map(({ id }) => read(world, id, 'skat-liaison')));
    const same = { id: '', reviewId: '', reviewReference: '' };
    expect({ ...a, ...same }).toEqual({ ...b, ...same });
    expect((await tryAnswer(world, silent)).json).toMatchObject({
      ruleId: 'request.state',
      state: 'refused',
    });
  });

  test('a reason belongs to a refusal, and only one that is written can be shown', async () => {
    const request = await aRequest(world);
    for (const body of [
      { choice: 'accept', reason: 'Gerne.' },
      { choice: 'refuse', reasonShown: true },
      { choice: 'maybe' },
    ])
      expect((await bif(request, body)).status).toBe(400);
  });

  test('not by the asker, not twice, not over another version, and the same answer for the same key', async () => {
    const request = await aRequest(world);
    expect((await respond(world, request, { choice: 'accept' }, 'skat-liaison')).json).toMatchObject({
      status: 403,
      ruleId: 'request.other-agency',
    });
    expect((await withdraw(world, request, 'bif-liaison')).json.ruleId).toBe('request.other-agency');
    const sent = { version: 1, key: 'b9a1c7a0-5c1e-4b1e-9a53-3a5f3d5f9c11' };
    const path = `/v1/requests/${request.id}/response`;
    const [first, second] = [
      await world.as('bif-liaison').post(path, { choice: 'accept' }, sent),
      await world.as('bif-liaison').post(path, { choice: 'accept' }, sent),
    ];
    expect([first.status, second.text]).toEqual([200, first.text]);
    expect((await bif(request, { choice: 'refuse' })).status).toBe(412);
    expect((await bif({ ...request, version: 2 }, { choice: 'accept' })).status).toBe(409);
    expect((await world.as('bif-liaison').post(path, { choice: 'refuse' })).status).toBe(428);
    expect((await bif({ ...request, version: 2 }, { choice: 'refuse' })).json.state).toBe('refused');
  });

  test('when the review is over, a request can still be refused, and no longer accepted', async () => {
    const request = await aRequest(world);
    await world.superuser.query("update app.case_review set state = 'withdrawn' where id = $1", [
      request.reviewId,
    ]);
    expect((await bif(request, { choice: 'accept' })).json.ruleId).toBe('request.review-not-admitted');
    expect((await bif(request, { choice: 'refuse' })).status).toBe(200);
  });

  test('withdrawn by the asker: then there is nothing to answer', async () => {
    const request = await aRequest(world);
    expect((await withdraw(world, request)).json).toMatchObject({ state: 'withdrawn', due: null });
    expect((await withdraw(world, { ...request, version: 2 })).status).toBe(409);
    expect((await bif({ ...request, version: 2 }, { choice: 'accept' })).status).toBe(409);
    expect((await tryAnswer(world, request)).status).toBe(409);
  });

  test('its last day over, it is not answered and no more; an answer that comes late is an answer', async () => {
    const request = await aRequest(world);
    await world.superuser.query(
      'update app.information_request set asked_on = $2, wished_on = $2, expires_on = $3 where id = $1',
      [request.id, inDays(-20), inDays(-1)],
    );
    for (const who of ['skat-liaison', 'bif-liaison'])
      expect(await read(world, request.id, who)).toMatchObject({ state: 'not_answered', due: null });
    expect((await bif(request, { choice: 'accept' })).json).toMatchObject({
      ruleId: 'request.state',
      state: 'not_answered',
    });
    expect((await withdraw(world, request)).status).toBe(409);
    const open = await world.as('bif-liaison').get('/v1/requests?open=true&limit=100');
    expect(open.json.items.map((one: Json) => one.id)).not.toContain(request.id);
    expect(await tryAnswer(world, request)).toMatchObject({ status: 201 });
    expect((await read(world, request.id, 'skat-liaison')).state).toBe('answered');
  });
});

describe('who knows', () => {
  test('nobody but the two: hidden is answered like missing, and leaves no trace elsewhere', async () => {
    const review = await aReview(world);
    const before = await Promise.all(['sof-liaison', 'politi-chair', 'bif-coordinator'].map(look));
    const { json } = await tryAsk(world, review.id);
    await bif(json, { choice: 'refuse', reason: 'Nej.', reasonShown: true });
    expect(await Promise.all(['sof-liaison', 'politi-chair', 'bif-coordinator'].map(look))).toEqual(before);
    const missing = '/v1/requests/00000000-0000-4000-8000-000000000000';
    for (const who of ['sof-liaison', 'bk-liaison', 'politi-chair', 'sof-approver']) {
      const [hidden, none] = [
        await world.as(who).get(`/v1/requests/${json.id}`),
        await world.as(who).get(missing),
      ];
      expect(hidden.status).toBe(404);
      expect(told(hidden)).toEqual(told(none));
      expect((await world.as(who).get(`/v1/requests?reviewId=${review.id}`)).json.items).toEqual([]);
    }
    expect((await world.as('bif-coordinator').get(`/v1/requests/${json.id}`)).status).toBe(403);
    expect((await respond(world, json, { choice: 'accept' }, 'sof-liaison')).status).toBe(404);
    expect((await withdraw(world, json, 'politi-liaison')).status).toBe(404);

    async function look(who: string) {
      const dossier = await world.as(who).get(`/v1/case-reviews/${review.id}`);
      return told(dossier);
    }
  });

  test('the trail tells the two agencies, with the basis and the ids, and no word of what was asked', async () => {
    const request = await aRequest(world);
    await bif(request, { choice: 'accept' });
    const { rows } = await world.superuser.query<{ agency_id: string; verb: string; canon: string }>(
      `select agency_id, verb, convert_from(canon, 'UTF8') as canon from audit.event
       where outcome = 'done' and convert_from(canon, 'UTF8') like '%' || $1 || '%' order by id`,
      [request.id],
    );
    expect(rows.map(({ agency_id, verb }) => [agency_id, verb])).toEqual([
      ['skat', 'disclose'],
      ['kk-bif', 'alter'],
    ]);
    expect(rows[0]?.canon).toContain('"legalBasis":"SFL17/1"');
    expect(JSON.stringify(rows)).not.toContain('kontanthjælp');
  });
});

test('the list: received and sent, open or not, of one review, page by page', async () => {
  const reviews = [await aReview(world), await aReview(world)];
  const ids: string[] = [];
  for (const [index, days] of [3, 1, 2].entries())
    ids.push(
      (await tryAsk(world, reviews[0]?.id ?? '', { wishedOn: inDays(days), question: `Spørgsmål ${index}?` }))
        .json.id,
    );
  const of = `reviewId=${reviews[0]?.id}`;
  const list = async (who: string, query: string): Promise<Json> =>
    (await world.as(who).get(`/v1/requests?${of}&${query}`)).json;
  const idsOf = ({ items }: Json) => items.map((one: Json) => one.id);
  const soonest = [ids[1], ids[2], ids[0]];
  expect(idsOf(await list('bif-liaison', 'direction=received&open=true'))).toEqual(soonest);
  expect(idsOf(await list('skat-liaison', 'direction=sent'))).toEqual(soonest.toReversed());
  expect(idsOf(await list('skat-liaison', 'direction=received'))).toEqual([]);
  const page = await list('bif-liaison', 'open=true&limit=2');
  const rest = await list('bif-liaison', `open=true&limit=2&cursor=${encodeURIComponent(page.next)}`);
  expect([idsOf(page), idsOf(rest), rest.next]).toEqual([soonest.slice(0, 2), soonest.slice(2), null]);
  await bif({ id: ids[1], version: 1 }, { choice: 'refuse' });
  expect(idsOf(await list('bif-liaison', 'open=true'))).toEqual([ids[2], ids[0]]);
  expect(idsOf(await list('skat-liaison', 'state=refused'))).toEqual([ids[1]]);
  expect(page.items.map((one: Json) => one.due)).toEqual(['soon', 'soon']);
  const { json } = await world.as('bif-liaison').get(`/v1/requests?reviewId=${reviews[1]?.id}`);
  expect(json.items).toEqual([]);
});
