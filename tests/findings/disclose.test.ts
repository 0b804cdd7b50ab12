import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPeople } from '#demo/people.ts';
import { opens } from '../need-to-know/people.ts';
import type { Json, World } from '../support/world.ts';
import { aWorld } from '../support/world.ts';
import {
  allowed,
  aRelease,
  aReview,
  atOnce,
  attach,
  disclose,
  type Kind,
  reasons,
  tryDisclose,
  withoutTrace,
} from './findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

const disclosuresOf = async (findingId: string) =>
  (await world.superuser.query('select to_agency_id from app.disclosure where finding_id = $1', [findingId]))
    .rows;

test('a disclosure is kept with its basis, necessity, initiative and restriction, and in the trail for each recipient', async () => {
  const { id } = await attach(world, reviewId, 'politi');
  const given = await disclose(world, id, 'politi', {
    recipients: ['kk-sof', 'kk-bk'],
    initiative: 'on_request',
  });
  expect(given).toHaveLength(2);
  expect(given.find(({ toAgencyId }) => toAgencyId === 'kk-sof')).toMatchObject({
    findingId: id,
    version: 1,
    legalBasis: { code: 'RPL115-1-1', version: 1 },
    purpose: 'prevention',
    useRestriction: {
      code: 'not_for_criminal_investigation',
      da: 'Må ikke anvendes til efterforskning af straffesager',
    },
    initiative: 'on_request',
    firstReadAt: null,
    revokedAt: null,
  });
  const { rows } = await world.superuser.query(
    "select convert_from(canon, 'UTF8')::jsonb as event from audit.event where verb = 'disclose' and outcome = 'done'",
  );
  const events = rows.map(({ event }) => event).filter(({ event }) => event.ids.findings[0] === id);
  expect(new Set(events.map(({ event }) => event.recipient))).toEqual(new Set(['kk-bk', 'kk-sof']));
  expect(events[0]).toMatchObject({
    purpose: 'prevention',
    review: reviewId,
    event: { legalBasis: 'RPL115-1-1/1' },
  });
});

