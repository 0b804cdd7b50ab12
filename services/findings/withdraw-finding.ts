import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound } from '#platform/errors.ts';
import { openRecall } from '#recalls/questions.ts';
import { tellReceipts } from '#receipts/questions.ts';
import type { withdrawFinding as contract } from './contract.ts';
import { stillGiven } from './handed-over.ts';
import { holdOwn } from './own-finding.ts';
import { withdrawalColumn } from './places.ts';
import { rowOfFinding, setWithdrawn } from './store.ts';
import { viewOf } from './view.ts';

export const withdrawFinding: Deed<typeof contract> = async (tx, caller, input, floor) => {
  const held = await holdOwn(tx, caller, input.params.findingId);
  mustBeCurrent(input.version, held.current_version);
  const reason = floor.vault.seal(input.body.reason, withdrawalColumn, held.id);
  await setWithdrawn(tx, held.id, { at: floor.now, by: caller.personId, reason });
  const row = orNotFound(await rowOfFinding(tx, held.id));
  const reached = { kind: 'withdrawal', version: held.current_version, reached: stillGiven(row) } as const;
  await openRecall(tx, caller, floor, { ...reached, findingId: row.id, reviewId: row.review_id });
  await tellReceipts(tx, caller, floor, { kind: 'withdrawn' }, stillGiven(row));
  record(tx, {
    verb: 'alter',
    deed: 'withdrawFinding',
    reviewId: row.review_id,
    ids: { findings: [row.id], disclosures: row.disclosures.flatMap(({ id }) => id ?? []) },
  });
  return viewOf(row, floor);
};
