import type { Figures } from '#reports/contract.ts';
import { html, type Html } from '../html.ts';
import { tableOf } from '../parts.ts';
import { barChart } from '../parts/bar-chart.ts';
import type { View } from '../view.ts';
import { groupsOf, type Indicator, valueOf } from './words.ts';

/** Every single number that the period was counted by, with what it counts. */
export function numberTable(view: View, indicators: readonly Indicator[], figures: Figures): Html {
  const rows = indicators.filter(({ groupedBy, code }) => groupedBy === null && Object.hasOwn(figures, code));
  return tableOf(view, {
    caption: view.t('Nøgletal', 'Figures'),
    quietCaption: true,
    columns: [
      { head: view.t('Nøgletal', 'Figure'), cell: ({ name }) => html`<strong>${view.say(name)}</strong>` },
      { head: view.t('Værdi', 'Value'), cell: (row) => valueOf(view, row, figures), numeric: true },
      { head: view.t('Sådan er det talt', 'How it is counted'), cell: (row) => counting(view, row, figures) },
    ],
    rows,
    empty: null,
    rowId: ({ code }) => `figure-${code}`,
  });
}

function counting(view: View, { code, definition, additive }: Indicator, figures: Figures): Html {
  const { reviews, reviews_with_follow_up: followed } = figures;
  return html`${view.say(definition)}${
    code === 'follow_up_share'
      ? html`${' '}<strong class="fraction"
            >${view.t(`${view.number(followed)} af ${view.number(reviews)}.`, `${view.number(followed)} of ${view.number(reviews)}.`)}</strong
          >`
      : null
  }${additive ? null : html`${' '}${view.t('To halvår kan ikke lægges sammen til et år.', 'Two half-years do not sum to a year.')}`}`;
}

/** What is divided into groups: each as a chart, with the same numbers as a table right below. */
export function groupSections(view: View, indicators: readonly Indicator[], figures: Figures): Html {
  const grouped = indicators.filter(({ groupedBy }) => groupedBy !== null);
  return html`<div class="chart-grid">
    ${grouped.map((indicator) => {
      const groups = groupsOf(view, indicator, figures);
      return html`<section class="chart-section" id=${`figure-${indicator.code}`}>
        <h3>${view.say(indicator.name)}</h3>
        <p>${view.say(indicator.definition)}</p>
        ${groups.length === 0 ? html`<p>${view.t('Ingen i perioden.', 'None in the period.')}</p>` : chartOf(view, indicator, groups)}
      </section>`;
    })}
  </div>`;
}

function chartOf(view: View, indicator: Indicator, groups: readonly [string, number][]): Html {
  const title = view.say(indicator.name);
  const heads = {
    agency: view.t('Myndighed', 'Agency'),
    follow_up_type: view.t('Type', 'Type'),
    municipality: view.t('Kommune', 'Municipality'),
  };
  return html`${barChart({
    id: `chart-${indicator.code}`,
    title,
    description: view.t(
      'Søjlediagram. De samme tal står i tabellen under det.',
      'Bar chart. The same numbers are in the table below it.',
    ),
    bars: groups.map(([label, value]) => ({ label, value, text: view.number(value) })),
  })}${tableOf(view, {
    caption: title,
    quietCaption: true,
    small: true,
    columns: [
      { head: heads[indicator.groupedBy ?? 'agency'], cell: ([name]) => name },
      { head: view.t('Antal', 'Number'), cell: ([, value]) => view.number(value), numeric: true },
    ],
    rows: groups,
    empty: null,
  })}`;
}

/** What the numbers leave out, so that nobody reads more into them. */
export function notCounted(view: View): Html {
  const texts = [
    view.t(
      'Indstillinger, afviste, bortfaldne og tilbagetrukne sager, og sager, der ikke er gennemgået på et møde i perioden.',
      'Nominations, declined, lapsed and withdrawn cases, and cases that were not reviewed at a meeting in the period.',
    ),
    view.t('Oplysninger, der er trukket tilbage.', 'Findings that were withdrawn.'),
    view.t(
      'Opfølgning tælles med den gennemgang, den hører til, uanset hvornår den er sat i gang, og hvad der kom ud af den.',
      'Follow-up is counted with the review that it belongs to, whenever it was started and whatever came of it.',
    ),
    view.t(
      'Beløbene lægges ikke sammen: et krav er ikke en afgørelse, og en afgørelse er ikke en betaling. Standset pr. måned er ikke ganget med måneder.',
      'The amounts are not summed: a claim is not a decision, and a decision is not a payment. Stopped per month is not multiplied by months.',
    ),
    view.t(
      'Navne, CPR-numre og fritekst indgår ikke. Tallene siger ikke noget om, hvad samarbejdet har betydet for den enkelte borger.',
      'Names, civil registration numbers and free text are not used. The figures say nothing about what the co-operation has meant to a citizen.',
    ),
  ];
  return html`<section>
    <h2>${view.t('Det tæller ikke med', 'What is not counted')}</h2>
    <ul>
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}
