import { proposeAgenda } from '#agendas/contract.ts';
import { cancelMeeting, changeMeeting, openMeeting } from '#meetings/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, details, field, hidden } from '../parts.ts';
import type { View } from '../view.ts';
import { dayOf, faultIn, formName, type Meeting } from './words.ts';

type ButtonKind = 'primary' | 'secondary' | 'warning';

const step = (
  view: View,
  meeting: Meeting,
  path: string,
  label: string,
  kind: ButtonKind = 'primary',
): Html =>
  html`<form method="post" action=${`/meetings/${meeting.id}/${path}`}>
    ${hidden(view, { version: meeting.version })} ${formName(path)} ${button(label, { kind })}
  </form>`;

const can = (meeting: Meeting, deed: string) => meeting.allowedNext.includes(deed);

/** Builds a proposal, while there may be one. */
export const proposeForm = (view: View, meeting: Meeting, first: boolean): Html =>
  view.may(proposeAgenda.permission) && can(meeting, 'settle')
    ? step(
        view,
        meeting,
        'proposal',
        first
          ? view.t('Byg et forslag til dagsorden', 'Build a proposed agenda')
          : view.t('Byg forslaget igen', 'Build the proposal again'),
        first ? 'primary' : 'secondary',
      )
    : null;

/** Opens the meeting on its day; before, it says when. */
export function openForm(view: View, meeting: Meeting): Html {
  if (!view.may(openMeeting.permission) || !can(meeting, 'open')) return null;
  if (meeting.date > view.today)
    return html`<p>
      ${view.t(
        `Mødet kan åbnes ${dayOf(view, meeting.date)}.`,
        `The meeting can be opened on ${dayOf(view, meeting.date)}.`,
      )}
    </p>`;
  return step(view, meeting, 'opening', view.t('Åbn mødet', 'Open the meeting'));
}

/** Moving the meeting, another capacity, calling it off. */
export function planningForms(view: View, meeting: Meeting, given: Fault | undefined): Html {
  if (!view.may(changeMeeting.permission) || !can(meeting, 'change')) return null;
  const fault = faultIn(given, 'change');
  return html`<section class="d-print-none" aria-labelledby="planning">
    <h2 id="planning">${view.t('Planlægning', 'Planning')}</h2>
    ${details(
      view.t('Flyt mødet, eller ret pladsen', 'Move the meeting, or change its room'),
      html`<form method="post" action=${`/meetings/${meeting.id}/change`}>
        ${hidden(view, { version: meeting.version })} ${formName('change')}
        ${field(view, { name: 'date', label: view.t('Dato', 'Date'), type: 'date', value: meeting.date, fault, width: 12 })}
        ${field(view, { name: 'time', label: view.t('Klokkeslæt', 'Time'), type: 'time', value: meeting.time, fault, width: 8 })}
        ${field(view, {
          name: 'capacity',
          label: view.t('Plads til så mange gennemgange', 'Room for so many case reviews'),
          type: 'number',
          min: 1,
          max: 200,
          value: meeting.capacity,
          fault,
          width: 4,
        })}
        ${button(view.t('Gem', 'Save'))}
      </form>`,
      fault !== undefined,
    )}
    ${
      view.may(cancelMeeting.permission) && can(meeting, 'cancel')
        ? details(
            view.t('Aflys mødet', 'Cancel the meeting'),
            html`<p>
                ${view.t(
                  'Gennemgangene på dagsordenen kommer på et senere møde.',
                  'The case reviews on the agenda come on at a later meeting.',
                )}
              </p>
              ${step(view, meeting, 'cancellation', view.t('Aflys mødet', 'Cancel the meeting'), 'warning')}`,
          )
        : null
    }
  </section>`;
}
