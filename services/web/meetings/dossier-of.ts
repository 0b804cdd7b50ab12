import { readDossier } from '#case-reviews/contract.ts';
import { Refusal } from '#platform/errors.ts';
import type { View } from '../view.ts';
import type { Dossier } from './run-case.ts';

/** The case in focus; null where a colleague has it, and this person would have to open it with a reason. */
export async function dossierOf(view: View, reviewId: string): Promise<Dossier | null> {
  try {
    return await view.ask(readDossier, { params: { reviewId } });
  } catch (error) {
    if (error instanceof Refusal && error.rule.id === 'review.need-to-know') return null;
    throw error;
  }
}
