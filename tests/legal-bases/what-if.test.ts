import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideDisclosure, type DisclosureRequest } from '#legal-bases/decide.ts';
import { decisionFacts, factsOf, requestOf } from '#legal-bases/facts.ts';
import type { LegalBasis } from '#legal-bases/catalogue.ts';
import { addDays } from '#platform/danish-time.ts';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { approvedRows, catalogueWith, DAY, policeRequest, specialRequest, taxRequest } from './fixture.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();

const rsl = {
  code: 'RSL11C',
  citation: 'RSL § 11 c',
  law: 'Retssikkerhedsloven',
  regime: 'GDPR',
  contributors: ['bif', 'sof', 'bk'],
  recipients: ['tax', 'bif', 'sof', 'bk'],
  dataClasses: ['ordinary', 'confidential'],
  purposes: ['benefit_control'],
  subjects: ['person'],
  notForCriminalInvestigation: false,
  createsDuty: false,
  validFrom: today,
  validTo: null,
};
const draft = async (change: Json, who = 'bif-legal-officer'): Promise<Json> =>
  (await world.as(who).post('/v1/legal-bases', { ...rsl, ...change })).json;
const whatIf = (id: string, who = 'bif-legal-officer') =>
  world.as(who).post(`/v1/legal-bases/${id}/what-if`, {}, { key: null });

test('a draft names what would be decided otherwise, by ids and codes, before it is approved; nothing else, and no texts', async () => {
  const review = await aReview(world);
  const given = await attach(world, review.id, 'bif', { text: 'KANARIE-TEKST' });
  const [toTax] = await disclose(world, given.id);
  const [toSof] = await disclose(world, given.id, 'bif', { recipients: ['kk-sof'] });
  const mild = await attach(world, review.id, 'bif', { dataClass: 'ordinary' });
  await disclose(world, mild.id);
  const gone = await attach(world, review.id);
  const [revoked] = await disclose(world, gone.id);
  await world.as('bif-liaison').post(`/v1/disclosures/${revoked.id}/revocation`, { reason: 'Forkert.' });
  await world
    .as('bif-liaison')
    .post(`/v1/findings/${gone.id}/withdrawal`, { reason: 'Forkert.' }, { version: 1 });
  await attach(world, review.id, 'skatCriminal');

  const same = await whatIf((await draft({})).id);
  expect(same.json).toMatchObject({ on: today, tried: 5, changed: 0, items: [] });
  const narrower = await draft({ recipients: ['sof'] });
  const asked = await whatIf(narrower.id);
  expect(asked.json).toMatchObject({ tried: 5, changed: 2 });
  const otherwise = asked.json.items.map(({ disclosureId, from, to }: Json) => [
    disclosureId,
    from.outcome,
    to.outcome,
    ...to.because.map(({ rule, code }: Json) => `${rule} ${code}`),
  ]);
  expect(otherwise).toContainEqual([toTax.id, 'allow_full', 'deny', 'D2 recipient_not_of_basis']);
  expect(JSON.stringify(otherwise)).not.toContain(toSof.id);
  expect(asked.text).not.toMatch(/KANARIE|kontanthjælp/);

  const fact = await draft({
    dataClasses: ['ordinary'],
    factOnlyClasses: ['confidential'],
    validFrom: addDays(today, 40),
  });
  const later = await whatIf(fact.id);
  expect(later.json).toMatchObject({ on: addDays(today, 40), changed: 2 });
  expect(later.json.items.map(({ to }: Json) => to.outcome)).toEqual(['allow_fact_only', 'allow_fact_only']);
  // Nothing is changed by asking, and afterwards it is as was said.
  expect((await world.as('skat-liaison').get(`/v1/findings/${given.id}`)).json.text).toBe('KANARIE-TEKST');
  await world.as('sof-legal-officer').post(`/v1/legal-bases/${narrower.id}/approval`);
  const refused = await world.as('bif-liaison').post(
    '/v1/decisions/evaluate',
    {
      basisCode: 'RSL11C',
      recipients: ['skat'],
      purpose: 'benefit_control',
      dataClass: 'confidential',
      subject: 'person',
      necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
    },
    { key: null },
  );
  expect(refused.json.decisions[0]).toMatchObject({ outcome: 'deny', basis: { version: narrower.version } });
});

test('only a legal officer asks, of a draft, of the own authority', async () => {
  const { id } = await draft({ code: 'PROEVE' });
  expect((await whatIf(id, 'bif-liaison')).status).toBe(403);
  expect((await whatIf(id, 'skat-legal-officer')).json.ruleId).toBe('legal-basis.another-authority');
  const approved = (await world.as('skat-legal-officer').get('/v1/legal-bases?status=approved')).json.items;
  const used = approved.find((one: Json) => one.ofOwnAuthority);
  expect((await whatIf(used.id, 'skat-legal-officer')).json.ruleId).toBe('legal-basis.not-draft');
  expect((await whatIf(crypto.randomUUID())).status).toBe(404);
});

