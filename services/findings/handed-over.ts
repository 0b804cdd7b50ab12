import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { Refusal } from '#platform/errors.ts';
import { issueReceipts } from '#receipts/questions.ts';
import { pictureFor } from './picture.ts';
import type { Decided } from './release.ts';
import { findingRules } from './rules.ts';
import type { FindingRow } from './store.ts';

type Seen = readonly { recipient: string; contentHash: string }[];

/** Refuses to give a recipient anything but what was shown; `seen` is undefined where nothing was. */
export function mustBeAsSeen(
  seen: Seen | undefined,
  caller: PersonCaller,
  { vault, today }: Floor,
  row: FindingRow,
  decided: readonly Decided[],
): void {
  if (seen === undefined) return;
  const changed = decided.filter((one) => {
    const shown = seen.find(({ recipient }) => recipient === one.agencyId);
    return shown?.contentHash !== pictureFor(one, row, { caller, vault, today }).contentHash;
  });
  const recipients = changed.map(({ agencyId }) => agencyId);
  if (changed.length > 0) throw new Refusal(findingRules.pictureChanged, { members: { recipients } });
}

type Given = Decided & { decisionId: string; disclosureId: string };

/** A receipt for each recipient, of exactly what it reads. */
export function receiptsFor(
  tx: Transaction,
  caller: PersonCaller,
  floor: Floor,
  row: FindingRow,
  given: readonly Given[],
) {
  const handOvers = given.map((one) => {
    const { agencyId: recipient, disclosureId, decisionId } = one;
    const picture = pictureFor(one, row, { caller, vault: floor.vault, today: floor.today });
    const { version, form, contentHash, legalBasis, useRestriction } = picture;
    if (contentHash === null) throw new Error('what is handed over has a hash');
    return {
      disclosureId,
      findingId: row.id,
      version,
      reviewId: row.review_id,
      recipient,
      legalBasis: `${legalBasis.code}/${legalBasis.version}`,
      form,
      useRestriction: useRestriction?.code ?? null,
      contentHash,
      decisionId,
    };
  });
  return issueReceipts(tx, caller, floor, handOvers);
}

/** The disclosures of an own finding that still hold. */
export const stillGiven = ({ disclosures }: Pick<FindingRow, 'disclosures'>): string[] =>
  disclosures.flatMap(({ id, revoked_at }) => (id === null || revoked_at !== null ? [] : [id]));
