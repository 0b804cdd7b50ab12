import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said } from '../agreements/steps.ts';
import { allowed, aReview, attach } from '../findings/findings.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const purpose = 'social_protection' as const;
const body = {
  recipients: ['kk-bif'],
  legalBasisCode: 'DBL7-4',
  necessity: 'BIF skal kunne tilrettelægge borgerens forløb.',
  initiative: 'own',
  version: 1,
};
const propose = (findingId: string, change: Json = {}, who = 'sof-liaison') =>
  world.as(who).post(`/v1/findings/${findingId}/release-proposals`, { ...body, ...change }, { purpose });
const read = (id: string, who = 'sof-approver') =>
  world.as(who).get(`/v1/release-proposals/${id}`, { purpose });
const release = (id: string, who = 'sof-approver', sent: Json = { purpose }) =>
  world.as(who).post(`/v1/release-proposals/${id}/release`, {}, sent);
const refuse = (id: string, who = 'sof-approver') =>
  world.as(who).post(`/v1/release-proposals/${id}/refusal`, { reason: 'Ikke nødvendigt.' }, { purpose });
const withdraw = (id: string, who = 'sof-liaison') =>
  world.as(who).post(`/v1/release-proposals/${id}/withdrawal`, {}, { purpose });
const { notedOn: _notedOn, ...written } = allowed.sofSpecial.body;
const correct = (id: string, version: number) =>
  world
    .as('sof-liaison')
    .post(
      `/v1/findings/${id}/corrections`,
      { ...written, text: 'Er færdig med behandlingen.', reason: 'Nyt.' },
      { purpose, version },
    );

async function aSpecialFinding() {
  const review = await aReview(world);
  return attach(world, review.id, 'sofSpecial');
}
async function aProposal(change: Json = {}) {
  const finding = await aSpecialFinding();
  const { status, json } = await propose(finding.id, change);
  expect([status, json.state]).toEqual([201, 'proposed']);
  return { finding, proposal: json };
}
const waiting = async (who: string): Promise<string[]> =>
  (await world.as(who).get('/v1/release-proposals?state=proposed')).json.items.map(({ id }: Json) => id);

test('an approver finds it in the list, sees what the recipient gets, and releases exactly that', async () => {
  const { finding, proposal } = await aProposal();
  expect(await waiting('sof-approver')).toContain(proposal.id);
  for (const who of ['bif-approver', 'bk-liaison', 'skat-approver']) expect(await waiting(who)).toEqual([]);
  const seen = (await read(proposal.id)).json;
  expect(seen).toMatchObject({ necessity: body.necessity, youCanDecide: true, obstacle: null });
  expect(seen.preview).toMatchObject([
    { recipient: 'kk-bif', outcome: 'allow_full', finding: { text: finding.text } },
  ]);
  const { status, json } = await release(proposal.id);
  expect([status, json.state, json.decidedBy]).toEqual([200, 'released', 'Gorm Fiktivgaard']);
  const given = await world.as('bif-liaison').get(`/v1/findings/${finding.id}`, { purpose });
  expect([given.json.text, given.json.contentHash]).toEqual([finding.text, seen.preview[0].contentHash]);
  expect(said(await release(proposal.id))).toBe('409 release-proposal.decided-already');
  expect(await waiting('sof-approver')).not.toContain(proposal.id);
  // The case was opened to the approver for this, which is recorded with the reason.
  const { items } = (await world.as('sof-auditor').get('/v1/openings')).json;
  expect(items.some((one: Json) => one.reviewId === finding.reviewId && /forslag/.test(one.reason))).toBe(
    true,
  );
});

