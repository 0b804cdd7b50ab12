import { randomUUID } from 'node:crypto';
import { makeSigner, type Signer } from '#platform/signing.ts';
import { chainOn, emptyRegister, type SignedEntry } from '#receipts/chain.ts';
import type { Told } from '#receipts/entry.ts';
import { fileOf } from '#receipts/register-file.ts';

export const signer = makeSigner('11'.repeat(16) + '2f'.repeat(16));
export const another = makeSigner('2f'.repeat(16) + '11'.repeat(16));

const at = '2026-01-12T09:00:00.000Z';

/** A register: `hands` hand-overs, each of them opened later, the first one revoked. */
export function told(hands: number): Told[] {
  const given = Array.from({ length: hands }, (_one, index) => ({
    unitId: 'koebenhavn',
    fromAgencyId: 'kk-bif',
    toAgencyId: 'skat',
    at,
    disclosureId: randomUUID(),
    findingId: randomUUID(),
    version: 1,
    reviewId: randomUUID(),
    place: index + 1,
  }));
  const issued = given.map(({ place: _place, ...one }) => ({
    ...one,
    kind: 'issued' as const,
    by: randomUUID(),
    legalBasis: 'RSL11C/1',
    purpose: 'benefit_control' as const,
    form: 'full' as const,
    useRestriction: null,
    contentHash: 'ab'.repeat(32),
    decisionId: randomUUID(),
  }));
  const opened = given.map(({ place, ...one }) => ({ ...one, kind: 'opened' as const, ofNumber: place }));
  const [first] = given;
  const revoked = first
    ? [{ ...first, place: undefined, kind: 'revoked' as const, ofNumber: 1, by: randomUUID() }]
    : [];
  return [...issued, ...opened, ...revoked.map(({ place: _place, ...one }) => one)];
}

const kept = ({ canon, hash, signature }: SignedEntry) => ({
  canon,
  hash: Buffer.from(hash, 'hex'),
  signature,
});

/** The register as a file. `entries` may be anything, so that what is wrong with it is found by the verifier alone. */
export function fileWith(
  entries: readonly SignedEntry[],
  keys: readonly Signer[] = [signer],
  last = signer,
): string {
  const source = {
    unitId: 'koebenhavn',
    agencyId: 'kk-bif',
    exportedAt: at,
    keys: keys.map(({ publicKey }) => publicKey),
  };
  return fileOf(source, entries.map(kept), last);
}

export const chained = (hands: number, by = signer) => chainOn(emptyRegister, told(hands), by);
