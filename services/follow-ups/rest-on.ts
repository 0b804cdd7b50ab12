import { limitedFindings } from '#findings/questions.ts';
import { limitsOf } from '#legal-bases/questions.ts';
import type { Transaction } from '#platform/database.ts';
import { Refusal } from '#platform/errors.ts';
import { followUpRules } from './follow-up-action.ts';
import { insertBasis } from './store.ts';

type NewAction = {
  id: string;
  reviewId: string;
  criminal: boolean;
  /** Whoever sets it going is of the agency whose it is. */
  own: boolean;
};

/**
 * Says what a new action rests on. Refuses `follow-up.not-for-investigation` with the findings that are in the way, as far as the
 * caller has them, and `follow-up.basis-unknown`; the database refuses the same by itself.
 */
export async function restOn(
  tx: Transaction,
  action: NewAction,
  basedOn: readonly string[] | undefined,
): Promise<void> {
  const named = basedOn && [...new Set(basedOn)];
  if (action.criminal && action.own) await mustServeInvestigation(tx, action.reviewId, named);
  const rests = await insertBasis(tx, action.id, named ?? null);
  if (rests === null) throw new Refusal(followUpRules.notForInvestigation);
  if (named && rests !== named.length) throw new Refusal(followUpRules.basisUnknown);
}

async function mustServeInvestigation(
  tx: Transaction,
  reviewId: string,
  named: readonly string[] | undefined,
): Promise<void> {
  const known = await limitedFindings(tx, [reviewId]);
  const inTheWay = known
    .filter(({ findingId }) => named?.includes(findingId) ?? true)
    .filter((one) => limitsOf([one]).notForCriminalInvestigation)
    .map(({ findingId }) => findingId);
  if (inTheWay.length === 0) return;
  throw new Refusal(followUpRules.notForInvestigation, { members: { findings: inTheWay } });
}
