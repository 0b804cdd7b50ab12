import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { opens } from '../need-to-know/people.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import {
  aRelease,
  aReview,
  attach,
  disclose,
  everyAgency,
  type Kind,
  liaisons,
  withoutTrace,
} from './findings.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const idsIn = (items: Json[]) => items.map(({ id }) => id);

/** Whether the liaisons of the five agencies see the finding: in the list, in the dossier and by itself. */
async function seenBy(reviewId: string, findingId: string) {
  const seen: Record<string, boolean[]> = {};
  for (const agency of everyAgency) {
    const as = world.as(liaisons[agency]);
    const list = await as.get(`/v1/case-reviews/${reviewId}/findings`);
    const dossier = await as.get(`/v1/case-reviews/${reviewId}`);
    const detail = await as.get(`/v1/findings/${findingId}`);
    seen[agency] = [
      idsIn(list.json.items).includes(findingId),
      idsIn(dossier.json.findings).includes(findingId),
      detail.status === 200,
    ];
  }
  return seen;
}

const everywhere = [true, true, true];
const nowhere = [false, false, false];

test('a finding is seen by its agency and exactly those to whom it was disclosed, wherever one looks', async () => {
  const { id: reviewId } = await aReview(world);
  const { id } = await attach(world, reviewId, 'politi');
  const nobody = { skat: nowhere, 'kk-bif': nowhere, 'kk-sof': nowhere, 'kk-bk': nowhere };
  expect(await seenBy(reviewId, id)).toEqual({ 'koebenhavns-politi': everywhere, ...nobody });
  await disclose(world, id, 'politi', { recipients: ['kk-sof', 'skat'] });
  expect(await seenBy(reviewId, id)).toEqual({
    'koebenhavns-politi': everywhere,
    ...nobody,
    'kk-sof': everywhere,
    skat: everywhere,
  });
});

test('a finding that was not disclosed is the same as one that does not exist, byte for byte, by every address', async () => {
  const { id: reviewId } = await aReview(world);
  const { id } = await attach(world, reviewId, 'politi');
  const missing = randomUUID();
  const bif = world.as('bif-liaison');
  const change = { version: 1 };
  const ways = [
    (which: string) => bif.get(`/v1/findings/${which}`),
    (which: string) => bif.get(`/v1/findings/${which}/versions`),
    (which: string) => bif.post(`/v1/findings/${which}/disclosures`, aRelease('bif')),
    (which: string) => bif.post(`/v1/findings/${which}/disclosure-previews`, previewOf('bif')),
    (which: string) => bif.post(`/v1/findings/${which}/withdrawal`, { reason: 'prøve' }, change),
  ];
  for (const way of ways) {
    const [hidden, absent] = [await way(id), await way(missing)];
    expect(hidden).toMatchObject({ status: 404 });
    expect(withoutTrace(hidden)).toBe(withoutTrace(absent));
    const named = ({ headers }: { headers: Record<string, unknown> }) =>
      Object.keys(headers).filter((name) => name !== 'date');
    expect(named(hidden)).toEqual(named(absent));
  }
});

test('what a recipient reads holds nothing of what is its giver alone', async () => {
  const { id: reviewId } = await aReview(world);
  const necessity = 'Kun til den, der har skrevet det.';
  const { id } = await attach(world, reviewId, 'politi', { necessity });
  const [given] = await disclose(world, id, 'politi', { recipients: ['kk-sof', 'skat'] });
  const answer = await world.as('sof-liaison').get(`/v1/findings/${id}`);
  expect(answer.json).toMatchObject({
    own: false,
    agencyId: 'koebenhavns-politi',
    text: 'Vurderes at have tilknytning til et rockermiljø.',
    statementKind: 'assessment',
    legalBasis: { code: 'RPL115-1-1' },
    useRestriction: { en: 'May not be used for the investigation of criminal cases' },
    police: { subjectCategory: 'suspect', sourceReliability: 'B2', reviewDueOn: '2999-12-31' },
    necessity: null,
    sourceClass: null,
    disclosures: [],
    received: { disclosedOn: given.disclosedOn },
    versions: [{ version: 1, necessity: null }],
  });
  expect(answer.text).not.toMatch(/Kun til den|skat|own_records|Modtageren skal/);
});

test('the own agency sees to whom it was disclosed and when it was first read; its look is not that read', async () => {
  const { id: reviewId } = await aReview(world);
  const { id } = await attach(world, reviewId);
  await disclose(world, id, 'bif', { recipients: ['skat', 'kk-bk'] });
  const own = async () => (await world.as('bif-liaison').get(`/v1/findings/${id}`)).json.disclosures;
  expect((await own()).map(({ firstReadAt }: Json) => firstReadAt)).toEqual([null, null]);
  await world.as('bk-coordinator').get(`/v1/case-reviews/${reviewId}`);
  expect((await own()).map(({ firstReadAt }: Json) => firstReadAt)).toEqual([null, null]);
  await world.as('skat-liaison').get(`/v1/case-reviews/${reviewId}`);
  const [toBk, toSkat] = await own();
  expect(toBk).toMatchObject({ toAgencyId: 'kk-bk', firstReadAt: null });
  expect(toSkat).toMatchObject({ toAgencyId: 'skat', firstReadAt: expect.stringMatching(/Z$/) });
  await world.as('skat-approver').get(`/v1/findings/${id}`);
  expect((await own())[1].firstReadAt, 'the first time stays').toBe(toSkat.firstReadAt);
});

test('liaison, chair and approver of an agency read its findings; other roles do not, whatever they ask', async () => {
  const { id: reviewId } = await aReview(world);
  const { id } = await attach(world, reviewId);
  await opens(world, 'bif-approver', reviewId);
  for (const role of ['liaison', 'chair', 'approver']) {
    expect([role, (await world.as(`bif-${role}`).get(`/v1/findings/${id}`)).status]).toEqual([role, 200]);
  }
  for (const role of ['coordinator', 'legal-officer', 'auditor', 'administrator']) {
    expect([role, (await world.as(`bif-${role}`).get(`/v1/findings/${id}`)).status]).toEqual([role, 403]);
  }
  const dossier = await world.as('bif-coordinator').get(`/v1/case-reviews/${reviewId}`);
  expect([dossier.status, dossier.json.findings]).toEqual([200, []]);
  const chair = await world.as('skat-chair').get(`/v1/case-reviews/${reviewId}/findings`);
  expect(chair.json.items, 'a chair sees no more than the own agency does').toEqual([]);
});

test('what was read is in the trail by id', async () => {
  const { id: reviewId } = await aReview(world);
  const ids = [(await attach(world, reviewId)).id, (await attach(world, reviewId)).id];
  await world.as('bif-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
  const { rows } = await world.superuser.query(
    "select convert_from(canon, 'UTF8')::jsonb as event from audit.event where review_id = $1 order by id desc limit 1",
    [reviewId],
  );
  expect(rows[0].event).toMatchObject({ verb: 'consult', event: { deed: 'listFindings' } });
  expect(new Set(rows[0].event.event.ids.findings)).toEqual(new Set(ids));
});

function previewOf(kind: Kind) {
  const { initiative: _not, ...preview } = aRelease(kind);
  return preview;
}
