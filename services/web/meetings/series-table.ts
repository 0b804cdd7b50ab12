import type { z } from 'zod';
import { endSeries, type series } from '#meetings/contract.ts';
import { html, type Html } from '../html.ts';
import { link, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { weekdayNames, weekOfMonthNames } from './series-form.ts';
import { timeOf } from './words.ts';

type Series = z.output<typeof series>;

/** `Torsdag hver anden uge kl. 09.00` */
export function ruleInWords(view: View, { frequency, weekday, weekOfMonth, at }: Series['rule']): string {
  const day = weekdayNames(view).find(([value]) => value === String(weekday))?.[1] ?? '';
  const which = weekOfMonthNames(view).find(([value]) => value === String(weekOfMonth))?.[1] ?? '';
  const often = {
    weekly: view.t('hver uge', 'every week'),
    every_second_week: view.t('hver anden uge', 'every second week'),
    monthly: which.toLocaleLowerCase(view.lang),
  }[frequency];
  return `${day} ${often} ${timeOf(view, at)}`;
}

/** The unit's series, with the way to end one. */
export function seriesTable(view: View, rows: readonly Series[]): Html {
  const mayEnd = view.may(endSeries.permission);
  return tableOf(view, {
    caption: view.t('Enhedens møderækker', 'Series of the unit'),
    rows,
    columns: [
      {
        head: view.t('Hvornår', 'When'),
        cell: (one) =>
          html`${ruleInWords(view, one.rule)}
          ${one.rule.exceptions.length > 0 ? html`<br /><span class="quiet">${view.t('Ikke', 'Not on')} ${one.rule.exceptions.map(view.shortDate).join(', ')}</span>` : null}`,
      },
      { head: view.t('Begynder', 'Begins'), cell: (one) => view.shortDate(one.rule.startsOn) },
      {
        head: view.t('Slutter', 'Ends'),
        cell: (one) => {
          const last = one.endedOn ?? one.rule.endsOn;
          return last === undefined ? view.t('Uden slutdato', 'No end date') : view.shortDate(last);
        },
      },
      { head: view.t('Plads til', 'Room for'), numeric: true, cell: (one) => view.number(one.capacity) },
      {
        head: view.t('Status', 'Status'),
        cell: (one) =>
          one.endedOn !== null
            ? tag(view.t('Afsluttet', 'Ended'))
            : mayEnd
              ? link(`/meetings/series/${one.id}`, view.t('Afslut rækken', 'End the series'))
              : tag(view.t('I brug', 'In use'), 'success'),
      },
    ],
    empty: html`<p>
      ${view.t(
        'Enheden har ingen møderække. Planlæg en nedenfor, så møderne kommer af sig selv.',
        'The unit has no series. Plan one below, and the meetings come by themselves.',
      )}
    </p>`,
  });
}
