import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { RecallKind } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { dueOn } from './recall.ts';
import { insertRecall } from './store.ts';

export type Recalled = {
  kind: RecallKind;
  findingId: string;
  /** The newest version that it concerns. */
  version: number;
  reviewId: string;
  /** The disclosures that stood until now; of a revocation all of the one agency. */
  reached: readonly string[];
};

/**
 * Tells every agency that these disclosures reached, in the transaction of the deed that corrects, withdraws or revokes, once each;
 * null where they reached nobody. Law: databeskyttelsesforordningen art. 19.
 */
export async function openRecall(
  tx: Transaction,
  caller: PersonCaller,
  floor: Pick<Floor, 'today'>,
  { kind, findingId, version, reviewId, reached }: Recalled,
): Promise<string | null> {
  if (reached.length === 0) return null;
  const id = randomUUID();
  await insertRecall(tx, {
    id,
    unit_id: orNotFound(caller.unitId),
    review_id: reviewId,
    finding_id: findingId,
    version,
    agency_id: caller.agencyId,
    kind,
    reached: [...reached],
    opened_by: caller.personId,
    opened_on: floor.today,
    due_on: dueOn(floor.today),
  });
  record(tx, {
    verb: 'alter',
    deed: 'openRecall',
    reviewId,
    ids: { recalls: [id], findings: [findingId], disclosures: [...reached] },
  });
  return id;
}
