import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { limitsAtLeast } from '#legal-bases/limits.ts';
import { purposes } from '#platform/codes.ts';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { anOpenMeeting, inDays } from '../meetings/steps.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
/** Findings by whose they are: of BK itself, given to BK freely, and given to BK for prevention. */
let own: string;
let free: string;
let tainted: string;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
  const benefit = { legalBasisCode: 'DBL6-GDPR6E' };
  const bk = await world.as('bk-liaison').post(`/v1/case-reviews/${reviewId}/findings`, {
    text: 'Boligstøtte under kontrol.',
    statementKind: 'fact',
    dataClass: 'confidential',
    subject: 'person',
    necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
    sourceClass: 'own_records',
    declarations: { noMoneyLaunderingSource: true },
    notedOn: '2026-01-12',
    ...benefit,
  });
  own = bk.json.id;
  free = (await attach(world, reviewId, 'bif')).id;
  await disclose(world, free, 'bif', { recipients: ['kk-bk'] });
  tainted = (await attach(world, reviewId, 'politi')).id;
  await disclose(world, tainted, 'politi', { recipients: ['kk-bk'] });
});
afterAll(() => world.close());

const assign = (who: string, body: object) =>
  world.as(who).post(`/v1/case-reviews/${reviewId}/follow-ups`, {
    agencyId: 'kk-bk',
    type: 'repayment_claim',
    dueOn: inDays(30),
    ...body,
  });
const report = { type: 'police_report' };
const told = ({ status, json }: Json) => [status, json.ruleId];

describe('a follow-up rests on findings', () => {
  test('on all that its agency has, unless somebody names them; and inherits their strictest limits', async () => {
    const all = await assign('bk-liaison', {});
    expect(new Set(all.json.basedOn)).toEqual(new Set([own, free, tainted]));
    expect(all.json.limits).toMatchObject({
      notForCriminalInvestigation: true,
      purposes: [],
      dataClass: 'criminal',
      known: true,
    });
    const some = await assign('bk-liaison', { basedOn: [own, free] });
    expect(some.json.limits).toMatchObject({
      notForCriminalInvestigation: false,
      purposes: ['benefit_control'],
      dataClass: 'confidential',
    });
    const none = await assign('bk-liaison', { basedOn: [] });
    expect(none.json).toMatchObject({ basedOn: [], limits: { dataClass: null, known: true } });
  });

  test('the others are told the strictest limits, and of the findings only their own', async () => {
    const { id } = (await assign('bk-liaison', {})).json;
    for (const [who, sees] of [
      ['bif-liaison', [free]],
      ['politi-chair', [tainted]],
      ['skat-liaison', []],
      ['bif-coordinator', []],
    ] as const) {
      const { json } = await world.as(who).get(`/v1/follow-ups/${id}`);
      expect([who, json.basedOn, json.limits.known, json.limits.purposes]).toEqual([who, sees, false, []]);
    }
    const byOwnAlone = (await assign('bk-liaison', { basedOn: [own] })).json;
    const [one, other] = await Promise.all(
      [id, byOwnAlone.id].map(
        async (action) => (await world.as('skat-liaison').get(`/v1/follow-ups/${action}`)).json.limits,
      ),
    );
    expect(one).toEqual(other);
  });

  test('the chair sets it for another agency without learning what that agency was given', async () => {
    const byChair = await assign('politi-chair', report);
    expect(byChair).toMatchObject({ status: 201, json: { basedOn: [], limits: { known: false } } });
    const seen = await world.as('bk-liaison').get(`/v1/follow-ups/${byChair.json.id}`);
    expect(new Set(seen.json.basedOn)).toEqual(new Set([own, free]));
    expect(seen.json.limits.notForCriminalInvestigation).toBe(false);
  });
});

