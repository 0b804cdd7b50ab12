import { html, type Html } from '../html.ts';
import { link, tableOf } from '../parts.ts';
import { due } from '../start/words.ts';
import type { View } from '../view.ts';
import { type Request, requestTag, requestTitle, reviewOf } from './words.ts';

/** Requests, each with where it stands and by when its answer is wished for. */
export const requestTable = (
  view: View,
  rows: readonly Request[],
  { caption, empty }: { caption: string; empty: Html },
): Html =>
  tableOf(view, {
    caption,
    quietCaption: true,
    rows,
    empty,
    columns: [
      {
        head: view.t('Anmodning', 'Request'),
        cell: (row) => link(`/requests/${row.id}`, requestTitle(view, row)),
      },
      { head: view.t('Gennemgang', 'Case review'), cell: (row) => reviewOf(view, row) },
      { head: view.t('Status', 'Status'), cell: (row) => requestTag(view, row.state) },
      { head: view.t('Svar ønskes', 'Answer wished for'), cell: (row) => wished(view, row) },
    ],
  });

const wished = (view: View, { due: near, wishedOn }: Request): Html =>
  near === null ? view.shortDate(wishedOn) : due(view, wishedOn);

/** On the start page: what waits for an answer of the own agency, and what it waits for itself. */
export const voluntaryNote = (view: View): Html =>
  html`<p class="quiet">
    ${view.t(
      'Ingen har pligt til at videregive efter retsplejelovens § 115. Skaber en anmodnings hjemmel en pligt, står det på anmodningen.',
      'Nobody is obliged to disclose under section 115 of the Administration of Justice Act. If the legal basis of a request creates a duty, the request says so.',
    )}
  </p>`;
