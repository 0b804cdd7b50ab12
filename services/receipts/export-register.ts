import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { exportReceipts } from './contract.ts';
import { fileOf } from './register-file.ts';
import { receiptRules } from './rules.ts';
import { headOf, wholeRegister } from './store.ts';

/** What an agency files in its own archive, and checks whenever it likes. */
export const exportRegister: Deed<typeof exportReceipts> = async (tx, caller, _input, floor) => {
  const unitId = orNotFound(caller.unitId);
  const { agencyId } = caller;
  // The head first: an entry that is added meanwhile is more than it says, and never less.
  const head = await headOf(tx, unitId, agencyId);
  const found = await wholeRegister(tx, unitId, agencyId);
  const last = head?.last_number ?? 0;
  const entries = found.filter(({ number }) => number <= last);
  if (entries.length !== last) throw new Refusal(receiptRules.notWhole, { contact: 'auditor' });
  record(tx, { verb: 'export', deed: 'exportReceipts', counts: { entries: entries.length } });
  const source = { unitId, agencyId, exportedAt: floor.now, keys: floor.vault.receiptKeys };
  return {
    name: `receipts-${unitId}-${agencyId}-${floor.today}.jsonl`,
    type: 'text/plain; charset=utf-8',
    content: fileOf(source, entries, floor.vault.receiptSigner),
  };
};
