import type { z } from 'zod';
import { buildReport, listReports } from '#reports/contract.ts';
import { listUnits } from '#units/contract.ts';
import { html, type Html } from '../html.ts';
import { form, page, type Shown } from '../page.ts';
import { button, hidden, link, pager, select, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { capital, daysOf, latestHalves, periodChoices, periodName, stateTag } from './words.ts';

type Summary = z.output<typeof listReports.output>['items'][number];

export const reportsPage = page({
  path: '/reports',
  needs: listReports,
  show: async (view, { query, fault }) => {
    const { items, next } = await view.ask(listReports, { query });
    const local = view.person.unitId !== null;
    const main = html`<p class="lead">
        ${view.t(
          'Hvert halvår indberetter enhederne deres resultater til Rigspolitiet. Tallene tælles ud fra gennemgangene.',
          'Each half-year the units report their results to the National Police. The figures are counted from the case reviews.',
        )}
      </p>
      <p>${link('/figures', view.t('Se nøgletal for en periode, talt nu', 'See the figures of a period, counted now'))}</p>
      ${view.may(buildReport.permission) ? buildForm(view, items, fault) : null}
      ${local ? halfYears(view, items) : await unitFilter(view, query)}
      <section>
        <h2>${view.t('Rapporter', 'Reports')}</h2>
        ${reportTable(view, items, local)}${pager(view, '/reports', query, next)}
      </section>`;
    return { title: view.t('Indberetning', 'Reports'), main };
  },
});

const newestOf = (items: readonly Summary[], period: string): Summary | undefined =>
  items.find((item) => item.period === period);

/** The latest half-year that is over and has no final report; otherwise the one that goes on. */
function nextToBuild(view: View, items: readonly Summary[]): string | undefined {
  const [current, ...over] = latestHalves(view, 4);
  const missing = over.find(({ id }) => newestOf(items, id)?.preliminary !== false);
  return (missing ?? current)?.id;
}

function buildForm(view: View, items: readonly Summary[], fault: Shown['fault']): Html {
  return html`<section>
    <h2>${view.t('Lav en rapport', 'Make a report')}</h2>
    <form method="post" action="/reports">
      ${hidden(view)}
      ${select(view, {
        name: 'period',
        label: view.t('Periode', 'Period'),
        hint: view.t(
          'Er tallene de samme som i den nyeste rapport, bliver den ved med at gælde. Ellers laves en ny udgave.',
          'If the figures are those of the newest report, it still holds. Otherwise a new version is made.',
        ),
        options: periodChoices(view),
        value: nextToBuild(view, items),
        fault,
      })}
      ${button(view.t('Lav rapporten', 'Make the report'))}
    </form>
  </section>`;
}

/** Where the latest half-years stand. */
function halfYears(view: View, items: readonly Summary[]): Html {
  return html`<section>
    <h2>${view.t('Seneste halvår', 'Latest half-years')}</h2>
    ${tableOf(view, {
      caption: view.t('Seneste halvår', 'Latest half-years'),
      quietCaption: true,
      columns: [
        { head: view.t('Halvår', 'Half-year'), cell: ({ id }) => capital(periodName(view, id)) },
        { head: view.t('Dage', 'Days'), cell: (half) => daysOf(view, half) },
        {
          head: view.t('Rapport', 'Report'),
          cell: ({ id, until }) => {
            const report = newestOf(items, id);
            if (report) return html`${reportLink(view, report)}${' '}${stateTag(view, report)}`;
            return view.today < until
              ? view.t('Halvåret er ikke slut endnu', 'The half-year has not ended yet')
              : view.t('Ingen rapport endnu', 'No report yet');
          },
        },
      ],
      rows: latestHalves(view, 4),
      empty: null,
    })}
  </section>`;
}

const reportLink = (view: View, { id, version }: Summary): Html =>
  link(`/reports/${id}`, view.t(`Udgave ${version}`, `Version ${version}`));

/** Rigspolitiet's readers see all units' reports, or one unit's. */
async function unitFilter(view: View, query: Record<string, string>): Promise<Html> {
  return html`<form method="get" action="/reports" class="filters">
    ${unitSelect(view, await view.ask(listUnits), query['unit'], view.t('Alle enheder', 'All units'))}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
  </form>`;
}

/** One of the units of the 12 police districts. */
export function unitSelect(
  view: View,
  { items }: z.output<typeof listUnits.output>,
  value: string | undefined,
  empty: string,
): Html {
  return select(view, {
    name: 'unit',
    label: view.t('Enhed', 'Unit'),
    options: items.map(({ id, name }) => [id, name] as const),
    value,
    empty,
  });
}

function reportTable(view: View, items: readonly Summary[], local: boolean): Html {
  return tableOf(view, {
    caption: view.t('Rapporter, nyeste periode først', 'Reports, latest period first'),
    quietCaption: true,
    columns: [
      {
        head: view.t('Periode', 'Period'),
        cell: (row) => link(`/reports/${row.id}`, capital(periodName(view, row.period))),
      },
      ...(local ? [] : [{ head: view.t('Enhed', 'Unit'), cell: (row: Summary) => row.unitName }]),
      { head: view.t('Udgave', 'Version'), cell: ({ version }) => view.number(version), numeric: true },
      { head: view.t('Status', 'Status'), cell: (row) => stateTag(view, row) },
      { head: view.t('Lavet', 'Made'), cell: ({ builtAt }) => view.instant(builtAt) },
    ],
    rows: items,
    empty: html`<p>
      ${
        view.may(buildReport.permission)
          ? view.t(
              'Der er ingen rapporter endnu. Lav den første ovenfor.',
              'There are no reports yet. Make the first one above.',
            )
          : view.t(
              'Der er ingen rapporter endnu. Enhedens koordinator laver dem.',
              'There are no reports yet. The unit’s coordinator makes them.',
            )
      }
    </p>`,
  });
}

export const makeReport = form({
  path: '/reports',
  of: reportsPage,
  needs: buildReport,
  does: async (view, { form: sheet }) => {
    const built = await view.ask(buildReport, { key: sheet.key(), body: { period: sheet.text('period') } });
    const notice = built.created
      ? view.t('Rapporten er lavet.', 'The report is made.')
      : view.t(
          'Tallene er de samme: den nyeste rapport gælder stadig.',
          'The figures are the same: the newest report still holds.',
        );
    return { to: `/reports/${built.id}`, notice };
  },
});