describe('a rule that is broken refuses by its name, and nobody is given anything', () => {
  type Case = [string, Kind, Record<string, unknown>, string, { purpose?: 'prevention' | 'tax_control' }?];
  const cases: Case[] = [
    ['a basis that has ended', 'bif', { legalBasisCode: 'PDL6' }, 'D1 legal_basis_not_in_force'],
    [
      "another agency's basis",
      'bif',
      { legalBasisCode: 'RPL115-1-1', declarationNotInvestigation: true },
      'D1 legal_basis_not_contributors',
      { purpose: 'prevention' },
    ],
    [
      'a recipient the basis does not name',
      'sofSpecial',
      { recipients: ['skat'] },
      'D2 recipient_not_of_basis',
    ],
    ['itself', 'bif', { recipients: ['kk-bif'] }, 'D2 recipient_is_contributor'],
    ['no necessity', 'bif', { necessity: 'nej' }, 'D3 necessity_too_short'],
    ['a purpose the basis does not serve', 'bif', {}, 'D3 purpose_not_of_basis', { purpose: 'prevention' }],
    [
      'criminal data under a basis for ordinary',
      'skatCriminal',
      { legalBasisCode: 'SFL17' },
      'D4 criminal_data_without_basis',
    ],
    [
      'RPL § 115 without the declaration',
      'politi',
      { declarationNotInvestigation: false },
      'D5 declaration_missing',
    ],
    [
      'a person, under the basis for companies',
      'bif',
      { legalBasisCode: 'FVL28-2-3' },
      'D7 basis_not_for_persons',
    ],
    [
      "a company, under a person's basis",
      'skatCompany',
      { legalBasisCode: 'SFL17' },
      'D7 basis_not_for_companies',
    ],
  ];
  test.each(cases)('%s', async (_name, kind, change, reason, sent = {}) => {
    const { id } = await attach(world, reviewId, kind);
    const who = kind === 'sofSpecial' ? 'sof-approver' : allowed[kind].who;
    if (kind === 'sofSpecial') await opens(world, who, reviewId);
    const refused = await tryDisclose(world, id, kind, change, { ...sent, who });
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.json.ruleId).toBe(reason.slice(0, 2));
    expect(refused.json.decisions.flatMap(reasons)).toEqual([reason]);
    expect(refused.json.errors[0]).toMatchObject({
      rule: reason.slice(0, 2),
      da: expect.stringMatching(/\S{3}/),
    });
    expect(await disclosuresOf(id)).toEqual([]);
    const twin = await tryDisclose(world, id, kind, {}, { who });
    expect(twin).toMatchObject({ status: 201 });
  });

  test('D2: an agency that takes no part in this review, or not in the unit', async () => {
    const small = await aReview(world, { agencies: ['kk-bif', 'skat'] });
    const { id } = await attach(world, small.id);
    const outside = await tryDisclose(world, id, 'bif', { recipients: ['skat', 'kk-sof', 'rigspolitiet'] });
    expect(outside.status).toBe(422);
    expect(outside.json.decisions.map(({ outcome }: Json) => outcome)).toEqual([
      'allow_full',
      'deny',
      'deny',
    ]);
    expect(outside.json.decisions.flatMap(reasons)).toEqual([
      'D2 recipient_takes_no_part',
      'D2 recipient_not_of_basis',
      'D2 recipient_takes_no_part',
      'D2 recipient_not_active',
    ]);
    expect(outside.json).toMatchObject({
      ruleId: 'D2',
      contact: 'chair',
      errors: [{ pointer: '/body/recipients/1' }, {}, {}, { pointer: '/body/recipients/2' }],
    });
    expect(await disclosuresOf(id), 'all or nothing').toEqual([]);
  });

  test('D6: a police finding that says nothing of its review, such as an imported one', async () => {
    const { id } = await attach(world, reviewId, 'politi');
    const stored =
      'update app.finding_version set review_due_on = $2, subject_category = $3 where finding_id = $1';
    await world.superuser.query(stored, [id, null, null]);
    const bare = await tryDisclose(world, id, 'politi');
    expect(bare.json.decisions.flatMap(reasons)).toEqual([
      'D6 police_subject_category_missing',
      'D6 police_review_date_missing',
    ]);
    await world.superuser.query(stored, [id, '2020-01-01', 'other']);
    const stale = await tryDisclose(world, id, 'politi');
    expect(stale.json.decisions.flatMap(reasons)).toEqual(['D6 police_review_date_passed']);
    await world.superuser.query(stored, [id, '2999-01-01', 'other']);
    expect((await tryDisclose(world, id, 'politi')).status).toBe(201);
  });

  test('D8: nothing from a money-laundering report can be stored, so that nothing of it can be disclosed', async () => {
    const { id } = await attach(world, reviewId);
    await expect(
      world.superuser.query(
        "update app.finding_version set source_class = 'hvidvask' where finding_id = $1",
        [id],
      ),
    ).rejects.toThrow(/finding_version_source_class_check/);
  });

  test('several rules and recipients at once: all are named', async () => {
    const { id } = await attach(world, reviewId, 'politi');
    const refused = await tryDisclose(world, id, 'politi', {
      recipients: ['kk-sof', 'koebenhavns-politi'],
      declarationNotInvestigation: false,
      necessity: '',
    });
    expect(refused.json.decisions).toMatchObject([
      { recipient: 'kk-sof', outcome: 'deny' },
      { recipient: 'koebenhavns-politi', outcome: 'deny' },
    ]);
    expect(refused.json.decisions.map(reasons)).toEqual([
      ['D3 necessity_too_short', 'D5 declaration_missing'],
      ['D2 recipient_is_contributor', 'D3 necessity_too_short', 'D5 declaration_missing'],
    ]);
    expect(refused.json.errors.map(({ pointer, rule }: Json) => `${rule} ${pointer}`)).toEqual([
      'D3 /body/necessity',
      'D5 /body/declarationNotInvestigation',
      'D2 /body/recipients/1',
    ]);
  });
});

