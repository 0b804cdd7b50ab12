import type { ComparedPeriod } from '#reports/contract.ts';
import { html, type Html } from '../html.ts';
import { tableOf } from '../parts.ts';
import { type Bar, barChart } from '../parts/bar-chart.ts';
import type { View } from '../view.ts';
import { capital, percent, periodName } from './words.ts';

/** Reviews, share with follow-up and special control in periods of the same length, the earliest first. */
export function comparison(view: View, periods: readonly ComparedPeriod[], chosen: string): Html {
  if (periods.every(({ figures }) => figures.reviews === 0)) return null;
  const measures = [
    {
      id: 'reviews',
      title: view.t('Gennemgange', 'Reviews'),
      bar: ({ figures }: ComparedPeriod) => count(view, figures.reviews),
    },
    {
      id: 'share',
      title: view.t('Andel med opfølgning', 'Share with follow-up'),
      bar: ({ figures }: ComparedPeriod) => ({
        value: figures.follow_up_share,
        text: percent(view, figures.follow_up_share),
      }),
      max: 1,
    },
    {
      id: 'special-control',
      title: view.t('Særlig kontrol', 'Special control'),
      bar: ({ figures }: ComparedPeriod) => count(view, figures.special_control),
    },
  ];
  const nameOf = (period: string) =>
    `${capital(periodName(view, period))}${period === chosen ? view.t(' (valgt)', ' (chosen)') : ''}`;
  const barOf = (content: ComparedPeriod, bar: Pick<Bar, 'value' | 'text'>): Bar => ({
    ...bar,
    label: nameOf(content.period),
    hatched: content.preliminary,
  });
  const hasPreliminary = periods.some(({ preliminary }) => preliminary);
  return html`<section>
    <h2>${view.t('Sammenlignet med de tidligere perioder', 'Compared with the earlier periods')}</h2>
    ${hasPreliminary ? html`<p>${view.t('Skraverede søjler er foreløbige: perioden er ikke slut.', 'Hatched bars are preliminary: the period has not ended.')}</p>` : null}
    <div class="chart-grid chart-grid-three">
      ${measures.map(
        ({ id, title, bar, max }) =>
          html`<div class="chart-section">
            <h3>${title}</h3>
            ${barChart({
              id: `compare-${id}`,
              title,
              description: view.t(
                'Søjlediagram over perioderne. De samme tal står i tabellen under diagrammerne.',
                'Bar chart of the periods. The same numbers are in the table below the charts.',
              ),
              bars: periods.map((content) => barOf(content, bar(content))),
              ...(max === undefined ? {} : { max }),
            })}
          </div>`,
      )}
    </div>
    ${tableOf(view, {
      caption: view.t('Perioderne i tal', 'The periods in figures'),
      columns: [
        { head: view.t('Periode', 'Period'), cell: ({ period }) => nameOf(period) },
        ...measures.map(({ title, bar }) => ({
          head: title,
          cell: (content: ComparedPeriod) => bar(content).text,
          numeric: true,
        })),
        {
          head: view.t('Med opfølgning', 'With follow-up'),
          cell: ({ figures }) =>
            view.t(
              `${view.number(figures.reviews_with_follow_up)} af ${view.number(figures.reviews)}`,
              `${view.number(figures.reviews_with_follow_up)} of ${view.number(figures.reviews)}`,
            ),
          numeric: true,
        },
      ],
      rows: periods,
      empty: null,
    })}
  </section>`;
}

const count = (view: View, value: number) => ({ value, text: view.number(value) });
