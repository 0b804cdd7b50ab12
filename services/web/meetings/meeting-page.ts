import { getMeeting } from '#meetings/contract.ts';
import { agreementNotices } from '../agreements/standing.ts';
import { html, type Html } from '../html.ts';
import { type Fault, page } from '../page.ts';
import { alertBox, definitionList, icon, link, linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import { absentTable } from './absent.ts';
import { agendaBoard } from './agenda-board.ts';
import { agendaOf } from './agenda-of.ts';
import { goIn } from './list-page.ts';
import { openForm, planningForms, proposeForm } from './meeting-deeds.ts';
import { settleForm } from './settle-form.ts';
import { type Agenda, dayOf, type Meeting, stateTag, timeOf, whyMoved } from './words.ts';

export const meetingPage = page({
  path: '/meetings/:meetingId',
  needs: getMeeting,
  show: async (view, { params: { meetingId = '' }, query, fault }) => {
    const meeting = await view.ask(getMeeting, { params: { meetingId } });
    const agenda = await agendaOf(view, meetingId, query['revision']);
    const main = html`${await agreementNotices(view)}<p class="lead">${timeOf(view, meeting.time)} ${stateTag(view, meeting.state)}</p>
      ${facts(view, meeting, agenda)} ${mainDeeds(view, meeting)}
      <section aria-labelledby="agenda">
        <h2 id="agenda">${view.t('Dagsorden', 'Agenda')}</h2>
        ${agenda ? agendaSection(view, meeting, agenda, fault) : noAgenda(view, meeting)}
      </section>
      ${agenda ? absentTable(view, agenda) : null} ${planningForms(view, meeting, fault)}`;
    return {
      title: view.t(`Møde ${dayOf(view, meeting.date)}`, `Meeting on ${dayOf(view, meeting.date)}`),
      main,
    };
  },
});

const facts = (view: View, meeting: Meeting, agenda: Agenda | null): Html =>
  definitionList(view, [
    [view.t('Flyttet', 'Moved'), whyMoved(view, meeting.movedFrom)],
    [
      view.t('Plads', 'Room'),
      agenda
        ? view.t(
            `${agenda.items.length} af ${meeting.capacity} pladser er brugt`,
            `${agenda.items.length} of ${meeting.capacity} places are taken`,
          )
        : meeting.capacity === 1
          ? view.t('1 gennemgang', '1 case review')
          : view.t(`${meeting.capacity} gennemgange`, `${meeting.capacity} case reviews`),
    ],
    [view.t('Åbnet', 'Opened'), meeting.openedAt && view.instant(meeting.openedAt)],
    [view.t('Lukket', 'Closed'), meeting.closedAt && view.instant(meeting.closedAt)],
  ]);

function mainDeeds(view: View, meeting: Meeting): Html {
  const running = meeting.state === 'open' || meeting.state === 'closed';
  const opening = openForm(view, meeting);
  if (!running && opening === null) return null;
  const label =
    meeting.state === 'open' ? goIn(view) : view.t('Se punkterne ét ad gangen', 'See the items one by one');
  return html`<div class="actions d-print-none">
    ${running ? linkButton(`/meetings/${meeting.id}/run`, label) : null}${opening}
  </div>`;
}

function agendaSection(view: View, meeting: Meeting, agenda: Agenda, fault: Fault | undefined): Html {
  const settling = meeting.allowedNext.includes('settle');
  return html`${settling ? newerProposal(view, agenda) : null}
    <p>
      ${
        agenda.state === 'settled'
          ? view.t(
              `Fastlagt ${agenda.settledAt ? view.instant(agenda.settledAt) : ''} (udgave ${agenda.revision}).`,
              `Settled ${agenda.settledAt ? view.instant(agenda.settledAt) : ''} (revision ${agenda.revision}).`,
            )
          : view.t(
              `Forslag, bygget ${view.instant(agenda.builtAt)} (udgave ${agenda.revision}).`,
              `Proposal, built ${view.instant(agenda.builtAt)} (revision ${agenda.revision}).`,
            )
      }
      ${' '}${view.t(
        'Rækkefølge: udsatte først, så opfølgning over frist, så ældste indstilling. Intet om personen flytter en gennemgang.',
        'Order: postponed first, then overdue follow-up, then oldest nomination. Nothing about the person moves a review.',
      )}
    </p>
    ${agendaBoard(view, agenda)} ${settling ? settleForm(view, agenda, fault) : null}
    <div class="actions d-print-none">
      ${proposeForm(view, meeting, false)}
      <button type="button" class="button button-secondary" data-print hidden>
        ${icon('print')} ${view.t('Udskriv dagsordenen', 'Print the agenda')}
      </button>
    </div>`;
}

/** The scheduler or somebody else has built a proposal after the one that is shown. */
function newerProposal(view: View, agenda: Agenda): Html {
  const here = `/meetings/${agenda.meeting.id}`;
  if (agenda.newestRevision > agenda.revision)
    return alertBox(
      view,
      'info',
      view.t('Et nyere forslag venter', 'A newer proposal is waiting'),
      html`<p>
        ${view.t(
          'Grundlaget har ændret sig, siden denne dagsorden blev bygget.',
          'What the agenda is built of has changed since.',
        )}${' '}${link(`${here}?revision=${agenda.newestRevision}`, view.t('Se det nye forslag', 'See the new proposal'))}
      </p>`,
    );
  if (agenda.state === 'proposed' && agenda.meeting.state === 'settled')
    return alertBox(
      view,
      'warning',
      view.t('Dette er et forslag, som ikke gælder endnu', 'This is a proposal that does not apply yet'),
      html`<p>${link(here, view.t('Se dagsordenen, som den gælder', 'See the agenda as it stands'))}</p>`,
    );
  return null;
}

const noAgenda = (view: View, meeting: Meeting): Html =>
  html`<div class="empty-state">
    <p>${view.t('Der er ikke bygget en dagsorden endnu.', 'No agenda has been built yet.')}</p>
    <p>
      ${view.t(
        'Tjenesten bygger selv et forslag til hvert møde de næste 14 dage.',
        'The service itself builds a proposal for each meeting in the next 14 days.',
      )}
    </p>
    ${proposeForm(view, meeting, true)}
  </div>`;
