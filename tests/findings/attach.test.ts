import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';
import { allowed, aReview, attach, type Kind, reasons, tryAttach } from './findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

test('a liaison attaches a finding and gets it back as the agency sees it, in its first version', async () => {
  const answer = await tryAttach(world, reviewId, 'bif');
  expect(answer).toMatchObject({ status: 201 });
  expect(answer.headers['etag']).toBe('"1"');
  expect(answer.json).toMatchObject({
    reviewId,
    agencyId: 'kk-bif',
    own: true,
    version: 1,
    text: allowed.bif.body.text,
    statementKind: 'fact',
    dataClass: 'confidential',
    legalBasis: { code: 'RSL11C', citation: 'RSL § 11 c', version: 1 },
    necessity: allowed.bif.body.necessity,
    purpose: 'benefit_control',
    superseded: false,
    withdrawn: false,
    disclosures: [],
    received: null,
    police: null,
    warnings: [],
  });
  const { warnings: _hints, ...written } = answer.json;
  const read = await world.as('bif-liaison').get(`/v1/findings/${answer.json.id}`);
  const { versions, ...shown } = read.json;
  expect(shown).toEqual(written);
  expect(versions).toHaveLength(1);
});

test('texts are sealed where they are stored', async () => {
  const text = 'Bor reelt hos en samlever på Vesterbro.';
  const necessity = 'Samlivet afgør retten til enligbidrag.';
  const { id } = await attach(world, reviewId, 'bif', { text, necessity });
  const { rows } = await world.superuser.query(
    'select row_to_json(f)::text || row_to_json(v)::text as stored, text_ct, necessity_ct from app.finding f join app.finding_version v on v.finding_id = f.id where f.id = $1',
    [id],
  );
  for (const bytes of [Buffer.from(rows[0].stored), rows[0].text_ct, rows[0].necessity_ct]) {
    expect(bytes.includes('Vesterbro')).toBe(false);
    expect(bytes.includes('enligbidrag')).toBe(false);
  }
  const trail = await world.superuser.query("select convert_from(canon, 'UTF8') as event from audit.event");
  expect(trail.rows.some(({ event }) => event.includes('Vesterbro'))).toBe(false);
});

describe('a rule that is broken refuses by its name, and nothing is stored', () => {
  const cases: [string, Kind, Record<string, unknown>, string, Record<string, string>?][] = [
    ['a basis that nobody knows', 'bif', { legalBasisCode: 'XYZ1' }, 'D1 legal_basis_unknown'],
    ['no basis', 'bif', { legalBasisCode: '' }, 'D1 legal_basis_missing'],
    ["another agency's basis", 'bif', { legalBasisCode: 'SFL17' }, 'D1 legal_basis_not_contributors'],
    ['a basis that has ended', 'bif', { legalBasisCode: 'PDL6' }, 'D1 legal_basis_not_in_force'],
    ['no necessity', 'bif', { necessity: '' }, 'D3 necessity_too_short'],
    ['a purpose the basis does not serve', 'bif', {}, 'D3 purpose_not_of_basis', { purpose: 'prevention' }],
    [
      'criminal data under a basis for benefits',
      'bif',
      { dataClass: 'criminal' },
      'D4 criminal_data_without_basis',
    ],
    [
      'special data under a basis for benefits',
      'bif',
      { dataClass: 'special' },
      'D4 special_data_without_basis',
    ],
    [
      'a police finding without a day of review',
      'politi',
      { police: { subjectCategory: 'other' } },
      'D6 police_review_date_missing',
    ],
    [
      'a police finding without a category',
      'politi',
      { police: { reviewDueOn: '2999-01-01' } },
      'D6 police_subject_category_missing',
    ],
    [
      'a police finding neither fact nor assessment',
      'politi',
      { statementKind: undefined },
      'D6 police_statement_kind_missing',
    ],
    ['a company basis for a person', 'skatCompany', { subject: 'person' }, 'D7 basis_not_for_persons'],
    ["a person's basis for a company", 'bif', { subject: 'company' }, 'D7 basis_not_for_companies'],
    [
      'a money-laundering report',
      'bif',
      { sourceClass: 'money_laundering_report' },
      'D8 money_laundering_source',
    ],
  ];
  test.each(cases)('%s', async (_name, kind, change, reason, headers = {}) => {
    const before = await world.superuser.query('select count(*) from app.finding');
    const refused = await tryAttach(world, reviewId, kind, change, headers);
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.json.ruleId).toBe(reason.slice(0, 2));
    expect(reasons(refused.json)).toEqual([reason]);
    expect(refused.json.errors).toHaveLength(1);
    expect(refused.json.errors[0]).toMatchObject({
      rule: refused.json.ruleId,
      da: expect.stringMatching(/\S{3}/),
      en: expect.stringMatching(/\S{3}/),
    });
    const after = await world.superuser.query('select count(*) from app.finding');
    expect(after.rows).toEqual(before.rows);
  });
  test.each(Object.keys(allowed) as Kind[])('its twin is allowed: %s', async (kind) => {
    expect(await attach(world, reviewId, kind)).toMatchObject({ version: 1 });
  });
});

