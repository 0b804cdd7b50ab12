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

/** What the board does not tell, and that nobody has to tell it. */
export const silenceNote = (view: View): Html =>
  html`<p class="quiet">
    ${view.t(
      '»Har svaret« er ethvert svar: kun myndigheden selv ser, hvad den svarede, medmindre den lader de andre se det. Ingen har pligt til at videregive efter retsplejelovens § 115.',
      '“Has answered” is any answer: only the agency itself sees what it answered, unless it lets the others see it. Nobody is obliged to disclose under section 115 of the Administration of Justice Act.',
    )}
  </p>`;
