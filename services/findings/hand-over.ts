import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { finding } from './finding-schema.ts';

type FindingView = z.input<typeof finding>;

/** What of a finding a recipient is given: nothing that changes later, and no id of the disclosure. */
export type HandOver = ReturnType<typeof handOverOf>;

/** The hand-over in a finding as its recipient sees it; the same before it leaves and after it has arrived. */
export function handOverOf(view: FindingView) {
  const { id: findingId, reviewId, agencyId, notedOn, form, version, attachments } = view;
  const { statementKind, dataClass, subject, text, legalBasis, purpose, useRestriction, police } = view;
  return {
    findingId,
    reviewId,
    agencyId,
    notedOn,
    form,
    version,
    statementKind,
    dataClass,
    subject,
    // Who it is, the recipient learns only if the third person is disclosed to it too.
    ...(view.about ? { about: { relation: view.about.relation } } : {}),
    text,
    legalBasis,
    purpose,
    useRestriction,
    police,
    // By what they are; where they are kept is no part of what is given.
    attachments: attachments.map(({ name, mediaType, bytes, sha256 }) => ({
      name,
      mediaType,
      bytes,
      sha256,
    })),
  };
}

/** Its canonical bytes: JSON in UTF-8 without white space, the members of every object in the order of their names. */
export function bytesOf(handOver: HandOver): Buffer {
  return Buffer.from(JSON.stringify(handOver, inOrder), 'utf8');
}

/** SHA-256 of those bytes, in hex: what a receipt says was handed over. */
export function contentHash(handOver: HandOver): string {
  return createHash('sha256').update(bytesOf(handOver)).digest('hex');
}

const inOrder = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
