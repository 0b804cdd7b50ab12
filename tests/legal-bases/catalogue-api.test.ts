import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#platform/danish-time.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { aDraft } from './fixture.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();

const draft = async (change: Record<string, unknown> = {}, who = 'bif-legal-officer'): Promise<Json> => {
  const answer = await world.as(who).post('/v1/legal-bases', aDraft(change));
  expect(answer).toMatchObject({ status: 201 });
  return answer.json;
};
const approve = (id: string, who = 'sof-legal-officer') =>
  world.as(who).post(`/v1/legal-bases/${id}/approval`);
const retire = (id: string, who = 'sof-legal-officer') =>
  world.as(who).post(`/v1/legal-bases/${id}/retirement`);
const list = async (query = '', who = 'bif-liaison'): Promise<Json> =>
  (await world.as(who).get(`/v1/legal-bases${query}`)).json;
const versions = async (code: string) =>
  (await list()).items
    .filter((one: Json) => one.code === code)
    .map(({ version, status, validTo }: Json) => ({ version, status, validTo }));

test('a legal officer is told which drafts are the own ones', async () => {
  const { id } = await draft({ code: 'OWN1' });
  const draftedByYou = async (who: string): Promise<boolean> =>
    (await list('?status=draft', who)).items.find((one: Json) => one.id === id).draftedByYou;
  expect(await draftedByYou('bif-legal-officer')).toBe(true);
  expect(await draftedByYou('skat-legal-officer')).toBe(false);
  expect(await retire(id)).toMatchObject({ status: 200 });
});

test('the catalogue is read by those who choose from it, by state and by day', async () => {
  const all = await list();
  expect(all.items.map(({ code }: Json) => code)).toContain('RPL115-1-1');
  expect(all.catalogueVersion).toMatch(/^[0-9a-f]{16}$/);
  const codes = async (query: string) => (await list(query)).items.map(({ code }: Json) => code);
  expect(await codes('?on=2017-06-01')).toContain('PDL6');
  expect(await codes('?on=2017-06-01')).not.toContain('DBL6-GDPR6E');
  expect(await codes('?on=2018-05-24')).toContain('PDL6');
  expect(await codes('?on=2018-05-25')).not.toContain('PDL6');
  expect(await codes('?status=draft')).toEqual([]);
  for (const who of ['bif-auditor', 'bif-administrator']) {
    expect((await world.as(who).get('/v1/legal-bases')).status).toBe(403);
  }
  expect((await world.as('bif-liaison').get('/v1/legal-bases?on=2018-02-30')).status).toBe(400);
});

describe('a change takes two legal officers', () => {
  test('a draft allows nothing and changes no decision; approved by another it does', async () => {
    const made = await draft({ code: 'FVL31', citation: 'FVL § 31' });
    expect(made).toMatchObject({ code: 'FVL31', version: 1, status: 'draft' });
    const own = await approve(made.id, 'bif-legal-officer');
    expect([own.status, own.json.ruleId]).toEqual([422, 'legal-basis.four-eyes']);
    expect(await outcomeUnder('FVL31')).toMatchObject({
      outcome: 'deny',
      refusals: [{ code: 'legal_basis_not_approved' }],
    });
    const approved = await approve(made.id);
    expect(approved.json).toMatchObject({ status: 'approved', ended: [] });
    expect(await outcomeUnder('FVL31')).toMatchObject({ outcome: 'allow_full', basis: { version: 1 } });
    const again = await approve(made.id);
    expect([again.status, again.json.ruleId]).toEqual([409, 'legal-basis.not-draft']);
  });

  test('nobody but legal officers drafts, approves or retires', async () => {
    const { id } = await draft({ code: 'NOT-YOURS' });
    for (const who of ['bif-liaison', 'bif-chair', 'bif-coordinator', 'bif-approver', 'bif-administrator']) {
      const ways = [
        await world.as(who).post('/v1/legal-bases', aDraft()),
        await approve(id, who),
        await world.as(who).post(`/v1/legal-bases/${id}/retirement`),
      ];
      expect([who, ...ways.map(({ status }) => status)]).toEqual([who, 403, 403, 403]);
    }
    expect((await approve(randomUUID())).status).toBe(404);
  });

  test('the database keeps it too: one person cannot do both, name another, or go back', async () => {
    const { id } = await draft({ code: 'WALL' });
    const approveAs = (who: string) =>
      world.superuser.query(
        "update app.legal_basis set status = 'approved', approved_at = now(), approved_by = (select id from app.person where name = $2) where id = $1",
        [id, who],
      );
    await expect(approveAs('Jura Eksempelholm')).rejects.toThrow(/check constraint|approved by the caller/);
    await expect(approveAs('Jura Prøvestrup'), 'in the name of somebody else').rejects.toThrow(
      /by the caller/,
    );
    await approve(id);
    await expect(
      world.superuser.query("update app.legal_basis set status = 'draft' where id = $1", [id]),
    ).rejects.toThrow(/does not go back/);
    await expect(
      world.superuser.query('update app.legal_basis set approved_at = now() where id = $1', [id]),
    ).rejects.toThrow(/does not change/);
  });

  test('what is wrong with a draft is said at its field', async () => {
    const refused = await world.as('bif-legal-officer').post('/v1/legal-bases', {
      ...aDraft({ code: 'lower case', contributors: ['fire-brigade'], validTo: '1999-01-01' }),
      priority: 1,
    });
    expect(refused.status).toBe(400);
    expect(refused.json.errors.map(({ pointer }: Json) => pointer).toSorted()).toEqual(
      expect.arrayContaining(['/body/code', '/body/contributors/0', '/body/priority']),
    );
    const days = await world
      .as('bif-legal-officer')
      .post('/v1/legal-bases', aDraft({ validTo: '1999-01-01' }));
    expect(days.json.errors).toMatchObject([{ pointer: '/body/validTo', rule: 'legal-basis.validity' }]);
  });
});

