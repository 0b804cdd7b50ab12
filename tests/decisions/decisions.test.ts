import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type Json, type World } from '../support/world.ts';
import { aReview, attach, disclose, tryAttach, tryDisclose, withoutTrace } from '../findings/findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

const why = (who: string, id: string) => world.as(who).get(`/v1/decisions/${id}`);
const seenBy = async (who: string, id: string): Promise<Json> =>
  (await world.as(who).get(`/v1/findings/${id}`)).json;

describe('a decision is kept and told', () => {
  test('of attaching and of disclosing, with provision, versions and a plain sentence', async () => {
    const own = await attach(world, reviewId);
    const attached = await why('bif-liaison', own.decisionId);
    expect(attached.json).toMatchObject({
      kind: 'attachment',
      own: true,
      outcome: 'allow_full',
      findingId: own.id,
      version: 1,
      recipient: null,
      rules: ['D1', 'D3', 'D4', 'D6', 'D7', 'D8'],
      basis: { code: 'RSL11C', version: 1 },
      catalogueVersion: expect.stringMatching(/^[0-9a-f]{16}$/),
      facts: { dataClass: 'confidential', contributorKind: 'bif', necessityGiven: true },
    });
    const [given] = await disclose(world, own.id);
    const told = await why('bif-liaison', given.decisionId);
    expect(told.json).toMatchObject({
      kind: 'disclosure',
      outcome: 'allow_full',
      form: 'full',
      disclosureId: given.id,
      sharing: 'disclosure',
      sentence: {
        da: expect.stringMatching(/^BIF må give SKAT oplysningen til kontrol med ydelser efter RSL § 11 c/),
      },
      whoDecides: { role: 'liaison' },
    });
    const received = await seenBy('skat-liaison', own.id);
    expect(received.decisionId).toBe(given.decisionId);
    const theirs = await why('skat-liaison', given.decisionId);
    expect(theirs.json).toMatchObject({ own: false, facts: null, outcome: 'allow_full' });
    expect({ ...theirs.json, own: true, facts: told.json.facts }).toEqual(told.json);
  });

  test('a refusal is kept too, and says what would change it', async () => {
    const own = await attach(world, reviewId);
    const refused = await tryDisclose(world, own.id, 'bif', {
      recipients: ['skat', 'kk-bif'],
      necessity: 'Kort',
    });
    expect(refused).toMatchObject({ status: 422, json: { ruleId: 'D2' } });
    expect(refused.json.decisionIds).toHaveLength(2);
    const [first, second] = refused.json.decisions;
    expect((await why('bif-liaison', first.decisionId)).json).toMatchObject({
      outcome: 'deny',
      recipient: 'skat',
      form: null,
      disclosureId: null,
      rules: ['D3'],
      provision: 'GDPR art. 5, stk. 1, litra b og c',
      refusals: [{ rule: 'D3', code: 'necessity_too_short', da: expect.stringContaining('mindst 15 tegn') }],
      wouldChange: [{ da: 'En begrundelse for, hvorfor modtageren har brug for oplysningen.' }],
      sentence: { da: expect.stringMatching(/^BIF må ikke give SKAT oplysningen\. Begrundelsen/) },
    });
    expect((await why('bif-liaison', second.decisionId)).json.rules).toEqual(['D2', 'D3']);
    const { rows } = await world.superuser.query(
      `select outcome, convert_from(canon, 'UTF8')::jsonb -> 'event' -> 'ids' -> 'decisions' as ids from audit.event
       where convert_from(canon, 'UTF8')::jsonb -> 'event' ->> 'ruleId' = 'D2' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ outcome: 'refused', ids: refused.json.decisionIds }]);
  });

  test('a refused attachment has a decision and no finding', async () => {
    const refused = await tryAttach(world, reviewId, 'bif', { legalBasisCode: 'SFL17' });
    expect(refused).toMatchObject({ status: 422, json: { ruleId: 'D1' } });
    expect((await why('bif-liaison', refused.json.decisionId)).json).toMatchObject({
      kind: 'attachment',
      outcome: 'deny',
      findingId: null,
      whoDecides: { role: 'legal_officer' },
    });
  });

  test('to everybody else a decision does not exist, word for word as one that was never made', async () => {
    const own = await attach(world, reviewId);
    const [given] = await disclose(world, own.id);
    const refused = (await tryDisclose(world, own.id, 'bif', { recipients: ['kk-sof'], necessity: '' })).json;
    const missing = withoutTrace(await why('sof-liaison', randomUUID()));
    for (const [who, id] of [
      ['sof-liaison', given.decisionId],
      ['sof-liaison', own.decisionId],
      ['sof-liaison', refused.decisionIds[0]],
      ['skat-liaison', own.decisionId],
      ['politi-chair', given.decisionId],
    ] as const)
      expect([who, withoutTrace(await why(who, id))]).toEqual([who, missing]);
    for (const who of ['bif-legal-officer', 'bif-coordinator', 'bif-auditor'])
      expect((await why(who, given.decisionId)).status).toBe(403);
    await world
      .as('bif-liaison')
      .post(`/v1/disclosures/${given.id}/revocation`, { reason: 'Sendt forkert.' });
    expect(withoutTrace(await why('skat-liaison', given.decisionId))).toBe(missing);
  });

  test('a dry run is told in the same words and keeps nothing', async () => {
    const before = await world.superuser.query('select count(*) from app.decision');
    const dry = await world.as('bif-liaison').post(
      '/v1/decisions/evaluate',
      {
        reviewId,
        basisCode: 'RSL11C',
        recipients: ['skat'],
        purpose: 'benefit_control',
        dataClass: 'confidential',
        subject: 'person',
        necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
        form: 'fact_only',
      },
      { key: null },
    );
    expect(dry.json.decisions[0]).toMatchObject({
      outcome: 'allow_fact_only',
      wished: 'fact_only',
      rules: ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'],
      sentence: { da: expect.stringContaining('at der findes en relevant oplysning, og ikke andet') },
      wouldChange: [{ da: 'At myndigheden vælger at give hele oplysningen, og har hjemmel til det.' }],
    });
    expect((await world.superuser.query('select count(*) from app.decision')).rows).toEqual(before.rows);
  });
});

describe('only the fact', () => {
  const told = {
    form: 'fact_only',
    text: null,
    statementKind: null,
    dataClass: null,
    subject: null,
    police: null,
  };

  test('the recipient learns that a relevant finding exists, and nothing of what it says, anywhere', async () => {
    const own = await attach(world, reviewId, 'politi', { text: 'KANARIE-TEKST' });
    await disclose(world, own.id, 'politi', { form: 'fact_only' });
    const one = await world.as('sof-liaison').get(`/v1/findings/${own.id}`);
    expect(one.json).toMatchObject({
      ...told,
      agencyId: 'koebenhavns-politi',
      notedOn: own.notedOn,
      legalBasis: { code: 'RPL115-1-1' },
      useRestriction: { code: 'not_for_criminal_investigation' },
      versions: [],
    });
    const all = await world.as('sof-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
    expect(all.json.items.find(({ id }: Json) => id === own.id)).toMatchObject(told);
    const dossier = await world.as('sof-liaison').get(`/v1/case-reviews/${reviewId}`);
    const reason = await why('sof-liaison', one.json.decisionId);
    expect(reason.json).toMatchObject({ outcome: 'allow_fact_only', form: 'fact_only', facts: null });
    for (const { text } of [one, all, dossier, reason])
      expect(text).not.toMatch(/KANARIE|rockermiljø|suspect/);
    expect((await world.as('sof-liaison').get(`/v1/findings/${own.id}/versions`)).status).toBe(404);
    const { rows } = await world.superuser.query(
      'select v.visible_to as version, f.visible_to as finding, d.first_read_at is not null as read from app.finding f join app.finding_version v on v.finding_id = f.id join app.disclosure d on d.finding_id = f.id where f.id = $1',
      [own.id],
    );
    expect(rows).toEqual([
      {
        version: ['koebenhavn/koebenhavns-politi'],
        finding: ['koebenhavn/koebenhavns-politi', 'koebenhavn/kk-sof'],
        read: true,
      },
    ]);
  });

  test('the whole of it can follow, and the fact is not told again after it', async () => {
    const own = await attach(world, reviewId);
    await disclose(world, own.id, 'bif', { form: 'fact_only' });
    expect(await seenBy('skat-liaison', own.id)).toMatchObject({ text: null });
    const again = await tryDisclose(world, own.id, 'bif', { form: 'fact_only' });
    expect(again.json.ruleId).toBe('disclosure.already');
    await disclose(world, own.id);
    expect(await seenBy('skat-liaison', own.id)).toMatchObject({ form: 'full', text: own.text });
    const less = await tryDisclose(world, own.id, 'bif', { form: 'fact_only' });
    expect(less.json.ruleId).toBe('disclosure.already');
  });

  test('a correction told as a fact hides the text of the version before it', async () => {
    const own = await attach(world, reviewId);
    await disclose(world, own.id);
    const { notedOn: _not, ...body } = { ...own, notedOn: '' };
    const corrected = await world.as('bif-liaison').post(
      `/v1/findings/${own.id}/corrections`,
      {
        text: 'Rettet tekst.',
        statementKind: body.statementKind,
        dataClass: body.dataClass,
        subject: body.subject,
        legalBasisCode: 'RSL11C',
        necessity: body.necessity,
        sourceClass: 'own_records',
        declarations: { noMoneyLaunderingSource: true },
        reason: 'Forkert periode.',
      },
      { version: 1 },
    );
    expect(corrected.status).toBe(201);
    await disclose(world, own.id, 'bif', { form: 'fact_only' });
    expect(await seenBy('skat-liaison', own.id)).toMatchObject({ version: 2, text: null, form: 'fact_only' });
  });

  test('a basis that carries only the fact gives no more, whatever was wished', async () => {
    const draft = await world.as('bif-legal-officer').post('/v1/legal-bases', {
      code: 'KUN-FAKTUM',
      citation: 'Prøvelovens § 1',
      law: 'Prøveloven',
      regime: 'GDPR',
      contributors: ['bif'],
      recipients: ['tax'],
      dataClasses: ['ordinary'],
      factOnlyClasses: ['confidential'],
      purposes: ['benefit_control'],
      subjects: ['person'],
      notForCriminalInvestigation: false,
      createsDuty: false,
      validFrom: '2024-01-01',
      validTo: null,
    });
    await world.as('sof-legal-officer').post(`/v1/legal-bases/${draft.json.id}/approval`);
    const own = await attach(world, reviewId, 'bif', { legalBasisCode: 'KUN-FAKTUM' });
    const [given] = await disclose(world, own.id, 'bif', { legalBasisCode: 'KUN-FAKTUM', form: 'full' });
    expect(given.form).toBe('fact_only');
    expect(await seenBy('skat-liaison', own.id)).toMatchObject({ form: 'fact_only', text: null });
    expect((await why('bif-liaison', given.decisionId)).json).toMatchObject({
      wished: 'full',
      outcome: 'allow_fact_only',
    });
    // Why it is no more would tell the recipient of what class the finding is.
    expect((await why('skat-liaison', given.decisionId)).json).toMatchObject({
      wished: 'fact_only',
      outcome: 'allow_fact_only',
    });
    const mild = await attach(world, reviewId, 'bif', {
      legalBasisCode: 'KUN-FAKTUM',
      dataClass: 'ordinary',
    });
    const [whole] = await disclose(world, mild.id, 'bif', { legalBasisCode: 'KUN-FAKTUM' });
    expect(whole.form).toBe('full');
  });
});

describe('the database: nothing leaves without a decision for exactly that', () => {
  test('no decision, a refused one, or one for another version, recipient, form or basis is not enough', async () => {
    const own = await attach(world, reviewId);
    const [given] = await disclose(world, own.id);
    const refused = (await tryDisclose(world, own.id, 'bif', { recipients: ['kk-sof'], necessity: '' })).json;
    const insert = (change: Record<string, unknown>) => {
      const row = { decision: given.decisionId, recipient: 'kk-bk', form: 'full', ...change };
      return world.superuser.query(
        `insert into app.disclosure (finding_id, version, review_id, unit_id, from_agency_id, to_agency_id, legal_basis_id, purpose,
           necessity_ct, declared_not_for_investigation, initiative, disclosed_on, disclosed_by, form, decision_id)
         select finding_id, version, review_id, unit_id, from_agency_id, $2, legal_basis_id, purpose, necessity_ct, false, 'own',
           disclosed_on, disclosed_by, $3, $4 from app.disclosure where id = $1`,
        [given.id, row.recipient, row.form, row.decision],
      );
    };
    await world.as('bif-liaison').post(`/v1/disclosures/${given.id}/revocation`, { reason: 'Prøve.' });
    for (const change of [
      { decision: null },
      { decision: refused.decisionIds[0], recipient: 'kk-sof' },
      {},
      { recipient: 'skat', form: 'fact_only' },
      { recipient: 'skat', decision: own.decisionId },
    ])
      await expect(insert(change)).rejects.toThrow(/constraint/);
  });
});