test('every broken rule is named at once, each at its field, with the provision', async () => {
  const refused = await tryAttach(world, reviewId, 'politi', {
    necessity: 'kort',
    subject: 'company',
    sourceClass: 'money_laundering_report',
    police: undefined,
  });
  expect(reasons(refused.json)).toEqual([
    'D3 necessity_too_short',
    'D6 police_subject_category_missing',
    'D6 police_review_date_missing',
    'D7 basis_not_for_companies',
    'D8 money_laundering_source',
  ]);
  expect(refused.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/body/necessity',
    '/body/police/subjectCategory',
    '/body/police/reviewDueOn',
    '/body/subject',
    '/body/sourceClass',
  ]);
  expect(refused.json.provision).toBe('Retshåndhævelsesloven § 4');
});

test('what the form must hold is refused before the rules', async () => {
  const undeclared = await tryAttach(world, reviewId, 'bif', {
    declarations: { noMoneyLaunderingSource: false },
  });
  expect(undeclared.status).toBe(400);
  expect(undeclared.json.errors).toMatchObject([
    { pointer: '/body/declarations/noMoneyLaunderingSource', rule: 'D8.declaration' },
  ]);
  const police = await tryAttach(world, reviewId, 'bif', { police: { subjectCategory: 'other' } });
  expect(police.json.errors).toMatchObject([{ pointer: '/body/police', rule: 'finding.police-only' }]);
  const neither = await tryAttach(world, reviewId, 'bif', { statementKind: undefined });
  expect(neither.json.errors).toMatchObject([{ pointer: '/body/statementKind', rule: 'field.missing' }]);
  const scored = await tryAttach(world, reviewId, 'bif', { riskScore: 87 });
  expect(scored.json.errors).toMatchObject([{ pointer: '/body/riskScore', rule: 'field.unknown' }]);
  const aimless = await tryAttach(world, reviewId, 'bif', {}, { purpose: null });
  expect(aimless.json.errors).toMatchObject([{ rule: 'purpose.missing' }]);
  const future = await tryAttach(world, reviewId, 'bif', { notedOn: '2999-01-01' });
  expect([future.status, future.json.ruleId]).toEqual([422, 'finding.noted-in-future']);
});

test('only while the review is admitted, only by an agency of it, and only by a liaison', async () => {
  for (const state of ['nominated', 'declined', 'concluded', 'withdrawn', 'lapsed'] as const) {
    const other = await aReview(world, { state });
    const refused = await tryAttach(world, other.id, 'bif');
    expect([refused.status, refused.json.ruleId, refused.json.state]).toEqual([
      409,
      'finding.review-not-admitted',
      state,
    ]);
  }
  const others = await aReview(world, { agencies: ['skat'] });
  const hidden = await tryAttach(world, others.id, 'bif');
  expect([hidden.status, hidden.json.ruleId]).toEqual([404, 'not-found']);
  for (const role of ['chair', 'approver', 'coordinator', 'legal-officer', 'auditor', 'administrator']) {
    const refused = await world
      .as(`bif-${role}`)
      .post(`/v1/case-reviews/${reviewId}/findings`, allowed.bif.body);
    expect([role, refused.status]).toEqual([role, 403]);
  }
});

test('a number that looks like a CPR number gets a hint, and is not repeated', async () => {
  const written = await attach(world, reviewId, 'bif', { text: 'Samlever med 780264-2812 siden maj.' });
  expect(written.warnings).toMatchObject([{ code: 'cpr_number', pointer: '/body/text' }]);
  expect(JSON.stringify(written.warnings)).not.toContain('2812');
  const plain = await attach(world, reviewId, 'bif', { text: 'Konto 9999 000000-0000, sag 12345678901.' });
  expect(plain.warnings).toEqual([]);
});

test('a repeated request attaches once', async () => {
  const again = await aReview(world);
  const sent = { key: 'the-same-key-twice' };
  const [first, second] = await Promise.all([
    tryAttach(world, again.id, 'bif', {}, sent),
    tryAttach(world, again.id, 'bif', {}, sent),
  ]);
  expect(second.text).toBe(first.text);
  const { rows } = await world.superuser.query(
    'select count(*)::int as findings from app.finding where review_id = $1',
    [again.id],
  );
  expect(rows).toEqual([{ findings: 1 }]);
});
