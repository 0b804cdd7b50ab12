import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../case-reviews/reviews.ts';
import { aReview, attach, disclose, tryAttach } from '../findings/findings.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const nowhere = '00000000-0000-4000-8000-000000000000';
const of = (reviewId: string) => `/v1/case-reviews/${reviewId}/third-persons`;
const partner = {
  relation: 'partner',
  name: 'Pia Hemmelighed',
  cpr: '730777-2566',
  dataClass: 'confidential',
  legalBasisCode: 'RSL11C',
  necessity: 'Afgør, om borgeren er enlig forsørger.',
};
const release = {
  recipients: ['kk-bk'],
  legalBasisCode: 'RSL11C',
  necessity: 'BK skal vurdere, om borgeren er enlig.',
};
const register = (reviewId: string, change: object = {}, who = 'bif-liaison') =>
  world.as(who).post(of(reviewId), { ...partner, ...change });
const good = async (answer: Promise<{ status: number; json: Json; text: string }>): Promise<Json> => {
  const { status, json, text } = await answer;
  if (status >= 300) throw new Error(text);
  return json;
};
const tell = (id: string, change: object = {}, who = 'bif-liaison') =>
  world.as(who).post(`/v1/third-persons/${id}/disclosures`, { ...release, ...change });
const seen = async (who: string, reviewId: string) => (await good(world.as(who).get(of(reviewId)))).items;

describe('a third person', () => {
  it('is the own agency’s alone, with a basis, the name sealed and the number masked', async () => {
    const { id } = await aReview(world);
    const made = await good(register(id));
    expect(made).toMatchObject({
      own: true,
      name: partner.name,
      cprMasked: '730777-****',
      legalBasis: { code: 'RSL11C' },
      necessity: partner.necessity,
      notificationDuty: null,
    });
    expect(await seen('bif-approver', id)).toHaveLength(1);
    for (const who of ['bk-liaison', 'politi-liaison', 'skat-liaison', 'sof-approver', 'politi-chair'])
      expect(await seen(who, id)).toEqual([]);
    expect((await world.as('bif-coordinator').get(of(id))).status).toBe(403);
    const { rows } = await world.superuser.query('select * from app.third_person where id = $1', [made.id]);
    expect(JSON.stringify(rows)).not.toMatch(/Hemmelighed|7307772566|730777-/);
  });

  it('is no review, is not found by its number, and is in no figure or list', async () => {
    const { id } = await aReview(world);
    const made = await good(register(id, { cpr: '880683-2016' }));
    for (const who of ['bif-liaison', 'politi-chair']) {
      const found = await world
        .as(who)
        .post('/v1/citizen-lookups', { cpr: '880683-2016', reason: 'follow_up' });
      expect(found.json.reviews).toEqual([]);
      for (const path of ['/v1/case-reviews', `/v1/case-reviews/${id}`, '/v1/me/queue', '/v1/follow-ups'])
        expect((await world.as(who).get(path)).text).not.toMatch(new RegExp(`Hemmelighed|880683|${made.id}`));
    }
    for (const login of ['cap_reporter', 'cap_register', 'cap_scheduler']) {
      const { rows } = await world.superuser.query(
        `select has_any_column_privilege($1, 'app.third_person', 'select') as may`,
        [login],
      );
      expect(rows[0].may).toBe(false);
    }
  });

  it('of a child tells the own agency, and nobody else, of its duty to notify', async () => {
    const { id } = await aReview(world);
    const child = await good(register(id, { relation: 'child', cpr: undefined }));
    expect(child).toMatchObject({ cprMasked: null, notificationDuty: { provision: 'Barnets lov § 133' } });
    await good(tell(child.id));
    expect((await seen('bk-liaison', id))[0].notificationDuty).toBeNull();
  });

  it.each([
    ['under a basis of others', { legalBasisCode: 'RPL115-1-1' }, 422, 'D1'],
    ['without saying why', { necessity: 'Kort' }, 422, 'D3'],
    ['with health data under a basis that carries none', { dataClass: 'special' }, 422, 'D4'],
    ['under a basis for companies', { legalBasisCode: 'FVL28-2-3' }, 422, 'D7'],
    ['without a relation', { relation: undefined }, 400, 'input.invalid'],
    ['with a number that is none', { cpr: '999999-0000' }, 400, 'input.invalid'],
  ])('is refused %s', async (_why, change, status, rule) => {
    const { id } = await aReview(world);
    const answer = await register(id, change);
    expect([answer.status, answer.json.ruleId]).toEqual([status, rule]);
    expect(answer.text).not.toContain('999999');
  });

  it('is refused as the citizen, on a review that is over, and where the agency takes no part', async () => {
    const { id } = await aReview(world, { cpr: '6107751750' });
    expect((await register(id, { cpr: '610775-1750' })).json.ruleId).toBe('third-person.is-the-citizen');
    const over = await aReview(world, { state: 'concluded' });
    expect((await register(over.id)).json.ruleId).toBe('third-person.review-not-admitted');
    const others = await aReview(world, { agencies: ['skat'] });
    const [hidden, missing] = await Promise.all([register(others.id), register(nowhere)]);
    expect(told(hidden)).toEqual(told(missing));
    expect((await register(others.id, {}, 'politi-liaison')).status).toBe(404);
  });
});

