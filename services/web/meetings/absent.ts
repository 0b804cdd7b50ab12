import { html, type Html } from '../html.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import type { Agenda } from './words.ts';

/** Open reviews that are not on the agenda: why not, and what would bring them on. */
export function absentTable(view: View, agenda: Agenda): Html {
  if (agenda.absent === null) return null;
  return html`<section class="d-print-none" aria-labelledby="absent">
    <h2 id="absent">${view.t('Ikke på dagsordenen', 'Not on the agenda')}</h2>
    ${tableOf(view, {
      caption: view.t('Åbne gennemgange uden for dagsordenen', 'Open case reviews off the agenda'),
      quietCaption: true,
      rows: agenda.absent,
      columns: [
        {
          head: view.t('Gennemgang', 'Case review'),
          cell: (
            one,
          ) => html`${link(`/case-reviews/${one.reviewId}`, one.reference ?? view.t('Uden nummer', 'No number'))}
            <br /><span class="quiet">${view.t('Indstillet', 'Nominated')} ${view.shortDate(one.nominatedOn)}</span>`,
        },
        { head: view.t('Hvorfor ikke', 'Why not'), cell: (one) => view.say(one.reason) },
        { head: view.t('Hvad der skal til', 'What would bring it on'), cell: (one) => view.say(one.remedy) },
      ],
      empty: html`<p>${view.t('Alle åbne gennemgange er på dagsordenen.', 'All open case reviews are on the agenda.')}</p>`,
    })}
    ${
      agenda.absentMore
        ? html`<p>${view.t('Flere venter; de første 500 er vist.', 'More are waiting; the first 500 are shown.')}</p>`
        : null
    }
  </section>`;
}