describe('special categories leave the agency by a second person', () => {
  // The liaisons have the case: an approver opens it before approving.
  beforeAll(() => Promise.all(['sof-approver', 'bif-approver'].map((who) => opens(world, who, reviewId))));

  test('not by the liaison, but by an approver who wrote none of it', async () => {
    const { id } = await attach(world, reviewId, 'sofSpecial');
    const alone = await tryDisclose(world, id, 'sofSpecial');
    expect([alone.status, alone.json.ruleId, alone.json.contact]).toEqual([422, 'D4', 'approver']);
    expect(alone.json.decisions.flatMap(reasons)).toEqual(['D4 second_approval_missing']);
    const other = await tryDisclose(world, id, 'sofSpecial', {}, { who: 'bif-approver' });
    expect(other.status, "another agency's approver").toBe(404);
    const second = await tryDisclose(world, id, 'sofSpecial', {}, { who: 'sof-approver' });
    expect(second).toMatchObject({ status: 201 });
  });

  test('an approver who wrote a version of it is no second person', async () => {
    const { id } = await attach(world, reviewId, 'sofSpecial');
    await world.superuser.query(
      'update app.finding_version set author = (select id from app.person where subject = $2) where finding_id = $1',
      [id, demoPeople.find(({ username }) => username === 'sof-approver')?.subject],
    );
    const self = await tryDisclose(world, id, 'sofSpecial', {}, { who: 'sof-approver' });
    expect([self.status, self.json.ruleId]).toEqual([422, 'D4']);
  });

  test('an approver discloses nothing else', async () => {
    const { id } = await attach(world, reviewId);
    const refused = await tryDisclose(world, id, 'bif', {}, { who: 'bif-approver' });
    expect([refused.status, refused.json.ruleId]).toEqual([403, 'disclosure.approver-only-second']);
    expect(await disclosuresOf(id)).toEqual([]);
  });
});

test('the same version goes to the same agency once; a recipient is named once', async () => {
  const { id } = await attach(world, reviewId);
  await disclose(world, id);
  const again = await tryDisclose(world, id, 'bif', { recipients: ['kk-bk', 'skat'] });
  expect([again.status, again.json.ruleId, again.json.recipients]).toEqual([
    409,
    'disclosure.already',
    ['skat'],
  ]);
  const twice = await tryDisclose(world, id, 'bif', { recipients: ['kk-bk', 'kk-bk'] });
  expect([twice.status, twice.json.errors[0].rule]).toEqual([400, 'disclosure.recipient-twice']);
  expect(await disclosuresOf(id)).toEqual([{ to_agency_id: 'skat' }]);
});

test('repeated or at once, a disclosure happens once and nobody loses access', async () => {
  const { id } = await attach(world, reviewId);
  const key = 'one-release-sent-twice';
  const repeated = await Promise.all([1, 2].map(() => tryDisclose(world, id, 'bif', {}, { key })));
  expect(repeated[0]?.text).toBe(repeated[1]?.text);
  const parallel = await atOnce(
    world,
    id,
    ['kk-bk', 'kk-sof', 'koebenhavns-politi'].map(
      (agency) => () => tryDisclose(world, id, 'bif', { recipients: [agency] }),
    ),
  );
  expect(parallel.map(({ status }) => status)).toEqual([201, 201, 201]);
  for (const who of ['skat-liaison', 'bk-liaison', 'sof-liaison', 'politi-liaison']) {
    const read = await world.as(who).get(`/v1/findings/${id}`);
    expect([who, read.status, read.json.text]).toEqual([who, 200, allowed.bif.body.text]);
  }
});

test('only the agency whose finding it is discloses it; to others it is missing, even to a recipient', async () => {
  const { id } = await attach(world, reviewId);
  await disclose(world, id);
  const missing = await tryDisclose(world, randomUUID(), 'bif', {}, { who: 'sof-liaison' });
  for (const who of ['skat-liaison', 'sof-liaison']) {
    const refused = await tryDisclose(world, id, 'bif', { recipients: ['kk-bk'] }, { who });
    expect(refused.status).toBe(404);
    expect(withoutTrace(refused)).toBe(withoutTrace(missing));
  }
  for (const role of ['chair', 'coordinator', 'legal-officer', 'auditor', 'administrator']) {
    const refused = await world.as(`bif-${role}`).post(`/v1/findings/${id}/disclosures`, aRelease('bif'));
    expect([role, refused.status]).toEqual([role, 403]);
  }
});
