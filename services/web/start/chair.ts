import { type CaseReview, municipalityOf, personOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { exclusionSections } from '../need-to-know/start.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import type { Asks } from './asks.ts';
import { recallsOverdue } from '../recalls/start-section.ts';
import { nextMeeting, readinessOf } from './meeting.ts';
import { due, section } from './words.ts';

/** Whether the next meeting is ready, and the nominations that wait for the chair. */
export async function chairSections(view: View, asks: Asks): Promise<Html> {
  const [queue, recalls, meeting, agenda] = await Promise.all([
    asks.queue(),
    asks.recalls(),
    asks.meeting(),
    asks.agenda(),
  ]);
  return html`${recallsOverdue(view, recalls)} ${nextMeeting(view, meeting, readinessOf(view, meeting, agenda))} ${toDecide(view, queue.toDecide)} ${await exclusionSections(view)}`;
}

type Waiting = Awaited<ReturnType<Asks['queue']>>['toDecide'];

function toDecide(view: View, rows: Waiting): Html {
  const table = tableOf(view, {
    caption: view.t(
      'Indstillinger, der venter på dig, ældste først',
      'Nominations that wait for you, oldest first',
    ),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Indstilling', 'Nomination'),
        cell: (row) => link(`/case-reviews/${row.id}#deeds`, decide(view, row)),
      },
      { head: view.t('Borger', 'Citizen'), cell: (row) => personOf(view, row) },
      { head: view.t('Kommune', 'Municipality'), cell: (row) => municipalityOf(view, row.municipalityCode) },
      {
        head: view.t('Indstillet', 'Nominated'),
        cell: (row) => `${view.agency(row.nominatingAgencyId)}, ${view.shortDate(row.nominatedOn)}`,
      },
      {
        head: view.t('Bortfalder', 'Lapses'),
        cell: (row) => due(view, row.expiresOn),
      },
    ],
    empty: html`<p>${view.t('Ingen indstillinger venter på dig.', 'No nominations wait for you.')}</p>`,
  });
  return section(
    'to-decide',
    view.t('Indstillinger, du skal tage stilling til', 'Nominations for you to decide'),
    table,
  );
}

function decide(view: View, { nominatingAgencyId, nominatedOn }: CaseReview): string {
  const agency = view.agency(nominatingAgencyId);
  const day = view.shortDate(nominatedOn);
  return view.t(
    `Tag stilling til indstillingen fra ${agency} ${day}`,
    `Decide the nomination by ${agency} on ${day}`,
  );
}