describe('what may lead to a criminal case', () => {
  test('rests on findings without restriction, own and received', async () => {
    const { status, json } = await assign('bk-liaison', { ...report, basedOn: [own, free] });
    expect([status, json.limits.notForCriminalInvestigation]).toEqual([201, false]);
  });

  test.each([
    ['what was shared for prevention, named', () => ({ basedOn: [own, tainted] })],
    ['it, unnamed', () => ({})],
  ])('rests never on %s', async (_name, basis) => {
    const refused = await assign('bk-liaison', { ...report, ...basis() });
    expect(told(refused)).toEqual([422, 'follow-up.not-for-investigation']);
    expect(refused.json).toMatchObject({
      provision: 'Retsplejeloven § 115, stk. 2, 2. pkt.',
      findings: [tainted],
    });
  });

  test('rests not on what the chair shared for prevention, whoever else sets it', async () => {
    const refused = await assign('politi-chair', { ...report, basedOn: [tainted] });
    expect(told(refused)).toEqual([422, 'follow-up.not-for-investigation']);
  });

  test('is refused by the database alone, and nobody writes what a follow-up rests on', async () => {
    const { id } = (await assign('bk-liaison', { ...report, basedOn: [own] })).json;
    const forged = (extra: string) =>
      world.superuser.query(
        `insert into app.follow_up_basis (action_id, finding_id, version, unit_id, review_id, agency_id, from_agency_id, type, criminal,
           purpose, form, data_class, not_for_criminal_investigation)
         values ($1, $2, 1, 'koebenhavn', $3, 'kk-bk', 'koebenhavns-politi', 'police_report', ${extra})`,
        [id, tainted, reviewId],
      );
    await expect(forged("true, 'prevention', 'full', 'criminal', true")).rejects.toMatchObject({
      constraint: 'follow_up_serves_no_investigation',
    });
    // Nor is the type called anything else.
    await expect(forged("false, 'prevention', 'full', 'criminal', true")).rejects.toMatchObject({
      code: '23503',
    });
    const { rows } = await world.superuser.query(
      "select has_table_privilege('cap_app', 'app.follow_up_basis', 'insert') or has_table_privilege('cap_app', 'app.follow_up_basis', 'update') as may",
    );
    expect(rows[0].may).toBe(false);
  });

  test('has no other way: no purpose, no endpoint and no member of one gives anything to an investigation', async () => {
    expect(purposes.filter((purpose) => /invest|crim/u.test(purpose))).toEqual([]);
    const listed = await world.as('bk-liaison').get(`/v1/case-reviews/${reviewId}/findings`, {
      headers: { purpose: 'criminal_investigation' },
      purpose: null,
    });
    expect(listed.status).toBe(400);
    const words = /investigation|efterforskning|prosecut|straffesag|anklage/iu;
    expect(endpoints.filter(({ endpoint }) => words.test(`${endpoint.id} ${endpoint.path}`))).toEqual([]);
  });
});

test.each([
  ['of another review', async () => (await attach(world, (await aReview(world)).id, 'bif')).id],
  ['that the agency was not given', async () => (await attach(world, reviewId, 'bif')).id],
  ['that does not exist', async () => '00000000-0000-4000-8000-000000000000'],
  [
    'that was withdrawn',
    async () => {
      const { id } = await attach(world, reviewId, 'bif');
      await disclose(world, id, 'bif', { recipients: ['kk-bk'] });
      await world
        .as('bif-liaison')
        .post(`/v1/findings/${id}/withdrawal`, { reason: 'Forkert.' }, { version: 1 });
      return id;
    },
  ],
])('a follow-up rests on no finding %s', async (_name, finding) => {
  const refused = await assign('bk-liaison', { basedOn: [await finding()] });
  expect(told(refused)).toEqual([422, 'follow-up.basis-unknown']);
});

test('nobody asks through the chair which findings another agency was given', async () => {
  for (const basedOn of [[own], [free]])
    expect(told(await assign('politi-chair', { basedOn }))).toEqual([422, 'follow-up.basis-unknown']);
});

test('agendas, figures and files limit as much as every finding that the reader has', async () => {
  const { meeting } = await anOpenMeeting(world, [reviewId]);
  for (const who of ['bk-liaison', 'bif-liaison', 'politi-chair', 'sof-liaison']) {
    const findings = (await world.as(who).get(`/v1/case-reviews/${reviewId}/findings`)).json.items;
    const agenda = (await world.as(who).get(`/v1/meetings/${meeting.id}/agenda`)).json;
    for (const finding of findings.filter((one: Json) => !one.withdrawn)) {
      const limits = {
        notForCriminalInvestigation: finding.useRestriction !== null || finding.purpose === 'prevention',
        purposes: [finding.purpose],
        factOnly: finding.form === 'fact_only',
        dataClass: finding.dataClass,
        known: true,
      };
      expect([
        who,
        limitsAtLeast(agenda.items[0].limits, limits),
        limitsAtLeast(agenda.limits, limits),
      ]).toEqual([who, true, true]);
    }
  }
  const coordinator = (await world.as('bif-coordinator').get(`/v1/meetings/${meeting.id}/agenda`)).json;
  expect(coordinator.items[0].limits).toMatchObject({ known: false, notForCriminalInvestigation: true });
  const figures = (await world.as('bif-coordinator').get('/v1/figures?period=2026')).json;
  expect(figures.limits).toMatchObject({ notForCriminalInvestigation: true, purposes: [], known: false });
  const { json: made } = await world.as('bif-coordinator').post('/v1/reports', { period: '2026' });
  const file = await world.as('bif-coordinator').get(`/v1/reports/${made.id}/document?format=csv`);
  expect(file.text).toContain('efterforskning af straffesager');
});
