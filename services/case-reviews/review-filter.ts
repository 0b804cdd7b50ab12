import { z } from 'zod';
import { holdsCprNumber } from '#citizens/questions.ts';
import { reviewOutcomes, reviewStates } from '#platform/codes.ts';
import { civilDate, safeText, slug } from '#platform/contract.ts';
import { fieldRule } from '#platform/errors.ts';

/** A short text that is shown in lists and addresses, where no CPR number belongs. */
export const shortText = (max: number) =>
  safeText(max).refine(
    (text) => !holdsCprNumber(text),
    fieldRule(
      'text.cpr-number',
      'Skriv ikke et CPR-nummer her. Slå borgeren op i stedet.',
      'Do not write a civil registration number here. Look the citizen up instead.',
    ),
  );

/** What the list of reviews can be narrowed by: members of a review that whoever sees it is shown anyway. */
export const reviewFilter = {
  state: z.enum(reviewStates).optional(),
  outcome: z.enum(reviewOutcomes).optional(),
  awaiting: z.enum(['my_agency']).optional(),
  reference: shortText(40).optional().describe('The whole reference, e.g. 2026-0001.'),
  nominatedFrom: civilDate.optional(),
  nominatedUntil: civilDate.optional().describe('That day is included.'),
  nominatingAgency: slug.optional(),
};

type Period = { nominatedFrom?: string | undefined; nominatedUntil?: string | undefined };
/** A period that ends before it begins is a slip of the pen, not an empty list. */
export const periodHolds = ({ nominatedFrom, nominatedUntil }: Period): boolean =>
  nominatedFrom === undefined || nominatedUntil === undefined || nominatedFrom <= nominatedUntil;
export const periodEndsBeforeItBegins = {
  ...fieldRule(
    'period.ends-before-it-begins',
    'Perioden slutter, før den begynder.',
    'The period ends before it begins.',
  ),
  path: ['nominatedUntil'],
};
