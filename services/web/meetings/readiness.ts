import { standingOf } from '../case-reviews/standing.ts';
import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';
import type { Item } from './words.ts';

/** Where one agency stands with one case: a word and a shape, so that no colour is needed. */
export function answerOf(view: View, item: Item, agencyId: string): Html {
  const asked = item.readiness.agencies.find((one) => one.agencyId === agencyId);
  if (!asked) return standingOf(view, { standing: 'not_asked', due: null });
  if (asked.answered) return standingOf(view, asked);
  return html`${standingOf(view, asked)}, <span class="quiet">${view.t('frist', 'due')} ${view.shortDate(asked.dueOn)}</span>`;
}

/** `3 af 4 har svaret` */
export const answeredOf = (view: View, { readiness: { asked, answered } }: Item): string =>
  asked === 0
    ? view.t('ingen er spurgt', 'nobody was asked')
    : view.t(`${answered} af ${asked} har svaret`, `${answered} of ${asked} have answered`);
