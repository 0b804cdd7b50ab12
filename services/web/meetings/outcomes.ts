import type { ItemOutcome } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import { tag, type TagKind } from '../parts.ts';
import type { View } from '../view.ts';

/** The outcomes with the key that records each: the first letter of what the chair says in Danish. */
export const outcomeKeys = [
  ['follow_up', 'o'],
  ['no_follow_up', 'i'],
  ['postponed', 'u'],
  ['withdrawn', 't'],
] as const satisfies readonly (readonly [ItemOutcome, string])[];

const kinds: Record<ItemOutcome, TagKind> = {
  follow_up: 'success',
  no_follow_up: 'info',
  postponed: 'warning',
  withdrawn: 'none',
};

export const outcomeTag = (view: View, outcome: ItemOutcome | null): Html =>
  outcome === null
    ? html`<span class="quiet">${view.t('Intet udfald endnu', 'No outcome yet')}</span>`
    : tag(view.code('itemOutcomes', outcome), kinds[outcome]);

/** The outcome's name, `outcome` being what a form sent. */
export const outcomeName = (view: View, outcome: string | null): string =>
  outcome === null ? view.t('Intet udfald endnu', 'No outcome yet') : view.code('itemOutcomes', outcome);
