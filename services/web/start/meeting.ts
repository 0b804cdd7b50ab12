import { proposeAgenda } from '#agendas/contract.ts';
import { html, type Html } from '../html.ts';
import { goIn } from '../meetings/list-page.ts';
import { type Agenda, dayFirst, type Meeting, stateTag, timeOf } from '../meetings/words.ts';
import { linkButton, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { deadline, due, section } from './words.ts';

/** The next meeting: when it is, and the way there. */
export function nextMeeting(view: View, meeting: Meeting | undefined, readiness: Html = null): Html {
  const heading =
    meeting?.state === 'open'
      ? view.t('Mødet er i gang', 'The meeting is open')
      : view.t('Næste møde', 'Next meeting');
  return section(
    'next-meeting',
    heading,
    meeting ? html`${about(view, meeting)}${readiness}${ways(view, meeting)}` : noMeeting(view),
  );
}

const about = (view: View, meeting: Meeting): Html =>
  html`<p class="lead">${`${dayFirst(view, meeting.date)} ${timeOf(view, meeting.time)} (${deadline(view, meeting.date)})`} ${stateTag(view, meeting.state)}</p>`;

function ways(view: View, { id, state }: Meeting): Html {
  const open = state === 'open';
  return html`<div class="actions">
    ${open ? linkButton(`/meetings/${id}/run`, goIn(view)) : null}
    ${linkButton(`/meetings/${id}`, view.t('Gå til mødet', 'Go to the meeting'), open ? 'secondary' : 'primary')}
  </div>`;
}

const noMeeting = (view: View): Html =>
  html`<div class="empty-state">
    <p>${view.t('Der er ikke planlagt noget møde.', 'No meeting is planned.')}</p>
    ${
      view.may('meetings.plan')
        ? html`<p>${linkButton('/meetings/new', view.t('Planlæg et møde', 'Plan a meeting'))}</p>`
        : html`<p>${view.t('Mødelederen eller koordinatoren planlægger møderne.', 'The chair or the coordinator plans the meetings.')}</p>`
    }
  </div>`;

/** Whether the agencies have answered, and which have not; for who prepares the meeting. */
export function readinessOf(view: View, meeting: Meeting | undefined, agenda: Agenda | undefined): Html {
  if (!meeting) return null;
  if (!agenda) return html`<p>${notBuilt(view)}</p>`;
  const asked = agenda.items.reduce((sum, { readiness }) => sum + readiness.asked, 0);
  const answered = agenda.items.reduce((sum, { readiness }) => sum + readiness.answered, 0);
  const owing = owedBy(agenda);
  return html`<p>${standing(view, agenda)}</p>
    <p><strong>${ready(view, asked, answered)}</strong></p>
    ${
      owing.length === 0
        ? null
        : tableOf(view, {
            caption: view.t('Myndigheder, der mangler at svare', 'Agencies that have not answered'),
            rows: owing,
            columns: [
              { head: view.t('Myndighed', 'Agency'), cell: (row) => view.agency(row.agencyId) },
              {
                head: view.t('Mangler svar på', 'Answers missing'),
                numeric: true,
                cell: (row) => view.number(row.reviews),
              },
              { head: view.t('Nærmeste frist', 'Soonest deadline'), cell: (row) => due(view, row.dueOn) },
            ],
            empty: null,
          })
    }`;
}

const notBuilt = (view: View): string =>
  view.may(proposeAgenda.permission)
    ? view.t(
        'Der er ikke bygget en dagsorden endnu. Byg den på mødets side.',
        'No agenda has been built yet. Build it on the meeting’s page.',
      )
    : view.t('Der er ikke bygget en dagsorden endnu.', 'No agenda has been built yet.');

function standing(view: View, { items, state }: Agenda): string {
  const cases = view.t(
    items.length === 1 ? '1 gennemgang på dagsordenen' : `${items.length} gennemgange på dagsordenen`,
    items.length === 1 ? '1 case review on the agenda' : `${items.length} case reviews on the agenda`,
  );
  return state === 'settled'
    ? view.t(`${cases}, som er fastlagt.`, `${cases}, which is settled.`)
    : view.t(
        `${cases}, som er et forslag og ikke fastlagt.`,
        `${cases}, which is a proposal and not settled.`,
      );
}

function ready(view: View, asked: number, answered: number): string {
  if (asked === 0) return view.t('Ingen myndigheder er spurgt endnu.', 'No agencies have been asked yet.');
  if (asked === answered) return view.t('Alle svar er inde.', 'All answers are in.');
  return view.t(`${answered} af ${asked} svar er inde.`, `${answered} of ${asked} answers are in.`);
}

type Owing = { agencyId: string; reviews: number; dueOn: string };

/** The agencies that owe answers, soonest deadline first. */
function owedBy({ items }: Agenda): Owing[] {
  const missing = items.flatMap(({ readiness }) => readiness.agencies.filter(({ answered }) => !answered));
  return [...Map.groupBy(missing, ({ agencyId }) => agencyId)]
    .map(([agencyId, all]) => ({
      agencyId,
      reviews: all.length,
      dueOn: all.map(({ dueOn }) => dueOn).toSorted()[0] ?? '',
    }))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
