import type { Transaction } from '#platform/database.ts';
import { notFound, orNotFound, Refusal } from '#platform/errors.ts';
import { assessmentRules } from './rules.ts';
import { isPast } from './security.ts';
import { assessmentRow, type AssessmentRow, lockAssessment } from './security-store.ts';

/** Holds an assessment of the caller's agency for the rest of the transaction. Refuses `not-found`. */
export async function holdOwn(tx: Transaction, id: string, reviewId?: string): Promise<AssessmentRow> {
  orNotFound(await lockAssessment(tx, id));
  const row = orNotFound(await assessmentRow(tx, id));
  if (reviewId !== undefined && row.review_id !== reviewId) throw new Refusal(notFound);
  return row;
}

/** Holds one that is not ended yet, also when it is past its day. Refuses `security.ended`. */
export async function holdUnended(tx: Transaction, id: string): Promise<AssessmentRow> {
  const row = await holdOwn(tx, id);
  if (row.ended_at !== null) throw new Refusal(assessmentRules.ended);
  return row;
}

/** Refuses `security.ended` for one that is past its day or was ended. */
export async function holdInForce(tx: Transaction, id: string, today: string): Promise<AssessmentRow> {
  const row = await holdOwn(tx, id);
  if (isPast(row, today)) throw new Refusal(assessmentRules.ended);
  return row;
}
