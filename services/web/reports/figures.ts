import type { z } from 'zod';
import { type FiguresOfPeriod, getFigures, listIndicators, periodOf } from '#reports/contract.ts';
import { listUnits } from '#units/contract.ts';
import { html, type Html } from '../html.ts';
import { limitsLine } from '../limits.ts';
import { page } from '../page.ts';
import { alertBox, definitionList, link, select } from '../parts.ts';
import type { View } from '../view.ts';
import { comparison } from './comparison.ts';
import { groupSections, notCounted, numberTable } from './figure-parts.ts';
import { unitSelect } from './list.ts';
import { capital, daysOf, type Indicator, periodChoices, periodName, stateTag } from './words.ts';

type Units = z.output<typeof listUnits.output>;

/** A period's figures as they stand now, beside those before it. */
export const figuresPage = page({
  path: '/figures',
  needs: getFigures,
  show: async (view, { query }) => {
    const period = query['period'] ?? periodOf(view.today).id;
    const { unit } = query;
    const national = view.person.unitId === null;
    const choice = html`<p>${link('/reports', view.t('Til rapporterne', 'To the reports'))}</p>
      ${chooser(view, period, unit, national ? await view.ask(listUnits) : null)}`;
    const title = view.t('Nøgletal', 'Figures');
    if (national && unit === undefined) {
      const main = html`${choice}
        <div class="empty-state">
          <p>${view.t('Vælg en enhed for at se dens tal.', 'Choose a unit to see its figures.')}</p>
        </div>`;
      return { title, main };
    }
    const asked = { ...(unit === undefined ? {} : { unit }), period, earlier: 3 };
    const [counted, { items: indicators }] = await Promise.all([
      view.ask(getFigures, { query: asked }),
      view.ask(listIndicators),
    ]);
    const main = html`${choice}
      <section>
        <h2>${capital(periodName(view, period))}, ${counted.unitName}</h2>
        ${facts(view, counted)}${limitsLine(view, counted.limits)}
        ${counted.figures.reviews === 0 ? noReviews(view) : figuresOf(view, counted, indicators)}
      </section>
      ${comparison(view, [counted, ...counted.earlier].toReversed(), period)}${notCounted(view)}`;
    return { title, main };
  },
});

function chooser(view: View, period: string, unit: string | undefined, units: Units | null): Html {
  const choices = periodChoices(view);
  const known = choices.some(([id]) => id === period);
  return html`<form method="get" action="/figures" class="filters">
    ${units === null ? null : unitSelect(view, units, unit, view.t('Vælg en enhed', 'Choose a unit'))}
    ${select(view, {
      name: 'period',
      label: view.t('Periode', 'Period'),
      options: known ? choices : [[period, capital(periodName(view, period))], ...choices],
      value: period,
    })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
  </form>`;
}

function facts(view: View, counted: FiguresOfPeriod): Html {
  return definitionList(view, [
    [view.t('Periode', 'Period'), daysOf(view, counted)],
    [
      view.t('Status', 'Status'),
      counted.preliminary
        ? html`${stateTag(view, counted)}${' '}${view.t('Perioden er ikke slut.', 'The period has not ended.')}`
        : view.t('Perioden er slut.', 'The period has ended.'),
    ],
    [view.t('Talt', 'Counted'), view.instant(view.now)],
    [
      view.t('Definitioner', 'Definitions'),
      view.t(`Udgave ${counted.definitionVersion}`, `Version ${counted.definitionVersion}`),
    ],
  ]);
}

function figuresOf(view: View, { figures }: FiguresOfPeriod, indicators: readonly Indicator[]): Html {
  return html`${numberTable(view, indicators, figures)}${groupSections(view, indicators, figures)}`;
}

function noReviews(view: View): Html {
  return alertBox(
    view,
    'info',
    view.t('Ingen gennemgange i perioden', 'No reviews in the period'),
    html`<p>
      ${view.t(
        'Enheden har ikke gennemgået sager på et møde i perioden, så der er ingen tal. Vælg en anden periode. Ligger sagerne i et regneark, kan koordinatoren indlæse det.',
        'The unit reviewed no cases at a meeting in the period, so there are no figures. Choose another period. If the cases are in a spreadsheet, the coordinator can import it.',
      )}
    </p>`,
  );
}
