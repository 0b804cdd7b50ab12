import type { z } from 'zod';
import type { caseReview, readDossier } from '#case-reviews/contract.ts';
import { openReview } from '#need-to-know/contract.ts';
import { html, type Html } from '../html.ts';
import { tag, type TagKind } from '../parts.ts';
import type { View } from '../view.ts';

export type CaseReview = z.output<typeof caseReview>;
export type Dossier = z.output<typeof readDossier.output>;

const kinds: Record<CaseReview['state'], TagKind> = {
  nominated: 'warning',
  admitted: 'info',
  concluded: 'success',
  declined: 'none',
  withdrawn: 'none',
  lapsed: 'none',
};

/** Where the review stands. */
export const stateTag = (view: View, state: CaseReview['state']): Html =>
  tag(view.code('reviewStates', state), kinds[state]);

/** What a review is called: its reference, or that it has none yet. Nobody's name. */
export const titleOf = (view: View, { reference }: Pick<CaseReview, 'reference'>): string =>
  reference === null
    ? view.t('Indstilling uden nummer', 'Nomination without a number')
    : view.t(`Gennemgang ${reference}`, `Case review ${reference}`);

/** Who it is, as far as the reader is to know the person. */
export function personOf(
  view: View,
  { name, cprMasked, heldBy }: Pick<CaseReview, 'name' | 'cprMasked'> & Partial<Pick<CaseReview, 'heldBy'>>,
): Html {
  if (name === null && cprMasked === null) {
    const text =
      heldBy === 'colleague' && view.may(openReview.permission)
        ? view.t('en kollega har sagen', 'a colleague has the case')
        : view.t('ikke oplyst til dig', 'not told to you');
    return html`<span class="quiet">${text}</span>`;
  }
  return html`${name}${name !== null && cprMasked !== null ? ', ' : ''}<span class="number">${cprMasked}</span>`;
}

/** The name of a municipality of the unit. */
export const municipalityOf = (view: View, code: string): string =>
  view.municipalities.find((one) => one.code === code)?.name ?? code;
