import { html, type Html } from '../html.ts';
import { icon } from '../parts.ts';
import type { View } from '../view.ts';
import type { Item } from './words.ts';

/** Where one agency stands with one case: a word and a shape, so that no colour is needed. */
export function answerOf(view: View, item: Item, agencyId: string): Html {
  const asked = item.readiness.agencies.find((one) => one.agencyId === agencyId);
  if (!asked)
    return html`<span class="answer answer-not-asked">– ${view.t('ikke spurgt', 'not asked')}</span>`;
  if (asked.answered)
    return html`<span class="answer answer-given">${icon('check')} ${view.t('svaret', 'answered')}</span>`;
  const due = html`<span class="quiet">${view.t('frist', 'due')} ${view.shortDate(asked.dueOn)}</span>`;
  return asked.dueOn < view.today
    ? html`<span class="answer answer-overdue">${icon('error')} ${view.t('overskredet', 'overdue')}</span>, ${due}`
    : html`<span class="answer answer-missing"><span aria-hidden="true">○</span> ${view.t('mangler', 'missing')}</span>, ${due}`;
}

/** `3 af 4 har svaret` */
export const answeredOf = (view: View, { readiness: { asked, answered } }: Item): string =>
  asked === 0
    ? view.t('ingen er spurgt', 'nobody was asked')
    : view.t(`${answered} af ${asked} har svaret`, `${answered} of ${asked} have answered`);