describe('versions', () => {
  test("an authority's own version goes before the common one from its first day on; findings keep the version they were made under", async () => {
    const review = await aCaseReview(world, { agencies: ['kk-bif', 'skat', 'kk-sof'] });
    const finding = await attachUnder(review.id, 'RSL11C');
    expect(finding.legalBasis).toMatchObject({ code: 'RSL11C', version: 1 });
    const begins = addDays(today, 30);
    const second = await draft({ validFrom: begins });
    expect(second.version).toBe(2);
    const approved = await approve(second.id);
    // The common row goes on for the others, and for their own until theirs begins.
    expect(approved.json.ended).toEqual([]);
    expect(await outcomeUnder('RSL11C')).toMatchObject({ outcome: 'allow_full', basis: { version: 1 } });
    const third = await draft({ validFrom: '2020-01-01', recipients: ['tax'] });
    expect((await approve(third.id)).json.ended).toMatchObject([{ version: 2, status: 'retired' }]);
    expect(await outcomeUnder('RSL11C')).toMatchObject({ outcome: 'allow_full', basis: { version: 3 } });
    expect(await versions('RSL11C')).toEqual([
      { version: 3, status: 'approved', validTo: null },
      { version: 2, status: 'retired', validTo: null },
      { version: 1, status: 'approved', validTo: null },
    ]);
    const kept = await world.as('bif-liaison').get(`/v1/findings/${finding.id}`);
    expect(kept.json.legalBasis).toEqual(finding.legalBasis);
    expect((await attachUnder(review.id, 'RSL11C')).legalBasis.version).toBe(3);
  });

  test('an own version that is retired does not open the common one again: that takes a new draft by two', async () => {
    const code = 'DBL6-GDPR6E';
    const discarded = await draft({ code });
    expect(await retire(discarded.id)).toMatchObject({ status: 200 });
    // A draft that was never approved has narrowed nothing.
    expect(await outcomeUnder(code)).toMatchObject({ outcome: 'allow_full', basis: { version: 1 } });
    const narrow = await draft({ code, dataClasses: ['ordinary'], factOnlyClasses: ['confidential'] });
    await approve(narrow.id);
    expect(await outcomeUnder(code)).toMatchObject({ outcome: 'allow_fact_only' });
    expect(await retire(narrow.id)).toMatchObject({ status: 200 });
    expect(await outcomeUnder(code)).toMatchObject({
      outcome: 'deny',
      basis: { version: narrow.version },
      refusals: [{ rule: 'D1', code: 'legal_basis_not_approved' }],
    });
    expect(await outcomeUnder(code, { recipients: ['kk-bk'] }, 'skat-liaison')).toMatchObject({
      outcome: 'allow_full',
      basis: { version: 1 },
    });
    const opened = await draft({ code });
    const asked = await world
      .as('bif-legal-officer')
      .post(`/v1/legal-bases/${opened.id}/what-if`, {}, { key: null });
    expect(asked.status).toBe(200);
    await approve(opened.id);
    expect(await outcomeUnder(code)).toMatchObject({
      outcome: 'allow_full',
      basis: { version: opened.version },
    });
  });

  test('a new version of the own row ends the older own one the day before it begins', async () => {
    const first = await draft({ code: 'OWN-ROW', validFrom: '2024-01-01' });
    await approve(first.id);
    const begins = addDays(today, 10);
    const second = await draft({ code: 'OWN-ROW', validFrom: begins });
    expect((await approve(second.id)).json.ended).toMatchObject([
      { version: 1, status: 'approved', validTo: addDays(begins, -1) },
    ]);
  });

  test('each authority for its own rows: others neither draft for it nor approve or retire them, and are not bound by them', async () => {
    const foreign = await world
      .as('skat-legal-officer')
      .post('/v1/legal-bases', aDraft({ contributors: ['tax', 'bif'] }));
    expect([foreign.status, foreign.json.ruleId]).toEqual([422, 'legal-basis.not-your-agencies']);
    expect(foreign.json.errors).toMatchObject([{ pointer: '/body/contributors/1' }]);
    const { id, authorityId } = await draft({ code: 'KK-ONLY', contributors: ['bif'] });
    expect(authorityId).toBe('koebenhavns-kommune');
    const theirs = await approve(id, 'skat-legal-officer');
    expect([theirs.status, theirs.json.ruleId]).toEqual([403, 'legal-basis.another-authority']);
    const retired = await world.as('skat-legal-officer').post(`/v1/legal-bases/${id}/retirement`);
    expect([retired.status, retired.json.ruleId]).toEqual([403, 'legal-basis.another-authority']);
    // A common row is taken away from nobody else: only from whoever alone gives under it.
    const common = async (code: string, who: string): Promise<Json> =>
      (await list('', who)).items.find((one: Json) => one.code === code && one.authorityId === null);
    const shared = await common('RPL115-1-1', 'skat-legal-officer');
    expect(shared.ofOwnAuthority).toBe(false);
    const taken = await world.as('skat-legal-officer').post(`/v1/legal-bases/${shared.id}/retirement`);
    expect([taken.status, taken.json.ruleId]).toEqual([403, 'legal-basis.another-authority']);
    expect((await common('SFL17', 'bif-legal-officer')).ofOwnAuthority).toBe(false);
    expect((await common('SFL17', 'skat-legal-officer')).ofOwnAuthority).toBe(true);
    const own = await draft({
      code: 'FVL28-2-3',
      recipients: ['police'],
      contributors: ['bif', 'sof', 'bk'],
    });
    await approve(own.id);
    const company = { subject: 'company', purpose: 'tax_control' };
    expect(await outcomeUnder('FVL28-2-3', company)).toMatchObject({
      outcome: 'deny',
      basis: { version: own.version },
    });
    expect(
      await outcomeUnder('FVL28-2-3', { ...company, recipients: ['kk-bk'] }, 'skat-liaison'),
    ).toMatchObject({
      outcome: 'allow_full',
      basis: { version: 1 },
    });
  });

  test('an older draft is not approved over a newer version', async () => {
    const old = await draft({ code: 'TWO-DRAFTS' });
    const young = await draft({ code: 'TWO-DRAFTS' });
    expect((await approve(young.id)).status).toBe(200);
    const late = await approve(old.id);
    expect([late.status, late.json.ruleId, late.json.approvedVersions]).toEqual([
      409,
      'legal-basis.overtaken',
      [2],
    ]);
  });

  test('drafts made at once get versions of their own', async () => {
    const both = await Promise.all([
      draft({ code: 'AT-ONCE' }),
      draft({ code: 'AT-ONCE' }, 'sof-legal-officer'),
    ]);
    expect(new Set(both.map(({ version }) => version))).toEqual(new Set([1, 2]));
  });

  test('a retired basis allows nothing from then on, and stays readable', async () => {
    const toBif = { recipients: ['kk-bif'] };
    expect(await outcomeUnder('SFL17', toBif, 'skat-liaison')).toMatchObject({ outcome: 'allow_full' });
    const basis = (await list()).items.find(({ code }: Json) => code === 'SFL17');
    const retired = await retire(basis.id, 'skat-legal-officer');
    expect(retired.json).toMatchObject({ status: 'retired', validTo: today });
    expect(await outcomeUnder('SFL17', toBif, 'skat-liaison')).toMatchObject({
      outcome: 'deny',
      refusals: [{ rule: 'D1', code: 'legal_basis_not_approved' }],
    });
    expect((await retire(basis.id, 'skat-legal-officer')).json.ruleId).toBe('legal-basis.retired');
    expect(await versions('SFL17')).toHaveLength(1);
  });
});

async function outcomeUnder(
  basisCode: string,
  change: Record<string, unknown> = {},
  who = 'bif-liaison',
): Promise<Json> {
  const answer = await world.as(who).post(
    '/v1/decisions/evaluate',
    {
      basisCode,
      recipients: ['skat'],
      purpose: 'benefit_control',
      dataClass: 'confidential',
      subject: 'person',
      necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
      ...change,
    },
    { key: null },
  );
  expect(answer).toMatchObject({ status: 200 });
  return answer.json.decisions[0];
}

async function attachUnder(reviewId: string, legalBasisCode: string): Promise<Json> {
  const answer = await world.as('bif-liaison').post(`/v1/case-reviews/${reviewId}/findings`, {
    text: 'Har modtaget kontanthjælp i hele 2025.',
    statementKind: 'fact',
    dataClass: 'confidential',
    subject: 'person',
    legalBasisCode,
    necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
    sourceClass: 'own_records',
    declarations: { noMoneyLaunderingSource: true },
    notedOn: '2026-01-12',
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.json;
}
