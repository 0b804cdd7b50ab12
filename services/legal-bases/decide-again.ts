import { decideAttachment, decideDisclosure } from './decide.ts';
import type { Catalogue, Decision } from './decide.ts';
import { requestOf } from './facts.ts';

/** What is kept of a decision; without a version, the basis is chosen anew. */
export type StoredDecision = Parameters<typeof requestOf>[0];

/** The answer that the rules give to a stored decision's question by this catalogue on this civil date. */
export function decideAgain(stored: StoredDecision, catalogue: Catalogue, day: string): Decision {
  const request = requestOf(stored);
  return 'recipient' in request
    ? decideDisclosure(request, catalogue, day)
    : decideAttachment(request, catalogue, day);
}
