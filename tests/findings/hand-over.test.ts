import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finding } from '#findings/contract.ts';
import { bytesOf, contentHash, handOverOf } from '#findings/hand-over.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import {
  allowed,
  aRelease,
  aReview,
  attach,
  disclose,
  everyAgency,
  type Kind,
  liaisons,
} from './findings.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const isOther = (agencyId: string): agencyId is keyof typeof liaisons => Object.hasOwn(liaisons, agencyId);
const givers = {
  bif: 'kk-bif',
  politi: 'koebenhavns-politi',
  skatCriminal: 'skat',
  skatCompany: 'skat',
} as const;

test('for every recipient and form the preview and the delivery have the same bytes and hash, whatever the text', async () => {
  const review = await aReview(world);
  const seed = Number(process.env['SEED'] ?? 4);
  const texts = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), {
    numRuns: 8,
    seed,
  });
  const expected = new Map<string, { hash: string; text: string | null }>();
  for (const kind of ['bif', 'politi', 'skatCriminal', 'skatCompany'] as const) {
    for (const form of ['full', 'fact_only'] as const) {
      const text = `Æble ${(texts.pop() ?? '').replaceAll(/[\p{C}<>]/gu, '·')} ø`.trim();
      const { id, text: kept } = await attach(world, review.id, kind, { text });
      const others = everyAgency.filter((one) => one !== givers[kind]);
      const preview = await previewOf(id, kind, { recipients: others, form });
      const given = preview.filter(({ outcome }) => outcome !== 'deny');
      expect(given.length).toBeGreaterThan(0);
      for (const one of given) {
        expect(one.contentHash).toBe(one.finding.contentHash);
        expect(one.contentHash).toBe(hashOf(one.finding));
        expected.set(`${id} ${one.recipient}`, {
          hash: one.contentHash,
          text: form === 'full' ? kept : null,
        });
      }
      await disclose(world, id, kind, { recipients: given.map(({ recipient }) => recipient), form });
    }
  }
  let read = 0;
  for (const recipient of everyAgency.filter(isOther)) {
    const { json } = await world.as(liaisons[recipient]).get(`/v1/case-reviews/${review.id}/findings`);
    for (const one of json.items.filter((item: Json) => !item.own)) {
      const was = expected.get(`${one.id} ${recipient}`);
      expect([`SEED=${seed}`, one.contentHash, hashOf(one), one.text]).toEqual([
        `SEED=${seed}`,
        was?.hash,
        was?.hash,
        was?.text,
      ]);
      read += 1;
    }
  }
  expect(read).toBe(expected.size);
  expect(read).toBeGreaterThan(16);
});

async function previewOf(id: string, kind: Kind, change: Record<string, unknown>): Promise<Json[]> {
  const { initiative: _not, ...body } = aRelease(kind, change);
  const { who, purpose } = allowed[kind];
  const answer = await world
    .as(who)
    .post(`/v1/findings/${id}/disclosure-previews`, body, { purpose, key: null });
  expect(answer).toMatchObject({ status: 200 });
  return answer.json.items;
}

/** What anybody who holds the finding can reckon from it. */
const hashOf = (json: Json) => contentHash(handOverOf(finding.parse(json)));

test('the bytes do not depend on the order of members, and every member counts', () => {
  const view = finding.parse({
    id: crypto.randomUUID(),
    reviewId: crypto.randomUUID(),
    agencyId: 'skat',
    own: false,
    notedOn: '2026-01-12',
    form: 'full',
    version: 1,
    statementKind: 'fact',
    dataClass: 'ordinary',
    subject: 'person',
    text: 'Æ',
    legalBasis: { code: 'SFL17', citation: 'SFL § 17', version: 1 },
    purpose: 'tax_control',
    about: null,
    useRestriction: null,
    police: null,
    attachments: [],
    contentHash: null,
    decisionId: null,
    superseded: false,
    withdrawn: false,
    withdrawnAt: null,
    expired: false,
    necessity: null,
    sourceClass: null,
    needsSecondApprover: false,
    disclosures: [],
    received: null,
  });
  const handOver = handOverOf(view);
  const turned = handOverOf(finding.parse(Object.fromEntries(Object.entries(view).toReversed())));
  expect(bytesOf(turned).equals(bytesOf(handOver))).toBe(true);
  expect(bytesOf(handOver).toString('utf8')).toMatch(/^\{"[^"]+":/);
  expect(contentHash(handOver)).toMatch(/^[0-9a-f]{64}$/);
  const hashes = Object.keys(handOver).map((name) => contentHash({ ...handOver, [name]: 'another' }));
  expect(new Set([...hashes, contentHash(handOver)]).size).toBe(hashes.length + 1);
  // Nothing that changes later counts: it is read for the first time, superseded, or given another decision.
  expect(contentHash(handOverOf({ ...view, superseded: true, expired: true, decisionId: view.id }))).toBe(
    contentHash(handOver),
  );
});
