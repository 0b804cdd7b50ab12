import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { openApiOf } from '#api/openapi.ts';
import { aReview, attach, disclose, reasons, tryAttach, tryDisclose } from '../findings/findings.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

test('D1 to D11 are published with their words in both languages and the law behind them', async () => {
  const { json } = await world.as('bif-liaison').get('/v1/meta/rules');
  const rules = json.items.filter(({ id }: Json) => /^D\d+$/.test(id));
  expect(rules.map(({ id }: Json) => id).toSorted()).toEqual(
    ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11'].toSorted(),
  );
  for (const { id, title, titleEn, provision } of rules)
    expect([id, title.length > 20, titleEn.length > 20, provision?.length > 5]).toEqual([
      id,
      true,
      true,
      true,
    ]);
});

const attaching: readonly (readonly [string, Parameters<typeof tryAttach>[2], Record<string, unknown>])[] = [
  ['D1 legal_basis_not_contributors', 'bif', { legalBasisCode: 'SFL17' }],
  ['D3 necessity_too_short', 'bif', { necessity: 'Kort' }],
  ['D4 criminal_data_without_basis', 'bif', { dataClass: 'criminal' }],
  ['D6 police_review_date_missing', 'politi', { police: { subjectCategory: 'other' } }],
  ['D7 basis_not_for_companies', 'bif', { subject: 'company' }],
  ['D8 money_laundering_source', 'bif', { sourceClass: 'money_laundering_report' }],
];
test('D1, D3, D4, D6, D7 and D8 refuse what is attached against them, and keep the decision', async () => {
  const review = await aReview(world);
  for (const [reason, kind, change] of attaching) {
    const refused = await tryAttach(world, review.id, kind, change);
    expect([reason, refused.status, ...reasons(refused.json)]).toEqual([reason, 422, reason]);
  }
});

test('D2 and D5 refuse what is disclosed against them, and keep the decision', async () => {
  const review = await aReview(world, {
    nominatedBy: 'kk-bif',
    agencies: ['skat', 'koebenhavns-politi', 'kk-sof'],
  });
  const bif = await attach(world, review.id);
  const outside = await tryDisclose(world, bif.id, 'bif', { recipients: ['kk-bk'] });
  expect(reasons(outside.json.decisions[0])).toEqual(['D2 recipient_takes_no_part']);
  const politi = await attach(world, review.id, 'politi');
  const undeclared = await tryDisclose(world, politi.id, 'politi', { declarationNotInvestigation: false });
  expect(reasons(undeclared.json.decisions[0])).toEqual(['D5 declaration_missing']);
  const kept = [...outside.json.decisionIds, ...undeclared.json.decisionIds];
  const { rows } = await world.superuser.query(
    'select refusals from app.decision where id = any($1) order by refusals',
    [kept],
  );
  expect(rows.map(({ refusals }) => refusals)).toEqual([
    ['D2 recipient_takes_no_part'],
    ['D5 declaration_missing'],
  ]);
});

test('D9: a police finding past its review day is expired for everybody who reads it, whole or as a fact, until it is reviewed', async () => {
  const review = await aReview(world);
  const whole = await attach(world, review.id, 'politi');
  await disclose(world, whole.id, 'politi');
  const fact = await attach(world, review.id, 'politi');
  await disclose(world, fact.id, 'politi', { form: 'fact_only' });
  const expired = async (who: string) =>
    (
      await world.as(who).get(`/v1/case-reviews/${review.id}/findings`, { purpose: 'prevention' })
    ).json.items.map((one: Json) => one.expired);
  expect(await expired('sof-liaison')).toEqual([false, false]);
  const yesterday = [review.id, new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)];
  await world.superuser.query('update app.finding set expires_on = $2 where review_id = $1', yesterday);
  await world.superuser.query(
    'update app.finding_version v set review_due_on = $2 from app.finding f where f.id = v.finding_id and f.review_id = $1',
    yesterday,
  );
  expect(await expired('sof-liaison')).toEqual([true, true]);
  expect(await expired('politi-liaison')).toEqual([true, true]);
  const late = await tryDisclose(world, whole.id, 'politi', { recipients: ['kk-bk'] });
  expect(reasons(late.json.decisions[0])).toEqual(['D6 police_review_date_passed']);
});

test('D9: in a report neither a withdrawn finding nor one that had expired by the day of the meeting counts', async () => {
  const findings = async (change: string, values: unknown[]): Promise<number> => {
    const { id } = await attach(world, (await aReview(world, { state: 'admitted' })).id, 'politi');
    await world.superuser.query(`update app.finding f set ${change} where f.id = $1`, [id, ...values]);
    await world.superuser.query(
      `update app.case_review r set state = 'concluded', outcome = 'no_follow_up', reviewed_on = '2025-03-10', concluded_at = now()
       from app.finding f where f.id = $1 and r.id = f.review_id`,
      [id],
    );
    const figures = await world.as('politi-coordinator').get('/v1/figures?period=2025-H1');
    return figures.json.figures?.findings ?? figures.json.findings;
  };
  expect(await findings('expires_on = $2', ['2025-03-10'])).toBe(1);
  expect(await findings('expires_on = $2', ['2025-03-09'])).toBe(1);
  expect(await findings('withdrawn_at = $2', ['2025-03-01'])).toBe(1);
  expect(await findings('expires_on = null', [])).toBe(2);
});

test('D10: an agency sets follow-up in its own remit alone', async () => {
  const review = await aReview(world);
  const refused = await world.as('skat-liaison').post(`/v1/case-reviews/${review.id}/follow-ups`, {
    type: 'benefit_stop',
    agencyId: 'skat',
    dueOn: '2999-01-31',
  });
  expect([refused.status, refused.json.ruleId]).toEqual([403, 'D10']);
});

/** Names of fields that would hold a risk score or a rank of people. */
const scores = /score|risk|rating|rank|likelihood|probab|suspic|severity|sandsynlig|risiko/iu;
/** What a person is, and nobody is put in order by. */
const traits = /name|cpr|age|sex|gender|birth|nationality|municipality|citizen|address/iu;

const byTrait = (schema: Json) =>
  [...(schema.enum ?? []), ...(schema.items?.enum ?? [])].some((value) => traits.test(String(value)));

test('D11: no number anywhere in the API or the database is a score, and no order is by what a person is', () => {
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    const schema: Json = value;
    for (const [name, one] of Object.entries<Json>(schema.properties ?? {}))
      if (scores.test(name)) found.push(`${path}.${name}`);
      else if (/^(sort|order|orderBy)$/.test(name) && byTrait(one)) found.push(`${path}.${name}`);
    for (const parameter of Array.isArray(schema.parameters) ? schema.parameters : [])
      if (/sort|order/i.test(parameter.name) && byTrait(parameter.schema))
        found.push(`${path}?${parameter.name}`);
    for (const [name, one] of Object.entries(value)) walk(one, `${path}/${name}`);
  };
  walk(openApiOf(endpoints.map(({ endpoint }) => endpoint)), '');
  expect(found).toEqual([]);
  const columns = readdirSync('migrations').flatMap((file) =>
    [
      ...readFileSync(`migrations/${file}`, 'utf8').matchAll(
        /^\s+(?:add column )?([a-z_]+) (?:int|numeric|real|double)/gmu,
      ),
    ].map(([, name]) => name ?? ''),
  );
  expect(columns.length).toBeGreaterThan(10);
  expect(columns.filter((name) => scores.test(name))).toEqual([]);
});