describe('the disclosure of a third person', () => {
  it('gives a named agency who it is, until it is revoked or the person removed', async () => {
    const { id } = await aReview(world);
    const made = await good(register(id));
    const given = await good(tell(made.id, { recipients: ['kk-bk', 'kk-sof'] }));
    const answer = await world.as('bk-liaison').get(of(id));
    expect(answer.json.items).toMatchObject([
      {
        id: made.id,
        own: false,
        name: partner.name,
        cprMasked: '730777-****',
        necessity: null,
        disclosures: [],
      },
    ]);
    expect(answer.text).not.toContain('enlig');
    const [bk] = given.disclosures.filter((one: Json) => one.toAgencyId === 'kk-bk');
    await good(world.as('bif-liaison').post(`/v1/third-person-disclosures/${bk.id}/revocation`));
    expect(await seen('bk-liaison', id)).toEqual([]);
    expect(await seen('sof-liaison', id)).toHaveLength(1);
    const again = await world.as('bif-liaison').post(`/v1/third-person-disclosures/${bk.id}/revocation`);
    expect(again.json.ruleId).toBe('third-person.revoked');
    await good(world.as('bif-liaison').post(`/v1/third-persons/${made.id}/removal`));
    for (const who of ['sof-liaison', 'bif-liaison']) expect(await seen(who, id)).toEqual([]);
    expect((await tell(made.id)).status).toBe(404);
  });

  it.each([
    ['under the co-operation without the declaration', { legalBasisCode: 'RPL115-2' }, 'D3'],
    ['without saying why', { necessity: 'Kort' }, 'D3'],
    ['to who is no part of it', { recipients: ['fyn-politi'] }, 'D2'],
  ])('is refused %s', async (_why, change, rule) => {
    const { id } = await aReview(world);
    const made = await good(register(id));
    expect((await tell(made.id, change)).json.ruleId).toBe(rule);
    expect(await seen('bk-liaison', id)).toEqual([]);
  });

  it('is the own agency’s, once for each recipient; of others hidden like missing', async () => {
    const { id } = await aReview(world);
    const made = await good(register(id));
    await good(tell(made.id));
    expect((await tell(made.id)).json.ruleId).toBe('third-person.disclosed-already');
    for (const who of ['bk-liaison', 'sof-liaison']) {
      const [hidden, missing] = await Promise.all([tell(made.id, {}, who), tell(nowhere, {}, who)]);
      expect(told(hidden)).toEqual(told(missing));
      const removal = await world.as(who).post(`/v1/third-persons/${made.id}/removal`);
      expect(removal.status).toBe(404);
    }
  });
});

describe('a finding about a third person', () => {
  it('tells its recipient the relation; who it is only where the person was disclosed too', async () => {
    const { id } = await aReview(world);
    const made = await good(register(id));
    const finding = await attach(world, id, 'bif', { aboutThirdPersonId: made.id });
    expect(finding.about).toEqual({ relation: 'partner', thirdPersonId: made.id });
    await disclose(world, finding.id);
    const received = () => good(world.as('skat-liaison').get(`/v1/findings/${finding.id}`));
    const before = await received();
    expect(before.about).toEqual({ relation: 'partner', thirdPersonId: null });
    expect(before.versions[0].about).toEqual({ relation: 'partner', thirdPersonId: null });
    expect(JSON.stringify(before)).not.toMatch(new RegExp(`${made.id}|Hemmelighed`));
    await good(tell(made.id, { recipients: ['skat'] }));
    const after = await received();
    expect(after.about.thirdPersonId).toBe(made.id);
    // What was handed over is the same as before.
    expect(after.contentHash).toBe(before.contentHash);
  });

  it('stays about the third person when it is corrected, unless the author says otherwise', async () => {
    const { id } = await aReview(world);
    const made = await good(register(id));
    const finding = await attach(world, id, 'bif', { aboutThirdPersonId: made.id });
    const {
      id: _id,
      notedOn: _on,
      aboutThirdPersonId: _about,
      ...body
    } = {
      id: '',
      aboutThirdPersonId: '',
      notedOn: '',
      text: 'Ny tekst, rettet.',
      statementKind: 'fact',
      dataClass: 'confidential',
      subject: 'person',
      legalBasisCode: 'RSL11C',
      necessity: partner.necessity,
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
      reason: 'Forkert periode.',
    };
    const correct = (sent: object, version: number) =>
      world
        .as('bif-liaison')
        .post(`/v1/findings/${finding.id}/corrections`, { ...body, ...sent }, { version });
    expect((await good(correct({}, 1))).about).toEqual({ relation: 'partner', thirdPersonId: made.id });
    expect((await good(correct({ aboutThirdPersonId: null }, 2))).about).toBeNull();
  });

  it('is refused of another agency’s, another review’s and a removed third person', async () => {
    const [one, other] = [await aReview(world), await aReview(world)];
    const made = await good(register(one.id));
    const sofs = await good(register(one.id, {}, 'sof-liaison'));
    for (const [reviewId, aboutThirdPersonId] of [
      [other.id, made.id],
      [one.id, sofs.id],
      [one.id, nowhere],
    ] as const)
      expect((await tryAttach(world, reviewId, 'bif', { aboutThirdPersonId })).json.ruleId).toBe(
        'third-person.unknown',
      );
    await good(world.as('bif-liaison').post(`/v1/third-persons/${made.id}/removal`));
    expect((await tryAttach(world, one.id, 'bif', { aboutThirdPersonId: made.id })).json.ruleId).toBe(
      'third-person.unknown',
    );
  });

  it('is kept to its own agency and review by the database too', async () => {
    const { id } = await aReview(world);
    const sofs = await good(register(id, {}, 'sof-liaison'));
    const finding = await attach(world, id);
    const forged = world.superuser.query(
      `update app.finding_version set about_third_person_id = $2, about_review_id = $3, about_relation = 'partner' where finding_id = $1`,
      [finding.id, sofs.id, id],
    );
    await expect(forged).rejects.toMatchObject({ code: '23503' });
  });
});
