import {
  type AttachmentRequest,
  type Decision,
  type DisclosureRequest,
  factsOf,
} from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import { insertDecisions } from './store.ts';

/** One answer of the rules, about what it was, and the id that it is kept under. */
export type Made = {
  readonly id: string;
  readonly kind: 'attachment' | 'disclosure';
  readonly reviewId: string;
  /** Null for an attachment that is refused: there is no finding then. */
  readonly findingId: string | null;
  readonly version: number | null;
  readonly recipient: string | null;
  readonly request: AttachmentRequest | DisclosureRequest;
  readonly decision: Decision;
};

/** Keeps decisions in this transaction, before what rests on them is written. `today` is a civil date. */
export async function keepDecisions(
  tx: Transaction,
  caller: PersonCaller,
  today: string,
  made: readonly Made[],
): Promise<void> {
  const unitId = orNotFound(caller.unitId);
  await insertDecisions(
    tx,
    made.map(({ request, decision, ...about }) => ({
      id: about.id,
      kind: about.kind,
      unit_id: unitId,
      review_id: about.reviewId,
      agency_id: caller.agencyId,
      finding_id: about.findingId,
      version: about.version,
      recipient: about.recipient,
      purpose: request.purpose,
      outcome: decision.outcome,
      legal_basis_id: decision.basis?.id ?? null,
      catalogue_version: decision.catalogueVersion,
      refusals: decision.refusals.map(({ rule, code }) => `${rule} ${code}`),
      decided_by: caller.personId,
      decided_on: today,
      wished: 'form' in request ? request.form : 'full',
      facts: factsOf(request),
    })),
  );
}

/** For a refusal's `keep`: writes those that said no in the transaction that remembers the refusal. */
export function rememberRefused(caller: PersonCaller, today: string, made: readonly Made[]) {
  const denied = made.filter(({ decision }) => decision.outcome === 'deny');
  return async (tx: Transaction) => {
    await keepDecisions(tx, caller, today, denied);
    return { decisions: denied.map(({ id }) => id) };
  };
}
