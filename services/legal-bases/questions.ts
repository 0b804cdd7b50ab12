import type { Transaction } from '#platform/database.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { basisRows } from './store.ts';
import { basisOf } from './view.ts';

export { basisMeant, mayBeUsedOn } from './catalogue.ts';
export { decideAgain } from './decide-again.ts';
export { decideAttachment, decideDisclosure, reasonOf } from './decide.ts';
export type {
  AttachmentRequest,
  Catalogue,
  Decision,
  DisclosureDecision,
  DisclosureRequest,
} from './decide.ts';
export { disclosureRules, mustAllBeAllowed, mustBeAllowed } from './deny.ts';
export {
  type LimitInput,
  type Limits,
  limitsOf,
  limitsShown,
  strictestLimits,
  strictestOf,
} from './limits.ts';
export { explanationOf } from './explain.ts';
export { decisionFacts, factsOf } from './facts.ts';
export { contributorOf, recipientOf } from './recipient.ts';
export { restrictionOf } from './rules/d5-investigation.ts';

/** The whole catalogue of the unit: every version of every basis, whatever its state. */
export async function catalogueOfUnit(tx: Transaction, unitId: string): Promise<Catalogue> {
  const rows = await basisRows(tx, unitId);
  return catalogueOf(rows.map(basisOf));
}
