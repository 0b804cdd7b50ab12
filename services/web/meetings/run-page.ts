import { getAgenda } from '#agendas/contract.ts';
import { agreementNotices } from '../agreements/standing.ts';
import { html, type Html } from '../html.ts';
import { type Fault, page } from '../page.ts';
import { link } from '../parts.ts';
import type { View } from '../view.ts';
import { agendaOf } from './agenda-of.ts';
import { dossierOf } from './dossier-of.ts';
import { caseDossier, caseFollowUps, caseHead, type Dossier, shutCase } from './run-case.ts';
import { focusOf } from './run-focus.ts';
import { closeForm, followUpForm, outcomeForm } from './run-forms.ts';
import { keysBox } from './run-keys.ts';
import { itemList, neighbours } from './run-list.ts';
import { type Agenda, dayOf, type Item, stateTag } from './words.ts';

/** Running a meeting: one case in focus, the list beside it. The same page for all; the forms are for who leads it. */
export const runPage = page({
  path: '/meetings/:meetingId/run',
  needs: getAgenda,
  show: async (view, { params, query, fault }) => {
    const { meetingId = '', itemId } = params;
    const agenda = await agendaOf(view, meetingId);
    if (agenda === null) return { to: `/meetings/${meetingId}` };
    const item = focusOf(agenda.items, { item: query['item'] ?? itemId, after: query['after'] });
    const dossier = item && (await dossierOf(view, item.reviewId));
    const body = runBody(view, { agenda, item, dossier, fault });
    if (query['part'] !== undefined) return { fragment: body };
    const { date } = agenda.meeting;
    const main = html`${await agreementNotices(view)}<p class="d-print-none">
        ${link(`/meetings/${meetingId}`, view.t('Til mødets side', 'To the meeting’s page'))}
      </p>
      <p id="run-status" class="run-status" role="status"></p>
      ${body}`;
    const title = view.t(`Mødet ${dayOf(view, date)}`, `The meeting on ${dayOf(view, date)}`);
    return { title, main, scripts: ['meeting'] };
  },
});

type Run = {
  agenda: Agenda;
  item: Item | undefined;
  dossier: Dossier | null | undefined;
  fault: Fault | undefined;
};

/** What the script swaps: each part by itself, so that a part somebody writes in can stay as it is. */
function runBody(view: View, { agenda, item, dossier, fault }: Run): Html {
  const part = (name: string, body: Html) => html`<div id=${`part-${name}`} data-part>${body}</div>`;
  const shown = item && dossier ? { item, dossier } : null;
  const other = item ? shutCase(view, item) : noItems(view);
  return html`<div id="run" data-meeting=${agenda.meeting.id} data-item=${item?.id} data-state=${agenda.meeting.state} data-lang=${view.lang}>
    ${part('state', stateLine(view, agenda))}
    <div class="run-columns">
      <div class="run-case">
        ${part('head', shown ? caseHead(view, shown.item, shown.dossier) : other)}
        <p class="run-elapsed quiet" id="run-elapsed" aria-live="off"></p>
        ${part('outcome', shown && outcomeForm(view, agenda, shown.item, fault))}
        ${part('follow-ups', shown && caseFollowUps(view, shown.item, shown.dossier))}
        ${part('assign', shown && followUpForm(view, agenda, shown.item, shown.dossier, fault))}
        ${part('neighbours', item && neighbours(view, agenda, item))}
        ${part('dossier', shown && caseDossier(view, shown.item, shown.dossier))}
      </div>
      <div class="run-side">${keysBox(view)} ${part('list', itemList(view, agenda, item))}
        ${part('close', closeForm(view, agenda, fault))}</div>
    </div>
  </div>`;
}

function stateLine(view: View, { meeting }: Agenda): Html {
  const text = {
    open: view.t(
      'Udfald noteres af mødelederen, og alle ved bordet ser dem med det samme.',
      'The chair records the outcomes, and everybody at the table sees them at once.',
    ),
    closed: view.t(
      'Mødet er lukket. Udfaldene kan ikke ændres.',
      'The meeting is closed. The outcomes cannot be changed.',
    ),
    planned: view.t('Mødet er ikke åbnet.', 'The meeting is not open.'),
    settled: view.t('Mødet er ikke åbnet.', 'The meeting is not open.'),
    cancelled: view.t('Mødet er aflyst.', 'The meeting is cancelled.'),
  }[meeting.state];
  return html`<p>${stateTag(view, meeting.state)} ${text}</p>`;
}

const noItems = (view: View): Html =>
  html`<h2 id="case-heading" tabindex="-1">${view.t('Ingen punkter', 'No items')}</h2>
    <p class="empty-state">
      ${view.t(
        'Der er ingen gennemgange på dagsordenen, som din myndighed er med i.',
        'There are no case reviews on the agenda that your agency takes part in.',
      )}
    </p>`;
