import { html, type Html } from '../html.ts';
import { type Column, link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import type { RecallDetail } from './words.ts';

type Reached = RecallDetail['reached'];

/** A part of what was reached; nothing where there is none. */
function part<Row>(view: View, heading: string, rows: readonly Row[], columns: readonly Column<Row>[]): Html {
  if (rows.length === 0) return null;
  return html`<section>
    <h2>${heading}</h2>
    ${tableOf(view, { caption: heading, quietCaption: true, rows, columns, empty: null })}
  </section>`;
}

/** Where the finding had got to: a table for each way. */
export function reachedSections(view: View, reached: Reached): Html {
  const agency = <Row extends { agencyId: string }>(): Column<Row> => ({
    head: view.t('Myndighed', 'Agency'),
    cell: (row) => view.agency(row.agencyId),
  });
  const times = [
    agency<Reached['views'][number]>(),
    { head: view.t('Dag', 'Day'), cell: (row: { day: string }) => view.shortDate(row.day) },
    {
      head: view.t('Antal', 'Times'),
      cell: (row: { times: number }) => view.number(row.times),
      numeric: true,
    },
  ];
  return html`${part(view, view.t('Videregivelser', 'Disclosures'), reached.disclosures, [
    agency(),
    { head: view.t('Version', 'Version'), cell: (row) => String(row.version) },
    { head: view.t('Videregivet', 'Disclosed'), cell: (row) => view.shortDate(row.disclosedOn) },
    {
      head: view.t('Først læst', 'First read'),
      cell: (row) =>
        row.firstReadOn === null ? view.t('Ikke læst', 'Not read') : view.shortDate(row.firstReadOn),
    },
    {
      head: view.t('Kvittering', 'Receipt'),
      cell: (row) =>
        row.receiptNumber === null
          ? view.t('Ingen', 'None')
          : view.t(`Nr. ${row.receiptNumber}`, `No. ${row.receiptNumber}`),
    },
  ])}
  ${part(view, view.t('Opslag hos andre myndigheder', 'Views by other agencies'), reached.views, times)}
  ${part(view, view.t('Møder', 'Meetings'), reached.meetings, [
    {
      head: view.t('Møde', 'Meeting'),
      cell: (row) => link(`/meetings/${row.meetingId}`, view.date(row.heldOn)),
    },
    {
      head: view.t('Udgaver af dagsordenen', 'Revisions of the agenda'),
      cell: (row) =>
        reached.agendas
          .filter((one) => one.meetingId === row.meetingId)
          .map((one) =>
            view.t(
              `${one.revision} (${view.shortDate(one.builtOn)})`,
              `${one.revision} (${view.shortDate(one.builtOn)})`,
            ),
          )
          .join(', '),
    },
  ])}
  ${part(
    view,
    view.t('Opfølgning, der bygger på oplysningen', 'Follow-up that rests on the finding'),
    reached.followUps,
    [
      agency(),
      {
        head: view.t('Opfølgning', 'Follow-up'),
        cell: (row) => {
          const day = view.shortDate(row.startedOn);
          return link(`/follow-ups/${row.actionId}`, view.t(`Sat i gang ${day}`, `Set going ${day}`));
        },
      },
    ],
  )}
  ${part(view, view.t('Udtræk', 'Exports'), reached.exports, times)}
  ${part(
    view,
    view.t('Indberetninger, der tæller gennemgangen med', 'Reports that count the case review'),
    reached.reports,
    [
      { head: view.t('Periode', 'Period'), cell: (row) => row.period },
      { head: view.t('Udgave', 'Version'), cell: (row) => String(row.version) },
      { head: view.t('Lavet', 'Made'), cell: (row) => view.shortDate(row.builtOn) },
    ],
  )}`;
}
