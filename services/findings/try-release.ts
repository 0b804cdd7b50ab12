import { mustAllBeAllowed } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Floor } from '#platform/deed.ts';
import type { Transaction } from '#platform/database.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { factsOfRelease } from './facts.ts';
import { holdOwn } from './own-finding.ts';
import { decideRelease, mustBeNew, mustBeUnderWay, type Release } from './release.ts';
import { rowOfFinding } from './store.ts';

/**
 * Tries what an approver of the agency, who did not write the finding, could disclose; discloses nothing. Refuses as
 * discloseFinding does. `needsApproval`: the caller could not disclose it without one.
 */
export async function tryForApprover(
  tx: Transaction,
  caller: PersonCaller,
  { today }: Pick<Floor, 'today'>,
  { findingId, version, release }: { findingId: string; version: number; release: Release },
): Promise<{ reviewId: string; needsApproval: boolean }> {
  const held = await holdOwn(tx, caller, findingId);
  mustBeCurrent(version, held.current_version);
  const row = orNotFound(await rowOfFinding(tx, held.id));
  const facts = await factsOfRelease(tx, caller, row, today);
  const approver: PersonCaller = { ...caller, roles: [...caller.roles, 'approver'] };
  const decided = decideRelease(approver, row, release, { ...facts, authors: [] }, today);
  mustBeUnderWay(facts.review, row, decided);
  mustBeNew(row, decided);
  mustAllBeAllowed(decided.map((one) => ({ ...one, id: null })));
  const alone = decideRelease(caller, row, release, facts, today);
  return {
    reviewId: row.review_id,
    needsApproval: alone.some(({ decision }) => decision.outcome === 'deny'),
  };
}