test('a decision on a later day is made by the version that is in force then', () => {
  const rows = approvedRows().filter(({ code }) => code === 'SFL17');
  const [first] = rows;
  if (!first) throw new Error('the fixture has the row');
  const next: LegalBasis = {
    ...first,
    id: 'next',
    version: 2,
    validFrom: '2030-01-01',
    recipients: ['police'],
  };
  const bases = { version: 'x', bases: [{ ...first, validTo: '2029-12-31' }, next] };
  const on = (day: string) => decideDisclosure(taxRequest(), bases, day);
  expect([on('2029-12-31').outcome, on('2029-12-31').basis?.version]).toEqual(['allow_full', 1]);
  expect([on('2030-01-01').outcome, on('2030-01-01').basis?.version]).toEqual(['deny', 2]);
});

/** Requests that every rule allows, one under each of several bases; and one change of a row for each field that a rule reads. */
const requests: readonly DisclosureRequest[] = [
  taxRequest(),
  taxRequest({ recipient: { ...taxRequest().recipient, agencyId: 'kk-bif', kind: 'bif' } }),
  taxRequest({ dataClass: 'ordinary' }),
  taxRequest({ purpose: 'tax_control' }),
  policeRequest(),
  specialRequest(),
];
const mutations: readonly [
  string,
  string,
  Partial<LegalBasis>,
  (request: DisclosureRequest) => boolean,
  string,
][] = [
  ['another contributor', 'SFL17', { contributors: ['bif'] }, () => true, 'D1'],
  ['not approved', 'SFL17', { status: 'draft' }, () => true, 'D1'],
  ['ended', 'SFL17', { validTo: '2019-12-31' }, () => true, 'D1'],
  [
    'a recipient fewer',
    'SFL17',
    { recipients: ['police', 'bif', 'sof'] },
    ({ recipient }) => recipient.kind === 'bk',
    'D2',
  ],
  [
    'a purpose fewer',
    'SFL17',
    { purposes: ['benefit_control'] },
    ({ purpose }) => purpose === 'tax_control',
    'D3',
  ],
  [
    'a class fewer',
    'SFL17',
    { dataClasses: ['ordinary'] },
    ({ dataClass }) => dataClass === 'confidential',
    'D4',
  ],
  [
    'a second approver',
    'SFL17',
    { needsSecondApprover: true },
    ({ secondApproval }) => !secondApproval,
    'D4',
  ],
  [
    'a restriction',
    'SFL17',
    { notForCriminalInvestigation: true },
    ({ declarationNotInvestigation }) => !declarationNotInvestigation,
    'D5',
  ],
  ['companies alone', 'SFL17', { subjects: ['company'] }, ({ subject }) => subject === 'person', 'D7'],
  [
    'only the fact',
    'SFL17',
    { dataClasses: ['ordinary'], factOnlyClasses: ['confidential'] },
    ({ dataClass }) => dataClass === 'confidential',
    'fact',
  ],
  ['another authority’s', 'SFL17', { authorityId: 'somebody-else' }, () => true, 'D1'],
];
test.each(mutations)(
  'one row changed (%s): the outcome changes exactly where it should',
  (_name, code, change, affected, rule) => {
    const before = catalogueWith('none', {});
    const after = catalogueWith(code, change);
    for (const request of requests) {
      const was = decideDisclosure(request, before, DAY);
      const is = decideDisclosure(request, after, DAY);
      expect(was.outcome).toBe('allow_full');
      const hit = request.basisCode === code && affected(request);
      expect([request.basisCode, is.outcome]).toEqual([
        request.basisCode,
        hit ? (rule === 'fact' ? 'allow_fact_only' : 'deny') : 'allow_full',
      ]);
      if (hit && rule !== 'fact') expect(is.refusals.map((one) => one.rule)).toEqual([rule]);
    }
  },
);

test('what is kept of a request is enough to decide it again', () => {
  for (const request of [
    ...requests,
    taxRequest({ necessity: '' }),
    policeRequest({
      policeFields: { subjectCategory: null, statementKind: 'assessment', reviewDueOn: null },
    }),
  ]) {
    const { agencyId } = request.recipient;
    const again = requestOf({
      agencyId: request.contributor.agencyId,
      recipient: agencyId,
      wished: request.form,
      basisCode: request.basisCode,
      facts: decisionFacts.parse(factsOf(request)),
    });
    if (!('recipient' in again)) throw new Error('it has a recipient');
    expect(decideDisclosure(again, catalogueWith('none', {}), DAY)).toEqual(
      decideDisclosure(request, catalogueWith('none', {}), DAY),
    );
  }
});