describe('a proposal is refused', () => {
  test.each([
    ['an approver proposes', {}, 'sof-approver', '403 permission.missing'],
    ['another agency', {}, 'bif-liaison', '404 not-found'],
    ['another version', { version: 2 }, 'sof-liaison', '412 version.stale'],
    ['a recipient that the basis does not name', { recipients: ['kk-bk'] }, 'sof-liaison', '422 D2'],
    ['a basis that does not carry it', { legalBasisCode: 'RSL11C' }, 'sof-liaison', '422 D3'],
    ['no necessity', { necessity: 'Kort.' }, 'sof-liaison', '422 D3'],
    ['the same recipient twice', { recipients: ['kk-bif', 'kk-bif'] }, 'sof-liaison', '400 input.invalid'],
    ['no recipient', { recipients: [] }, 'sof-liaison', '400 input.invalid'],
  ])('%s', async (_name, change, who, expected) => {
    const finding = await aSpecialFinding();
    expect(said(await propose(finding.id, change, who))).toBe(expected);
    expect(await waiting('sof-liaison')).toEqual([]);
  });

  test('where no approval is needed, and where one waits already', async () => {
    const review = await aReview(world);
    const plain = await attach(world, review.id);
    const own = { ...body, recipients: ['skat'], legalBasisCode: 'RSL11C' };
    const answer = await world.as('bif-liaison').post(`/v1/findings/${plain.id}/release-proposals`, own);
    expect(said(answer)).toBe('422 release-proposal.not-needed');
    const { finding, proposal } = await aProposal();
    expect(said(await propose(finding.id))).toBe('409 release-proposal.proposed-already');
    await withdraw(proposal.id);
  });
});

describe('a proposal is used for nothing else', () => {
  test('not for another text: a correction since stands in the way, and a new proposal takes its place', async () => {
    const { finding, proposal } = await aProposal();
    expect((await correct(finding.id, 1)).status).toBeLessThan(300);
    expect((await read(proposal.id)).json).toMatchObject({
      preview: null,
      obstacle: { ruleId: 'version.stale' },
    });
    expect(said(await release(proposal.id))).toBe('412 version.stale');
    const next = await propose(finding.id, { version: 2 });
    expect(next.status).toBe(201);
    expect((await read(proposal.id, 'sof-liaison')).json.state).toBe('withdrawn');
    await withdraw(next.json.id);
  });

  test('not for another recipient, purpose or person', async () => {
    const { proposal } = await aProposal();
    const sent = { purpose, body: { recipients: ['kk-bk'] } };
    const forged = await world.send(
      'sof-approver',
      'POST',
      `/v1/release-proposals/${proposal.id}/release`,
      sent,
    );
    expect(said(forged)).toBe('400 input.invalid');
    expect(said(await release(proposal.id, 'sof-approver', { purpose: 'benefit_control' }))).toBe(
      '422 release-proposal.other-purpose',
    );
    for (const who of ['bif-approver', 'skat-approver'])
      expect(said(await release(proposal.id, who))).toBe('404 not-found');
    for (const who of ['sof-liaison', 'politi-chair', 'sof-auditor'])
      expect((await release(proposal.id, who)).status).toBe(403);
    await withdraw(proposal.id);
  });

  test('not without a disclosure, whatever SQL says, and its words stay', async () => {
    const { proposal } = await aProposal();
    const sql = (text: string) => world.superuser.query(text, [proposal.id]);
    await expect(sql("update app.release_proposal set recipients = '{skat}' where id = $1")).rejects.toThrow(
      /does not change/,
    );
    await expect(sql("update app.release_proposal set state = 'released' where id = $1")).rejects.toThrow(
      /decided once/,
    );
    await withdraw(proposal.id);
  });
});

describe('it is decided once', () => {
  test('turned down with a reason that the liaison reads', async () => {
    const { proposal } = await aProposal();
    expect((await refuse(proposal.id, 'sof-liaison')).status).toBe(403);
    expect((await refuse(proposal.id)).json.state).toBe('refused');
    expect((await read(proposal.id, 'sof-liaison')).json.refusalReason).toBe('Ikke nødvendigt.');
    expect(said(await release(proposal.id))).toBe('409 release-proposal.decided-already');
    expect(said(await withdraw(proposal.id))).toBe('409 release-proposal.decided-already');
  });

  test('released and turned down at once: one of them', async () => {
    const { finding, proposal } = await aProposal();
    await read(proposal.id);
    const answers = await Promise.all([release(proposal.id), refuse(proposal.id)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { rows } = await world.superuser.query('select from app.disclosure where finding_id = $1', [
      finding.id,
    ]);
    expect(rows).toHaveLength(answers[0].status === 200 ? 1 : 0);
  });
});
