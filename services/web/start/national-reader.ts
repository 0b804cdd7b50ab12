import { listReports } from '#reports/contract.ts';
import { html, type Html } from '../html.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { section } from './words.ts';

/** The reports of the units, latest period first. */
export async function nationalReaderSections(view: View): Promise<Html> {
  const { items, next } = await view.ask(listReports, { query: { limit: 30 } });
  const table = tableOf(view, {
    caption: view.t('Enhedernes rapporter, nyeste periode først', 'The units’ reports, latest period first'),
    quietCaption: true,
    rows: items,
    columns: [
      { head: view.t('Enhed', 'Unit'), cell: ({ unitName }) => unitName },
      { head: view.t('Periode', 'Period'), cell: ({ id, period }) => link(`/reports/${id}`, period) },
      { head: view.t('Udgave', 'Version'), numeric: true, cell: ({ version }) => version },
      {
        head: view.t('Lavet', 'Made'),
        cell: ({ builtAt, preliminary }) =>
          `${view.instant(builtAt)}${preliminary ? view.t(' (foreløbig)', ' (preliminary)') : ''}`,
      },
    ],
    empty: html`<p>${view.t('Ingen enhed har lavet en rapport endnu. De kommer her, når koordinatorerne har lavet dem.', 'No unit has made a report yet. They come here when the coordinators have made them.')}</p>`,
  });
  const more =
    next === null ? null : html`<p>${link('/reports', view.t('Se alle rapporter', 'See all reports'))}</p>`;
  return section('reports', view.t('Enhedernes indberetninger', 'The units’ reports'), html`${table}${more}`);
}
